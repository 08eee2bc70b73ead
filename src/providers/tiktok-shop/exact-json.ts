import type { Json } from '../../model/json.ts'
import type { HttpAnswer } from '../../net/http.ts'

/** A number with so many digits may lose some of them. */
const LONG = /[:[,]\s*-?\d{16,}\s*[,}\]]/

/**
 * The body of an answer in which no digit of a whole number is lost: those that a number cannot hold are texts. The API
 * writes ids as texts, its webhooks write them as numbers (contract, 5.2).
 */
export function exactJson({ text, json }: HttpAnswer): Json | undefined {
  return json === undefined || !LONG.test(text) ? json : (JSON.parse(text, exact as Reviver) as Json)
}

type Reviver = Parameters<typeof JSON.parse>[1]

function exact(_key: string, value: unknown, { source = '' }: { source?: string }): unknown {
  return typeof value === 'number' && /^-?\d+$/.test(source) && !Number.isSafeInteger(value) ? source : value
}
