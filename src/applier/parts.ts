import { type Fields, isPart, parsePart } from '../model/fields.ts'
import type { Json } from '../model/json.ts'
import type { KindTraits } from '../model/kinds.ts'
import type { LiveResource } from '../model/live.ts'
import { removedAt } from '../model/part-removal.ts'
import type { Change, TargetTraits } from '../model/target.ts'
import { partKind } from '../model/target-kinds.ts'
import { sameValue } from '../model/values.ts'
import type { Flat } from './resolution.ts'

interface Whole {
  kind: KindTraits
  traits: TargetTraits
  live: LiveResource | null
}

/**
 * Fields by what they belong to: the resource itself, or one of its parts. Where lists are written whole, parts that are
 * not written stand there as they are: what is left out would be gone.
 */
export function splitParts(fields: Fields, { kind, traits, live }: Whole): { own: Fields; parts: Change[] } {
  const inner = partKind(traits)
  if (!inner?.within || inner.within.kind !== kind.name) return { own: fields, parts: [] }
  const { group } = inner.within
  const there = byPart(live?.fields ?? {}, group).parts
  const { own, parts } = byPart(fields, group)
  const keys = kind.lists === 'whole' ? new Set([...there.keys(), ...parts.keys()]) : parts.keys()
  const keyField = inner.keyField ?? ''
  return {
    own,
    parts: [...keys].flatMap((key): Change[] => {
      const change = { kind: inner.name, key, id: null, parts: [], volatile: [], needs: {} }
      if (parts.get(key)?.[keyField] === null) {
        // Where all that is to stay is written, what is not written goes.
        const goes = kind.lists === 'patch' && there.has(key)
        return goes ? [{ ...change, action: 'delete', fields: {} }] : []
      }
      const before = kind.lists === 'whole' ? there.get(key) : undefined
      const { [keyField]: _key, ...fields } = { ...before, ...parts.get(key) }
      return [{ ...change, action: there.has(key) ? 'update' : 'create', fields }]
    }),
  }
}

/** Fields of parts that an operation takes away and that are not as it found them, as they are there. */
export function movedInParts(
  { before, after, kind, operation: { baseline } }: Flat,
  live: LiveResource,
  plannedAt: (path: string) => Json | undefined,
): string[] {
  const removed = Object.keys(after).flatMap((path) => removedAt(path, { before, after, baseline }) ?? [])
  if (removed.length === 0) return []
  const isLost = (path: string) => removed.some(({ group, key }) => isPart(path, group, key))
  const paths = new Set([...Object.keys(before), ...Object.keys(live.fields)].filter(isLost))
  const isThere = (path: string) =>
    removed.some(({ group, key }) => isPart(path, group, key) && hasPart(live, group, key))
  return [...paths].filter(
    (path) => isThere(path) && !sameValue(kind.field(path).holds, live.fields[path], plannedAt(path)),
  )
}

function hasPart({ fields }: LiveResource, group: string, key: string): boolean {
  return Object.keys(fields).some((path) => isPart(path, group, key))
}

function byPart(fields: Fields, group: string): { own: Fields; parts: Map<string, Fields> } {
  const own: Fields = {}
  const parts = new Map<string, Fields>()
  for (const path in fields) {
    const part = parsePart(path, [group])
    if (!part) own[path] = fields[path] ?? null
    else parts.set(part.key, { ...parts.get(part.key), [part.path]: fields[path] ?? null })
  }
  return { own, parts }
}
