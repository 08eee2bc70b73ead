import { canonicalJson, type Digest, isEmpty, type Json } from './json.ts'
import type { ValueKind } from './kinds.ts'
import { cleanText, collapse, withoutControls } from './text.ts'

/** A value as it would be written, or why it cannot be. */
export type Encoded = { ok: true; value: Json } | { ok: false; message: string }

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
    return accept(cleanText(text, { multiline }))
  }
}

/** What is markup here would be text after decoding, and the other way round. */
const encodeHtml: Encoder = (value) => {
  const text = scalarText(value)
  return text === null ? refuse('is a list or an object; text is needed') : accept(withoutControls(text).trim())
}

const DECIMAL = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?\s*$/i

const encodeNumber: Encoder = (value) => {
  const number = typeof value === 'string' && DECIMAL.test(value) ? Number(value) : value
  if (typeof number !== 'number' || !Number.isFinite(number)) return refuse('is not a number')
  const digits = typeof value === 'string' && /^\s*[+-]?\d+\s*$/.test(value)
  if (digits && !Number.isSafeInteger(number)) return refuse('has more digits than a number holds exactly')
  return accept(number)
}

const encodeBoolean: Encoder = (value) => {
  if (typeof value === 'boolean') return accept(value)
  if (value === 'true' || value === 'false') return accept(value === 'true')
  return refuse('is not true or false')
}

const encodeDate: Encoder = (value) => {
  if (value === '{today}') return accept(value)
  const [, day] = (typeof value === 'string' && DAY.exec(value.trim())) || []
  return day !== undefined && isCalendarDay(day) ? accept(day) : refuse('is not a date (YYYY-MM-DD)')
}

/** A day, alone or with a time behind it. */
const DAY = /^(\d{4}-\d{2}-\d{2})(?:[T ].*)?$/
const MONTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** False for days such as 2026-02-31, which only look like one. */
function isCalendarDay(text: string): boolean {
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number)
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  return year > 0 && day > 0 && day <= (MONTHS[month - 1] ?? 0) + (leap ? 1 : 0)
}

const encodeChoices: Encoder = (value) => {
  const list = Array.isArray(value) ? value : [value]
  const texts = list.map(scalarText)
  if (texts.includes(null)) return refuse('is not a list of texts')
  const cleaned = texts.map((text) => cleanText(text ?? '', { multiline: false }))
  return accept([...new Set(cleaned.filter((text) => text !== ''))])
}

/** As text, since some amounts have no exact number; written as given. */
const encodeDecimal: Encoder = (value) => {
  const text = typeof value === 'number' && Number.isFinite(value) ? String(value) : value
  return typeof text === 'string' && PLAIN_DECIMAL.test(text.trim()) ? accept(text.trim()) : refuse('is not a decimal')
}

const PLAIN_DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)$/

/** Without what makes no difference to an amount. */
function normalDecimal(text: string): string {
  const [, sign = '', whole = '', rest = ''] = /^([+-]?)0*(\d*)\.?(\d*?)0*$/.exec(text.trim()) ?? []
  const amount = `${whole || '0'}${rest === '' ? '' : `.${rest}`}`
  return sign === '-' && amount !== '0' ? `-${amount}` : amount
}

const encodeList: Encoder = (value) => {
  const texts = (Array.isArray(value) ? value : [value]).map(scalarText)
  if (texts.includes(null)) return refuse('is not a list of texts')
  return accept(texts.map((text) => cleanText(text ?? '', { multiline: false })).filter((text) => text !== ''))
}

/** An object that says nothing is as empty as a list that does. */
const encodeJson: Encoder = (value) => {
  const isBare = typeof value === 'object' && value !== null && Object.keys(value).length === 0
  return accept(isBare ? null : value)
}

const ENCODERS: { [kind in ValueKind]: Encoder } = {
  text: encodeText(false),
  multiline: encodeText(true),
  html: encodeHtml,
  choice: encodeText(false),
  number: encodeNumber,
  boolean: encodeBoolean,
  date: encodeDate,
  choices: encodeChoices,
  decimal: encodeDecimal,
  list: encodeList,
  json: encodeJson,
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
    return cleanText(value, { multiline: false }) || null
  }
  if (kind === 'html' && typeof value === 'string') return normalHtml(value) || null
  if (kind === 'date' && typeof value === 'string') return value.slice(0, 10)
  if (kind === 'choices' && Array.isArray(value)) return normalChoices(value)
  if (kind === 'decimal') return normalDecimal(String(value))
  if (kind === 'number' && typeof value === 'string' && DECIMAL.test(value)) return Number(value)
  return value as Json
}

/** White space between elements, and how much of it stands anywhere, makes no difference. */
function normalHtml(text: string): string {
  return collapse(withoutControls(text)).replaceAll('> <', '><')
}

function normalChoices(values: Json[]): Json {
  const texts = values.map((value) => cleanText(String(value), { multiline: false })).filter((text) => text !== '')
  return texts.length === 0 ? null : [...new Set(texts)].sort()
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
