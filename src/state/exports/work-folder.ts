import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileName } from './file-name.ts'
import type { WorkStart } from './work-lines.ts'

/** Where the answers of a read are kept. @param folder The folder of exports. */
export function workPath(folder: string, { provider, request }: Pick<WorkStart, 'provider' | 'request'>): string {
  return join(folder, 'partial', `${fileName(`${provider}-${request.shop}`)}.ndjson`)
}

/** The reads of a provider that were interrupted. */
export function pendingWork(folder: string, provider: string): string[] {
  const partial = join(folder, 'partial')
  const names = existsSync(partial) ? readdirSync(partial).sort() : []
  return names.filter((name) => name.startsWith(`${provider}-`)).map((name) => join(partial, name))
}
