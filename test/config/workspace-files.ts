import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, onTestFinished } from 'vitest'
import { inspectWorkspace } from '../../src/config/index.ts'
import { providers } from '../support/providers.ts'

export const SYNC = `version: 1
scope: twisted-x
source: { amazon: { marketplace: US, brands: [Twisted X] } }
target: { plytix: }
`

export const ATTRIBUTES = `version: 1
attributes:
  amazon_title: { name: Amazon Title, type: TextAttribute, from: item_name, write: always }
`

/** A folder that is removed after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'catalog-sync-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A workspace with these files instead of, or beside, a small valid one. Null leaves a file out. */
export function workspaceFolder(files: { [path: string]: string | Uint8Array | null } = {}): string {
  const root = temporaryFolder()
  for (const [path, text] of Object.entries({ 'sync.yaml': SYNC, 'specs/attributes.yaml': ATTRIBUTES, ...files })) {
    if (text === null) continue
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  return root
}

/** `file:line:column: severity: message` of everything found in such a workspace. */
export function findings(files: { [path: string]: string | Uint8Array | null }): string[] {
  const { diagnostics } = inspectWorkspace({ providers, cwd: workspaceFolder(files) })
  return diagnostics.map((it) => `${it.file}:${it.line}:${it.column}: ${it.severity}: ${it.message}`)
}

/** A line of a file, and what is said about it; the position is that of `|`, which is taken out. */
export type Mistake = [line: string, severity: 'error' | 'warning', message: string]

type Files = { [path: string]: string }

// biome-ignore lint/complexity/useMaxParams: the fourth is what few mistakes need
export function checked(path: string, head: string, [line, severity, message]: Mistake, files: Files = {}): void {
  const text = `${head}${line.replace('|', '')}\n`
  const before = `${head}${line}`.split('|')[0] ?? ''
  const lines = before.split('\n')
  const position = `${lines.length}:${(lines.at(-1)?.length ?? 0) + 1}`
  expect(findings({ ...files, [path]: text })).toContain(`${path}:${position}: ${severity}: ${message}`)
}
