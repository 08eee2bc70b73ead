import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { choosePair, type Pair, type ScaffoldOptions, scaffoldFiles } from '../config/scaffold.ts'
import { type Diagnostic, diagnostic } from '../model/diagnostic.ts'
import { SHOPS } from '../model/edge-names.ts'
import type { Providers } from '../model/provider.ts'
import { createFile } from './create-file.ts'

export interface InitOptions extends Omit<ScaffoldOptions, 'root' | 'pair'> {
  /** What it is for; absent: the first source and the first target. */
  pair?: Pair | undefined
  providers: Providers
  cwd: string
  /** Relative to `cwd`; absent: `cwd` itself. */
  folder?: string | undefined
}

export interface InitResult {
  /** Absolute. */
  root: string
  files: { path: string; status: 'created' | 'kept' }[]
  /** What a kept file leaves to do. */
  diagnostics: Diagnostic[]
}

export { choosePair }

/** Writes the files of a workspace that are not there yet. @throws ConfigError */
export function initWorkspace(options: InitOptions): InitResult {
  const { cwd, folder = '.', attributes, providers, pair = choosePair(providers, {}), ...choices } = options
  const root = resolve(cwd, folder)
  const files = scaffoldFiles({ root, attributes, pair, ...choices }).map(({ path, text }) => {
    const created = createFile(join(root, path), text)
    return { path, status: created ? ('created' as const) : ('kept' as const) }
  })
  const kept = files.filter(({ status }) => status === 'kept').map(({ path }) => path)
  return {
    root,
    files,
    diagnostics: [...unusedChoices(choices, kept), ...unusedAttributes(attributes, kept), ...openSecrets(root, kept)],
  }
}

function unusedAttributes(attributes: ScaffoldOptions['attributes'], kept: string[]): Diagnostic[] {
  if (attributes === undefined || !kept.includes('specs/attributes.yaml')) return []
  const message = 'the file was there before, so what the account says is not in it'
  const hint = 'Move it away and run sync init --from-account again, or name another folder.'
  return [diagnostic({ severity: 'warning', code: 'kept', message, file: 'specs/attributes.yaml', hint })]
}

function unusedChoices(choices: Omit<ScaffoldOptions, 'root' | 'attributes' | 'pair'>, kept: string[]): Diagnostic[] {
  const given = Object.values(choices).some((choice) => choice !== undefined)
  if (!given || !kept.includes('sync.yaml')) return []
  const message = `the file was there before, so scope, brand and ${SHOPS} stay as they are in it`
  return [diagnostic({ severity: 'warning', code: 'kept', message, file: 'sync.yaml' })]
}

function openSecrets(root: string, kept: string[]): Diagnostic[] {
  if (!kept.includes('.gitignore')) return []
  const path = join(root, '.gitignore')
  const lines = existsSync(path) ? readFileSync(path, 'utf8').split(/\r?\n/) : []
  const ignored = lines.map((line) => line.trim().replace(/^\/|[/*]+$/g, ''))
  const missing = ['.env', 'state'].filter((name) => !ignored.includes(name))
  if (missing.length === 0) return []
  const message = `the file was there before and does not name ${missing.join(' and ')}`
  const hint = 'Add the lines .env and state/, so that credentials and state stay out of git.'
  return [diagnostic({ severity: 'warning', code: 'gitignore', message, file: '.gitignore', hint })]
}
