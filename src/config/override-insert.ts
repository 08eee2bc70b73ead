import { isMap, isScalar, parseDocument, type YAMLMap } from 'yaml'
import { ConfigError } from '../model/errors.ts'

/** A new entry, of which some wait for a person: its key, and what they should know, one comment a line. */
export interface Stub {
  key: string
  comments: string[]
  /** What it says already, as YAML of one line each: `keep: [color]`. */
  says?: string[]
}

const HEAD = `# yaml-language-server: $schema=../schemas/overrides.schema.json
version: 1
overrides:
`

/** The text of an override file with stubs added to it; everything that is there stays as it is, letter for letter. */
export function insertStubs(text: string, stubs: Stub[], file: string): string {
  if (stubs.length === 0) return text
  const base = text.trim() === '' ? HEAD : text
  const document = parseDocument(base, { prettyErrors: false, uniqueKeys: false })
  const map = document.errors.length === 0 && isMap(document.contents) ? document.contents : null
  const pair = map?.items.find(({ key }) => isScalar(key) && key.value === 'overrides')
  if (!map || !pair) throw unusable(file, 'it has no "overrides"')
  const { key, value } = pair as { key: { range: [number, number, number] }; value: unknown }
  const newline = base.includes('\r\n') ? '\r\n' : '\n'
  const result =
    isMap(value) && value.flow
      ? intoBraces(base, value, { stubs, newline })
      : intoBlock(base, { start: key.range[0], indent: indentOf(base, value), stubs, newline })
  return checked(result, { before: base, stubs, file })
}

/** A key that YAML takes for exactly this text. */
function keyText(key: string): string {
  return /^[A-Z0-9/]+$/.test(key) ? key : JSON.stringify(key)
}

function indentOf(text: string, value: unknown): string {
  const first = isMap(value) ? (value.items[0]?.key as { range?: [number, number, number] } | undefined) : undefined
  const start = first?.range?.[0]
  if (start === undefined) return '  '
  const column = start - (text.lastIndexOf('\n', start - 1) + 1)
  return ' '.repeat(column)
}

interface Block {
  /** Offset of the key `overrides`. */
  start: number
  indent: string
  stubs: Stub[]
  newline: string
}

/** Behind the last line of the block: comments belong to the entry above them, so they stay in front. */
function intoBlock(text: string, { start, indent, stubs, newline }: Block): string {
  const end = blockEnd(text, start)
  const before = text.slice(0, end)
  const lines = stubs.flatMap(({ key, comments, says = [] }) => [
    `${indent}${keyText(key)}:`,
    ...says.map((text) => `${indent}  ${text}`),
    ...comments.map((comment) => `${indent}  # ${comment}`),
  ])
  const gap = before.endsWith('\n') ? '' : newline
  return before + gap + lines.map((line) => line + newline).join('') + text.slice(end)
}

/** Where the next key at the margin begins, blank lines and comments at the margin in front of it left to it. */
function blockEnd(text: string, start: number): number {
  let end = text.length
  let offset = text.indexOf('\n', start) + 1
  if (offset === 0) return text.length
  let lastOwn = offset
  while (offset < text.length) {
    const next = text.indexOf('\n', offset)
    const stop = next < 0 ? text.length : next + 1
    const content = text.slice(offset, stop)
    if (/^[^\s#]/.test(content)) {
      end = lastOwn
      break
    }
    if (/^\s+\S/.test(content)) lastOwn = stop
    offset = stop
  }
  return end === text.length ? withoutBlankEnd(text, lastOwn) : end
}

/** At the end of the file comments at the margin may belong to the block; only blank lines are left behind it. */
function withoutBlankEnd(text: string, lastOwn: number): number {
  const trimmed = text.replace(/[ \t\r\n]+$/, '').length
  const stop = text.indexOf('\n', trimmed)
  return Math.max(lastOwn, stop < 0 ? text.length : stop + 1)
}

/** Before the closing brace, each entry on a line of its own. */
function intoBraces(text: string, map: YAMLMap, { stubs, newline }: { stubs: Stub[]; newline: string }): string {
  const close = (map.range?.[1] ?? 0) - 1
  const lines = stubs.flatMap(({ key, comments, says = [] }) => [
    ...comments.map((comment) => `    # ${comment}`),
    `    ${keyText(key)}: {${says.length === 0 ? '' : ` ${says.join(', ')} `}},`,
  ])
  const inside = text.slice(map.range?.[0] ?? 0, close)
  const last = map.items.at(-1)?.value as { range?: [number, number, number] } | null | undefined
  const behind = last?.range ? text.slice(last.range[1], close) : ''
  const comma = map.items.length === 0 || behind.replace(/#.*/g, '').includes(',') ? '' : ','
  const at = last?.range && comma !== '' ? last.range[1] : close
  const gap = inside.endsWith('\n') ? '' : newline
  return `${text.slice(0, at)}${comma}${text.slice(at, close)}${gap}${lines.join(newline)}${newline}  ${text.slice(close)}`
}

/** The file must say what it said before, and the stubs. */
function checked(text: string, { before, stubs, file }: { before: string; stubs: Stub[]; file: string }): string {
  const document = parseDocument(text, { prettyErrors: false, uniqueKeys: true })
  if (document.errors.length > 0) throw unusable(file, 'they do not fit into its layout')
  const old = (parseDocument(before, { prettyErrors: false }).toJS() ?? {}) as { overrides?: object | null }
  const now = document.toJS() as { overrides: { [key: string]: unknown } }
  const kept = Object.entries(old.overrides ?? {}).every(
    ([key, value]) => JSON.stringify(now.overrides[key]) === JSON.stringify(value),
  )
  if (kept && stubs.every(({ key }) => Object.hasOwn(now.overrides, key))) return text
  throw unusable(file, 'they do not fit into its layout')
}

function unusable(file: string, reason: string): ConfigError {
  return new ConfigError('overrides', `Overrides cannot be added to ${file}: ${reason}.`, {
    hints: ['Name another file; one that does not exist yet is made.'],
  })
}
