// What modules read at run time lies beside them: style and scripts of HTML reports, steps of a schema.
import { cpSync } from 'node:fs'

const READ = { page: 'ui/html/page', migrations: 'providers/postgres/migrations' }

for (const [name, folder] of Object.entries(READ)) {
  const to = new URL(`../dist/parts/${name}`, import.meta.url)
  cpSync(new URL(`../src/${folder}`, import.meta.url), to, { recursive: true })
}
