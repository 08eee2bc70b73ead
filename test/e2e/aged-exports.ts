import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Makes every kept export of a state folder older, as if a person had waited; gives when each began, the newest first. */
export function agedExports(state: string, { hours }: { hours: number }): string[] {
  const files = readdirSync(state, { recursive: true })
    .map((name) => join(state, String(name)))
    .filter((path) => /exports[^/]*\/[^/]+\.ndjson$/.test(path))
  return files
    .map((path) => aged(path, hours))
    .sort()
    .reverse()
}

function aged(path: string, hours: number): string {
  const [first = '', ...items] = readFileSync(path, 'utf8').split('\n')
  const header = JSON.parse(first)
  const exported_at = new Date(Date.parse(header.exported_at) - hours * 3_600_000).toISOString()
  writeFileSync(path, [JSON.stringify({ ...header, exported_at }), ...items].join('\n'))
  return exported_at
}
