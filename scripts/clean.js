// A removed command must not live on in the build or in the manifest.
import { rmSync } from 'node:fs'

rmSync(new URL('../dist', import.meta.url), { recursive: true, force: true })
rmSync(new URL('../oclif.manifest.json', import.meta.url), { force: true })
