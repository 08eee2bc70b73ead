import { type Document, isMap, isScalar, LineCounter, type YAMLError } from 'yaml'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { Position } from '../model/position.ts'
import type { JsonSchema } from '../model/provider.ts'
import { type ConfigFile, type Path, problemAt } from './problem.ts'
import { readText } from './read-text.ts'
import type { Schema } from './schema-walk.ts'
import { schemaProblems } from './schemas.ts'
import { NotApart, type ReadDocument, readApart, readPlain, readWhole } from './yaml-document.ts'
import { yamlErrorText } from './yaml-errors.ts'
import { type Place, type Values, yamlValues } from './yaml-values.ts'

export interface ReadFile<T> {
  file: ConfigFile<T>
  text: string
  diagnostics: Diagnostic[]
  /** Mistakes beyond those. */
  more?: number
}

/** What a file may hold, perhaps depending on the keys that it has under another one; `null`: not to be told. */
export type FileSchema = JsonSchema | ((keys: (under: string) => string[] | null) => JsonSchema)

/** Reads one workspace file and checks it against its schema; everything that is wrong becomes a diagnostic. */
export function readYamlFile<T>(root: string, path: string, schema: FileSchema): ReadFile<T> {
  const source = readText(root, path)
  if (!source.ok) return unreadable(path, '', [source.problem])
  try {
    return readYaml(path, source.text, schema)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    const problem = { code: 'yaml', message: 'the file is nested too deeply' }
    return unreadable(path, source.text, [problemAt({ file: path, line: 1, column: 1 }, problem)])
  }
}

function readYaml<T>(path: string, text: string, schema: FileSchema): ReadFile<T> {
  const apart = readPlain(text) ?? readApart(text)
  if (apart === null) return checked({ path, text, schema }, readWhole(text))
  try {
    return checked({ path, text, schema }, apart)
  } catch (error) {
    if (!(error instanceof NotApart)) throw error
    return checked({ path, text, schema }, readWhole(text))
  }
}

interface Source {
  path: string
  text: string
  schema: FileSchema
}

function checked<T>({ path, text, schema: given }: Source, read: ReadDocument): ReadFile<T> {
  const at = locator(path, text)
  const schema = typeof given === 'function' ? given((under) => keysUnder(read.document, under)) : given
  const values = yamlValues(read, schema as Schema)
  if (read.errors.length > 0) return unreadable(path, text, syntaxProblems(read.errors, at))

  const position = (where: Path, part: 'key' | 'value'): Position => at(offsetOf(values, where, part))
  const shape = values.problems.map(({ offset, message }) => problemAt(at(offset), { code: 'yaml', message }))
  if (values.data === null) return unreadable(path, text, shape)
  const { data, problems, more } = schemaProblems<T>(schema, values.data)
  const wrong = problems.map(({ path: where, part, ...problem }) => problemAt(position(where, part), problem))
  const has = (where: Path): boolean => placesOf(values, where).length === where.length
  return { file: { path, data, position, has }, text, diagnostics: [...shape, ...wrong], more }
}

function locator(path: string, text: string): (offset: number) => Position {
  const lines = new LineCounter()
  lines.addNewLine(0)
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) lines.addNewLine(end + 1)
  return (offset) => {
    const { line, col } = lines.linePos(offset)
    return { file: path, line: Math.max(line, 1), column: Math.max(col, 1) }
  }
}

/** As they are written, where they stand in the file itself. */
function keysUnder(document: Document, under: string): string[] | null {
  const node = isMap(document.contents) ? document.contents.get(under, true) : null
  if (!isMap(node)) return null
  const keys = node.items.map(({ key }) => (isScalar(key) ? String(key.value) : null))
  return keys.includes(null) ? null : (keys as string[])
}

/** A file of which nothing can be used. */
export function unreadable<T>(path: string, text: string, diagnostics: Diagnostic[]): ReadFile<T> {
  const position = (): Position => ({ file: path, line: 1, column: 1 })
  return { file: { path, data: null, position, has: () => false }, text, diagnostics }
}

/** One per line: a missing quote makes the parser stumble over everything after it. */
function syntaxProblems(errors: YAMLError[], at: (offset: number) => Position): Diagnostic[] {
  const byLine = new Map<number, Diagnostic>()
  for (const error of errors) {
    const position = at(error.pos[0])
    if (byLine.has(position.line)) continue
    byLine.set(position.line, problemAt(position, { code: 'yaml', message: yamlErrorText(error) }))
  }
  return [...byLine.values()]
}

/** Of every step of a path, as far as something stands there. */
function placesOf({ place }: Values, path: Path): Place[] {
  const places: Place[] = []
  let inner = place.inner
  for (const step of path) {
    const found = inner?.get(step)
    if (found === undefined) break
    places.push(found)
    inner = found.inner
  }
  return places
}

function offsetOf(values: Values, path: Path, part: 'key' | 'value'): number {
  const places = placesOf(values, path)
  const last = places.at(-1)
  if (last === undefined) return 0
  return places.length === path.length ? last[part] : last.key
}
