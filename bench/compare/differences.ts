import type { Json, JsonObject } from '../../src/model/json.ts'

/** One place where two documents are not the same; `undefined` where one of them has nothing. */
export interface Difference {
  path: string
  old: Json | undefined
  new: Json | undefined
}

/**
 * Where two documents differ, in the order of the older one. Entries of lists are paired by what names them, so that one
 * that is missing does not make all that follow different; a changed order is a difference of its own.
 */
export function differences(old: Json | undefined, now: Json | undefined, path = ''): Difference[] {
  if (Array.isArray(old) && Array.isArray(now)) return ofLists(old, now, path)
  if (isObject(old) && isObject(now)) {
    const keys = [...new Set([...Object.keys(old), ...Object.keys(now)])]
    return keys.flatMap((key) => differences(old[key], now[key], joined(path, key)))
  }
  return Object.is(old, now) ? [] : [{ path, old, new: now }]
}

function ofLists(old: Json[], now: Json[], path: string): Difference[] {
  if (![...old, ...now].every(isObject)) {
    return JSON.stringify(old) === JSON.stringify(now) ? [] : [{ path, old, new: now }]
  }
  const [before, after] = [byName(old), byName(now)]
  const names = [...new Set([...before.keys(), ...after.keys()])]
  const found = names.flatMap((name) => differences(before.get(name), after.get(name), `${path}[${name}]`))
  return [...ofOrder(before, after, path), ...found]
}

/** The first place where what both lists hold stands in another order. */
function ofOrder(before: Map<string, JsonObject>, after: Map<string, JsonObject>, path: string): Difference[] {
  const shared = [...before.keys()].filter((name) => after.has(name))
  const again = [...after.keys()].filter((name) => before.has(name))
  const place = shared.findIndex((name, index) => name !== again[index])
  return place < 0 ? [] : [{ path: `${path} (order)`, old: shared[place], new: again[place] }]
}

/** What may name an entry; those that it has are joined. */
const NAMING = [
  'id',
  'sku',
  'filename',
  'name',
  'source',
  'relationship',
  'address',
  'asin',
  'field',
  'code',
  'op',
  'path',
]

function byName(entries: Json[]): Map<string, JsonObject> {
  const named = new Map<string, JsonObject>()
  const times = new Map<string, number>()
  for (const entry of entries as JsonObject[]) {
    const name = nameOf(entry)
    const time = (times.get(name) ?? 0) + 1
    times.set(name, time)
    named.set(time === 1 ? name : `${name} #${time}`, entry)
  }
  return named
}

function nameOf(entry: JsonObject): string {
  if (typeof entry.id === 'string') return entry.id
  const parts = NAMING.map((key) => entry[key]).filter((value) => typeof value === 'string')
  return parts.length > 0 ? parts.join(' ') : 'entry'
}

function joined(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
