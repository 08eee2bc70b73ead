import type { Item } from '../../model/item.ts'
import { canonicalJson, isEmpty, type Json } from '../../model/json.ts'
import type { QualityRule } from '../../model/quality.ts'
import { isPlainField, type Reader, readerOf } from '../project/expressions.ts'
import type { Listing } from '../types.ts'
import { type Broken, textOf, valueCheck } from './checks.ts'

/** A rule made ready for many items. */
export interface ReadyRule {
  rule: QualityRule
  /** What is wrong with an item, `null` when nothing is. */
  broken(listing: Listing): Broken | null
}

/** `listings`: everything that is judged, since one rule looks at all of them. */
export function readyRules(rules: readonly QualityRule[], listings: readonly Listing[]): ReadyRule[] {
  return rules.map((rule) => {
    const on = listings.filter(({ item }) => isMeant(rule, item))
    return { rule, broken: rule.check === 'unique' ? uniqueCheck(rule, on) : singleCheck(rule) }
  })
}

export function isMeant({ on }: QualityRule, { role }: Pick<Item, 'role'>): boolean {
  return (on === 'parents') === (role === 'parent')
}

type Broke = ReadyRule['broken']

function singleCheck(rule: QualityRule): Broke {
  if (rule.check === 'expression') return expressionCheck(rule)
  const read = fieldReader(rule.field ?? '')
  const check = valueCheck(rule)
  return ({ item }) => {
    const { value, error } = read(item)
    return error === undefined ? check(value, item.fields) : { value: null, problem: unread(error) }
  }
}

function expressionCheck({ expression = '', field }: QualityRule): Broke {
  const read = readerOf(expression)
  const shown = field === null ? null : fieldReader(field)
  return ({ item }) => {
    const { value, error } = read(item.fields)
    if (value === true) return null
    const problem = error === undefined ? `does not fulfil ${expression}` : unread(error)
    return { value: shown === null ? null : shown(item).value, problem }
  }
}

function unread(error: string): string {
  return `cannot be evaluated: ${error}`
}

type FieldReader = (item: Item) => ReturnType<Reader>

function fieldReader(field: string): FieldReader {
  if (isPlainField(field)) return ({ fields }) => ({ value: (fields[field] ?? null) as Json })
  const read = readerOf(field)
  return ({ fields }) => read(fields)
}

/** Each value once in a shop: the same on another one joins what is sold there, which is no fault. */
function uniqueCheck(rule: QualityRule, listings: readonly Listing[]): Broke {
  const read = fieldReader(rule.field ?? '')
  const bearers = new Map<string, number>()
  for (const { item } of listings)
    for (const mark of new Set(marksOf(item, read(item).value))) bearers.set(mark, (bearers.get(mark) ?? 0) + 1)
  return ({ item }) => {
    const { value } = read(item)
    const places = marksOf(item, value).map((mark) => bearers.get(mark) ?? 0)
    const place = places.findIndex((count) => count > 1)
    if (place < 0) return null
    const entry = [value].flat().filter((one) => !isEmpty(one))[place] as Json
    return { value: entry, problem: `stands on ${places[place]} items of ${item.ref.shop}` }
  }
}

function marksOf({ ref }: Item, value: Json): string[] {
  const entries = [value].flat().filter((entry) => !isEmpty(entry)) as Json[]
  return entries.map((entry) => canonicalJson([ref.source, ref.shop, textOf(entry).trim()]))
}
