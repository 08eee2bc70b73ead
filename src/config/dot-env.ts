import { parseEnv } from 'node:util'
import { type Diagnostic, diagnostic } from '../model/diagnostic.ts'
import { ConfigError } from '../model/errors.ts'
import { type Line, linesOf } from './dot-env-lines.ts'
import { Findings } from './findings.ts'
import { readText } from './read-text.ts'
import { isPlaceholder, isVariable, nearestVariable } from './variables.ts'
import { oneOf } from './words.ts'

export interface DotEnv {
  values: { [name: string]: string | undefined }
  /** What is odd about the file; no value is ever in it. */
  diagnostics: Diagnostic[]
}

/**
 * The variables of the workspace's `.env`; none when there is no such file. `known` are the names that providers read,
 * which may have an account's prefix. @throws ConfigError
 */
export function readDotEnv(root: string, known: readonly string[]): DotEnv {
  const file = readText(root, FILE, { secrets: true })
  if (file.ok) {
    const values = parseEnv(file.text)
    return { values, diagnostics: findingsIn(linesOf(file.text), values, known) }
  }
  if (file.missing) return { values: {}, diagnostics: [] }
  throw new ConfigError('config', `The workspace's .env cannot be used: ${file.problem.message}.`, {
    hints: file.problem.hint ? [file.problem.hint] : [],
  })
}

const FILE = '.env'

/** So many different names are compared with those that are known. */
const MOST_COMPARED = 1_000

function findingsIn(lines: Line[], values: DotEnv['values'], known: readonly string[]): Diagnostic[] {
  const strangers: Line[] = []
  const nearest = comparison(known)
  const found = lines.flatMap((line) => {
    const { name, number } = line
    if (name === null) {
      return finding(number, 'the line has no "=" and sets nothing', 'Write NAME=value, or # in front of a comment.')
    }
    if (isVariable(name, known)) {
      const message = `${name} still holds a placeholder`
      return isPlaceholder(String(values[name] ?? '')) ? finding(number, message, 'Put the real value there.') : []
    }
    const near = nearest(name)
    if (near === null) strangers.push(line)
    const message = `${name} is no variable that this program reads; did you mean ${near}?`
    return near === null ? [] : finding(number, message, 'A variable that is not read has no effect.')
  })
  const findings = new Findings()
  for (const entry of [...found, ...ofOthers(strangers)]) findings.add(entry)
  return findings.list([FILE])
}

/** The variable that a name may have been meant for; what was compared once is known. */
function comparison(known: readonly string[]): (name: string) => string | null {
  const nearest = new Map<string, string | null>()
  return (name) => {
    if (nearest.size < MOST_COMPARED && !nearest.has(name)) {
      nearest.set(name, /^\w{1,80}$/.test(name) ? nearestVariable(name, known) : null)
    }
    return nearest.get(name) ?? null
  }
}

const FEW = 3

/** They may well be for other programs; one line says that they are not for this one. */
function ofOthers(strangers: Line[]): Diagnostic[] {
  const [first] = strangers
  if (first === undefined) return []
  const named = strangers.flatMap(({ name }) => (/^[A-Z][A-Z0-9_]{0,79}$/.test(name ?? '') ? [String(name)] : []))
  const shown = named.slice(0, FEW)
  const rest = strangers.length - shown.length
  const more = rest === 0 ? [] : [`${rest} ${shown.length === 0 ? 'unknown' : 'more'} ${rest === 1 ? 'name' : 'names'}`]
  const verb = strangers.length === 1 ? 'is' : 'are'
  const message = `${oneOf([...shown, ...more], 'and')} ${verb} not read by this program`
  return [diagnostic({ severity: 'info', code: 'env', message, file: FILE, line: first.number, column: 1 })]
}

function finding(line: number, message: string, hint: string): Diagnostic[] {
  return [diagnostic({ severity: 'warning', code: 'env', message, file: FILE, line, column: 1, hint })]
}
