// Style and scripts of HTML reports lie beside the modules that read them.
import { cpSync } from 'node:fs'

cpSync(new URL('../src/ui/html/page', import.meta.url), new URL('../dist/parts/page', import.meta.url), {
  recursive: true,
})
