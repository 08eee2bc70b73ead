import { isEmpty, type Json, type JsonObject } from './json.ts'

/** Values by path, such as `label` or `attributes.color`: one notation for a field, everywhere inside. */
export type Fields = { [path: string]: Json }

/** Paths whose first part is one of these stand nested in plans: `{attributes: {color}}`. */
export type Groups = readonly string[]

/** The path of a field of a part, such as a variant of a product: `variants/KEY/price`. */
export function partPath(group: string, key: string, path: string): string {
  return `${group}/${insidePart(key, path)}`
}

/** The same where the group is known. */
export function insidePart(key: string, path: string): string {
  return `${escaped(key)}/${path}`
}

/** What that is made of; `null` for what is of no part. */
export function outsidePart(path: string): Pick<PartPath, 'key' | 'path'> | null {
  const end = path.indexOf('/')
  return end < 0 ? null : { key: plain(path.slice(0, end)), path: path.slice(end + 1) }
}

/** True for the path of a field of this part. */
export function isPart(path: string, group: string, key: string): boolean {
  return path.startsWith(partPath(group, key, ''))
}

export interface PartPath {
  group: string
  key: string
  path: string
}

/** What such a path is made of, `null` for the resource's own fields. */
export function parsePart(path: string, groups: Groups): PartPath | null {
  const first = path.indexOf('/')
  if (first < 0 || !groups.includes(path.slice(0, first))) return null
  const second = path.indexOf('/', first + 1)
  return { group: path.slice(0, first), key: plain(path.slice(first + 1, second)), path: path.slice(second + 1) }
}

/** Where a field stands in plans. */
interface Place {
  /** One name, or several inside one another. */
  names: readonly string[]
  pointer: string
}

/** There are few paths and many fields, so each path is taken apart once; those of parts are many, and are not kept. */
const places = new WeakMap<Groups, Map<string, Place>>()

function placeOf(path: string, groups: Groups): Place {
  const known = places.get(groups) ?? new Map<string, Place>()
  const place = known.get(path)
  if (place) return place
  const part = parsePart(path, groups)
  const names = part ? [part.group, part.key, ...placeOf(part.path, groups).names] : namesOf(path, groups)
  const made = { names, pointer: `/${names.map(escaped).join('/')}` }
  if (!part) places.set(groups, known.set(path, made))
  return made
}

function namesOf(path: string, groups: Groups): string[] {
  const dot = path.indexOf('.')
  const group = path.slice(0, Math.max(dot, 0))
  return groups.includes(group) ? [group, path.slice(dot + 1)] : [path]
}

/** Fields as plans show them. */
export function nest(fields: Fields, groups: Groups): JsonObject {
  const nested: JsonObject = {}
  const known = places.get(groups)
  for (const path in fields) {
    const { names } = known?.get(path) ?? placeOf(path, groups)
    const last = names.length - 1
    let holder = nested
    for (let depth = 0; depth < last; depth += 1) {
      const name = names[depth] as string
      if (!Object.hasOwn(holder, name)) holder[name] = {}
      holder = holder[name] as JsonObject
    }
    holder[names[last] as string] = fields[path] as Json
  }
  return nested
}

/** The value of one field in what plans show. */
export function valueAt(nested: JsonObject | null, path: string, groups: Groups): Json | undefined {
  let held: Json | undefined = nested ?? undefined
  for (const name of placeOf(path, groups).names) {
    if (held === undefined || !isObject(held)) return undefined
    held = Object.hasOwn(held, name) ? held[name] : undefined
  }
  return held
}

/** What plans show as fields; `parts`: the groups that hold parts. */
export function flatten(nested: JsonObject, groups: Groups, parts: Groups = []): Fields {
  const fields: Fields = {}
  for (const [name, value] of Object.entries(nested)) {
    if (!groups.includes(name) || !isObject(value)) fields[name] = value
    else if (parts.includes(name)) Object.assign(fields, fieldsOfParts(name, value, groups))
    else for (const [inner, held] of Object.entries(value)) fields[`${name}.${inner}`] = held
  }
  return fields
}

function fieldsOfParts(group: string, parts: JsonObject, groups: Groups): Fields {
  const fields: Fields = {}
  for (const [key, held] of Object.entries(parts)) {
    if (!isObject(held)) continue
    for (const [path, own] of Object.entries(flatten(held, groups))) fields[partPath(group, key, path)] = own
  }
  return fields
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The path as a JSON pointer into what plans show. */
export function pointerOf(path: string, groups: Groups): string {
  return placeOf(path, groups).pointer
}

/** The same the other way round; `parts`: the groups that hold parts. */
export function pathAt(pointer: string, groups: Groups, parts: Groups = []): string {
  const [first = '', second = '', ...rest] = pointer.slice(1).split('/')
  if (parts.includes(plain(first))) return `${plain(first)}/${second}/${pathAt(`/${rest.join('/')}`, groups)}`
  return groups.includes(plain(first)) ? `${plain(first)}.${plain(second)}` : plain(first)
}

function escaped(part: string): string {
  return part.includes('~') || part.includes('/') ? part.replaceAll('~', '~0').replaceAll('/', '~1') : part
}

function plain(part: string): string {
  return part.includes('~') ? part.replaceAll('~1', '/').replaceAll('~0', '~') : part
}

/** The fields without those that are empty. */
export function withoutEmpty(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => !isEmpty(value)))
}

/** The texts of a list; none of anything else. */
export function texts(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.map(String) : []
}
