import { counted, fewOf } from '../../../model/counted.ts'
import { type Fields, parsePart } from '../../../model/fields.ts'
import { canonicalJson, type Json, type JsonObject } from '../../../model/json.ts'
import type { Refusal } from '../../../model/kinds.ts'
import { OPTIONS, VARIANTS } from './names.ts'
import { MOST_OPTIONS } from './objections.ts'

const MOST_VARIANTS = 2_048
const SHOWN = 60

/** What tells that a product of others is the very thing: its handle, and the SKUs of its variants. */
export function marksOf(fields: Fields): string[] {
  const skus = Object.entries(fields).flatMap(([path, value]) =>
    parsePart(path, [VARIANTS])?.path === 'sku' && isSaid(value) ? [`SKU ${value}`] : [],
  )
  return [...(isSaid(fields.handle) ? [`handle ${fields.handle}`] : []), ...new Set(skus)]
}

function isSaid(value: Json | undefined): value is string {
  return typeof value === 'string' && value !== ''
}

/** Why a product cannot have these variants; `null`: it can. */
export function refusalOf(fields: Fields): Refusal | null {
  const variants = variantsIn(fields)
  if (variants.size > MOST_VARIANTS) {
    const why = `It would have ${counted(variants.size, 'variant')}, of which ${MOST_VARIANTS.toLocaleString('en-US')} fit.`
    return { why }
  }
  const names = optionsAmong(variants)
  if (names.length > MOST_OPTIONS) {
    const why = `It would have ${counted(names.length, 'option')} (${names.map(cut).join(', ')}), of which ${MOST_OPTIONS} fit.`
    return { why, field: OPTIONS }
  }
  const misfits = misfitsAmong(variants, names)
  const [has] = misfits.values()
  if (has === undefined) return null
  const keys = [...misfits].flatMap(([key, its]) => (its === has ? [cut(key)] : []))
  const who = keys.length === 1 ? `Its variant ${keys[0]} has` : `Its variants ${fewOf(keys, NAMED)} have`
  return { why: `${who} ${has}.`, field: OPTIONS }
}

/** Variants that are named of those with one fault. */
const NAMED = 5

/** Variants that have no place beside the others, and what they have that is in the way: as few as possible. */
export function misfitsOf(fields: Fields): ReadonlyMap<string, string> {
  const all = variantsIn(fields)
  const names = optionsAmong(all)
  const usual = new Set(names.filter((name) => 2 * countOf(all, name) >= all.size))
  const misfits = new Map<string, string>()
  for (const [key, options] of all) {
    const unusual = Object.keys(options).find((name) => !usual.has(name))
    if (unusual !== undefined) misfits.set(key, `a value of option ${cut(unusual)}, of which most others have none`)
  }
  const variants = new Map([...all].filter(([key]) => !misfits.has(key)))
  if (usual.size > MOST_OPTIONS) return misfits
  return new Map([...misfits, ...misfitsAmong(variants, optionsAmong(variants))])
}

function countOf(variants: ReadonlyMap<string, JsonObject>, name: string): number {
  return [...variants.values()].filter((options) => Object.hasOwn(options, name)).length
}

function optionsAmong(variants: ReadonlyMap<string, JsonObject>): string[] {
  return [...new Set([...variants.values()].flatMap((options) => Object.keys(options)))]
}

/** Each variant has a value of every option, and no two have the same: the first of these keeps its place. */
function misfitsAmong(variants: ReadonlyMap<string, JsonObject>, names: readonly string[]): Map<string, string> {
  const misfits = new Map<string, string>()
  const seen = new Map<string, string>()
  for (const [key, options] of variants) {
    const lacking = names.find((name) => !Object.hasOwn(options, name))
    const print = canonicalJson(options)
    const other = seen.get(print)
    if (lacking !== undefined) misfits.set(key, `no value of option ${cut(lacking)}, which another has`)
    else if (other !== undefined) misfits.set(key, `the same options as ${cut(other)} (${saidOf(options)})`)
    else seen.set(print, key)
  }
  return misfits
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

function saidOf(options: JsonObject): string {
  const said = Object.entries(options).map(([name, value]) => `${cut(name)} ${cut(String(value))}`)
  return said.length === 0 ? 'none' : said.join(', ')
}

function cut(text: string): string {
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text
}
