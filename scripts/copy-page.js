// Style and scripts of HTML reports go into the build as they are.
import { cpSync } from 'node:fs'

const PAGE = 'ui/html/page'

cpSync(new URL(`../src/${PAGE}`, import.meta.url), new URL(`../dist/${PAGE}`, import.meta.url), { recursive: true })
