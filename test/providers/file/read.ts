import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { JsonObject } from '../../../src/model/json.ts'
import type { SourceResult } from '../../../src/model/source.ts'
import { createFileSource } from '../../../src/providers/file/source.ts'
import { type FileWants, parseSource } from '../../../src/providers/file/source-settings.ts'
import { temporaryFolder } from '../../config/workspace-files.ts'

type Settings = { [key: string]: unknown }

/** Reads a text, or bytes, from a file as `sync.yaml` would have it. */
export function readText(
  text: string | Uint8Array,
  { name = 'boots.csv', limit = null, ...settings }: Settings & { name?: string; limit?: number | null } = {},
): Promise<SourceResult> {
  const root = temporaryFolder()
  writeFileSync(join(root, name), text)
  return readFrom(root, { path: name, ...settings }, limit)
}

export function readFrom(root: string, settings: Settings, limit: number | null = null): Promise<SourceResult> {
  const { options, shops } = parseSource({ key: 'sku', ...settings })
  const source = createFileSource(options as unknown as FileWants, root)
  const nothing = {
    progress: () => undefined,
    memo: NO_MEMO,
    gtins: async () => [],
    spellings: {},
    neighbours: [],
    before: async () => null,
  }
  const query = options as JsonObject
  const request = { shop: shops[0] ?? '', limit, want: query, query, codes: false as const }
  return source.read(request, nothing, new AbortController().signal)
}

const NO_MEMO = { recall: () => undefined, keep: () => undefined }

/** `line:column: message` of everything that is odd. */
export function oddities({ diagnostics }: SourceResult): string[] {
  return diagnostics
    .filter(({ code }) => code !== 'file-form')
    .map(({ line, column, message }) => `${line}:${column ?? '-'}: ${message}`)
}

/** How the file was understood. */
export function formOf({ diagnostics }: SourceResult): string {
  return diagnostics.find(({ code }) => code === 'file-form')?.message ?? ''
}
