import { counted } from '../../../model/counted.ts'
import { type Fields, parsePart } from '../../../model/fields.ts'
import { canonicalJson, type Json, type JsonObject } from '../../../model/json.ts'
import { OPTIONS, VARIANTS } from './names.ts'
import { MOST_OPTIONS } from './objections.ts'

const MOST_VARIANTS = 2_048
const SHOWN = 60

/** What tells that a product of others is the very thing: its handle, and the SKUs of its variants. */
export function marksOf(fields: Fields): string[] {
  const skus = Object.entries(fields).flatMap(([path, value]) =>
    parsePart(path, [VARIANTS])?.path === 'sku' && isSaid(value) ? [`sku ${value}`] : [],
  )
  return [...(isSaid(fields.handle) ? [`handle ${fields.handle}`] : []), ...new Set(skus)]
}

function isSaid(value: Json | undefined): value is string {
  return typeof value === 'string' && value !== ''
}

/** Why a product cannot have these variants, as a sentence; `null`: it can. */
export function refusalOf(fields: Fields): string | null {
  const variants = variantsIn(fields)
  if (variants.size > MOST_VARIANTS) {
    return `It would have ${counted(variants.size, 'variant')}, of which ${MOST_VARIANTS.toLocaleString('en-US')} fit.`
  }
  const names = [...new Set([...variants.values()].flatMap((options) => Object.keys(options)))]
  if (names.length > MOST_OPTIONS) {
    return `It would have ${counted(names.length, 'option')} (${names.map(cut).join(', ')}), of which ${MOST_OPTIONS} fit.`
  }
  return lacking(variants, names) ?? twice(variants)
}

/** Options of each variant, by its key; of a lone default variant there are none. */
function variantsIn(fields: Fields): Map<string, JsonObject> {
  const variants = new Map<string, JsonObject>()
  for (const [path, value] of Object.entries(fields)) {
    const part = parsePart(path, [VARIANTS])
    if (!part) continue
    if (!variants.has(part.key)) variants.set(part.key, {})
    if (part.path === OPTIONS && isObject(value)) variants.set(part.key, value)
  }
  return variants
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function lacking(variants: Map<string, JsonObject>, names: string[]): string | null {
  for (const [key, options] of variants) {
    const name = names.find((one) => !Object.hasOwn(options, one))
    if (name !== undefined) return `Its variant ${cut(key)} has no value of option ${cut(name)}, which another has.`
  }
  return null
}

function twice(variants: Map<string, JsonObject>): string | null {
  const seen = new Map<string, string>()
  for (const [key, options] of variants) {
    const print = canonicalJson(options)
    const other = seen.get(print)
    if (other !== undefined)
      return `Its variants ${cut(other)} and ${cut(key)} have the same options (${saidOf(options)}).`
    seen.set(print, key)
  }
  return null
}

function saidOf(options: JsonObject): string {
  const said = Object.entries(options).map(([name, value]) => `${cut(name)} ${cut(String(value))}`)
  return said.length === 0 ? 'none' : said.join(', ')
}

function cut(text: string): string {
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text
}
