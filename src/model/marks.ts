import { type Fields, parsePart, partPath } from './fields.ts'
import { addTo } from './grouping.ts'
import type { KindTraits } from './kinds.ts'
import type { LiveResource } from './live.ts'

/** What resources and their parts are known by, whoever made them. */
export type Marks = NonNullable<KindTraits['marks']>

/** Where parts stand in a resource, and which of their fields shows their key. */
export interface PartPlace {
  group: string
  keyField: string
}

/** The fields of parts by the key of each, under their whole paths. */
export function fieldsByPart(fields: Fields, group: string): Map<string, Fields> {
  const parts = new Map<string, Fields>()
  for (const path in fields) {
    const part = parsePart(path, [group])
    if (part) parts.set(part.key, Object.assign(parts.get(part.key) ?? {}, { [path]: fields[path] }))
  }
  return parts
}

/**
 * Parts that are alike, one to one: the key of theirs by that of ours. A key that both have is no likeness, and belongs to
 * neither's pairs.
 */
export function alikeParts(ours: Fields, theirs: Fields, { marks, group }: { marks: Marks; group: string }) {
  const [own, other] = [fieldsByPart(ours, group), fieldsByPart(theirs, group)]
  const bearers = new Map<string, string[]>()
  for (const [key, fields] of other) {
    if (!own.has(key)) for (const mark of new Set(marks(fields))) addTo(bearers, mark, key)
  }
  const alike = new Map<string, Set<string>>()
  const claims = new Map<string, number>()
  for (const [key, fields] of own) {
    if (other.has(key)) continue
    const found = new Set(marks(fields).flatMap((mark) => bearers.get(mark) ?? []))
    alike.set(key, found)
    for (const one of found) claims.set(one, (claims.get(one) ?? 0) + 1)
  }
  return new Map(
    [...alike].flatMap(([key, found]) => {
      const [only] = found
      return found.size === 1 && only !== undefined && claims.get(only) === 1 ? [[key, only] as const] : []
    }),
  )
}

/** The fields that marks are made of: without any of them there would be others. */
export function markedFields(fields: Fields, marks: Marks): Fields {
  const textOf = (some: Fields): string => JSON.stringify(marks(some))
  const whole = textOf(fields)
  return Object.fromEntries(
    Object.entries(fields).filter(([path]) => {
      const { [path]: _without, ...rest } = fields
      return textOf(rest) !== whole
    }),
  )
}

/** A field of one part, as a field of another one. */
export function underPart(path: string, key: string, group: string): string {
  return partPath(group, key, parsePart(path, [group])?.path ?? path)
}

/** A resource as it will be once it and these parts have keys of ours; `parts`: our keys by theirs. */
export function underKeys(
  live: LiveResource,
  { key, parts }: { key: string; parts: ReadonlyMap<string, string> },
  place: PartPlace | null,
): LiveResource {
  if (place === null || parts.size === 0) return { ...live, key }
  const { group, keyField } = place
  const fields: Fields = {}
  for (const path in live.fields) {
    const part = parsePart(path, [group])
    const ours = part && parts.get(part.key)
    fields[ours === undefined || ours === null ? path : partPath(group, ours, part?.path ?? '')] =
      live.fields[path] ?? null
  }
  for (const ours of parts.values()) fields[partPath(group, ours, keyField)] = ours
  return { ...live, key, fields }
}
