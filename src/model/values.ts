import { decodeHTMLStrict } from 'entities'
import { canonicalJson, type Digest, isEmpty, type Json } from './json.ts'
import type { ValueKind } from './live.ts'

/** A value as it would be written, or why it cannot be. */
export type Encoded = { ok: true; value: Json } | { ok: false; message: string }

/** Only what ends in a semicolon is an entity: `AT&T`, `&copyright` and `?a=1&region=2` are meant as they stand. */
export function decodeEntities(text: string): string {
  return text.includes('&') ? decodeHTMLStrict(text) : text
}

/** Control characters that no text means, and halves of characters that no service can store. Tabs and line breaks stay. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
const UNPRINTABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f]/g

function printable(text: string): string {
  return text.replace(UNPRINTABLE, '').toWellFormed().replaceAll('\uFFFD', '')
}

/** Text as it is written: entities decoded once, white space collapsed (line breaks kept in multi-line text). */
function cleanText(text: string, multiline: boolean): string {
  const decoded = printable(decodeEntities(text))
  if (!multiline) return collapse(decoded)
  return decoded
    .split(/\r\n|\r|\n/)
    .map(collapse)
    .join('\n')
    .trim()
}

function collapse(text: string): string {
  return text.replace(/\s+/gu, ' ').trim()
}

function scalarText(value: Json): string | null {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return null
}

type Encoder = (value: Json) => Encoded

const refuse = (message: string): Encoded => ({ ok: false, message })
const accept = (value: Json): Encoded => ({ ok: true, value })

function encodeText(multiline: boolean): Encoder {
  return (value) => {
    const text = scalarText(value)
    if (text === null) return refuse('is a list or an object; text is needed (JMESPath join() makes text of a list)')
    return accept(cleanText(text, multiline))
  }
}

const encodeNumber: Encoder = (value) => {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? accept(number) : refuse('is not a number')
}

const encodeBoolean: Encoder = (value) => {
  if (typeof value === 'boolean') return accept(value)
  if (value === 'true' || value === 'false') return accept(value === 'true')
  return refuse('is not true or false')
}

const encodeDate: Encoder = (value) => {
  if (value === '{today}') return accept(value)
  const day = typeof value === 'string' ? value.trim().slice(0, 10) : ''
  const valid = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(day)
  return valid ? accept(day) : refuse('is not a date (YYYY-MM-DD)')
}

const encodeChoices: Encoder = (value) => {
  const list = Array.isArray(value) ? value : [value]
  const texts = list.map(scalarText)
  if (texts.includes(null)) return refuse('is not a list of texts')
  return accept([...new Set(texts.map((text) => collapse(text ?? '')))])
}

const ENCODERS: { [kind in ValueKind]: Encoder } = {
  text: encodeText(false),
  multiline: encodeText(true),
  choice: encodeText(false),
  number: encodeNumber,
  boolean: encodeBoolean,
  date: encodeDate,
  choices: encodeChoices,
  assets: accept,
  other: () => refuse('belongs to an attribute of a type that cannot be written'),
}

/** The value as a target of this kind takes it; empty values become `null`. */
export function encodeValue(kind: ValueKind, value: Json | undefined): Encoded {
  if (isEmpty(value)) return accept(null)
  const encoded = ENCODERS[kind](value as Json)
  return encoded.ok && isEmpty(encoded.value) ? accept(null) : encoded
}

/** The value in the form that is compared and fingerprinted (semantics: values). */
export function normalValue(kind: ValueKind, value: Json | undefined): Json {
  if (isEmpty(value)) return null
  if ((kind === 'text' || kind === 'multiline' || kind === 'choice') && typeof value === 'string') {
    return cleanText(value, false) || null
  }
  if (kind === 'date' && typeof value === 'string') return value.slice(0, 10)
  if (kind === 'choices' && Array.isArray(value)) return value.map(String).sort()
  if (kind === 'number' && typeof value === 'string' && value.trim() !== '') return Number(value)
  return value as Json
}

/**
 * True when the target would store both the same. `desired` is in the form that is written: entities are decoded once
 * on the way in, so a stored `&amp;` that was meant literally must not be decoded a second time before comparing.
 */
export function sameValue(kind: ValueKind, live: Json | undefined, desired: Json | undefined): boolean {
  if (isEmpty(live) && isEmpty(desired)) return true
  if (typeof live === 'string' && typeof desired === 'string' && collapse(live) === collapse(desired)) return true
  return canonicalJson(normalValue(kind, live)) === canonicalJson(normalValue(kind, desired))
}

/** Eight hex digits that stand for a value in a baseline. */
export function fingerprint(kind: ValueKind, value: Json | undefined, digest: Digest): string {
  return digest(canonicalJson(normalValue(kind, value))).slice(0, 8)
}
