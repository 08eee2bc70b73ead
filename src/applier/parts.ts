import { type Fields, parsePart } from '../model/fields.ts'
import type { KindTraits } from '../model/kinds.ts'
import type { LiveResource } from '../model/live.ts'
import type { Change, TargetTraits } from '../model/target.ts'
import { partKind } from '../model/target-kinds.ts'

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
  return {
    own,
    parts: [...keys].map((key) => {
      const before = kind.lists === 'whole' ? there.get(key) : undefined
      const { [inner.keyField ?? '']: _key, ...written } = { ...before, ...parts.get(key) }
      const action = there.has(key) ? ('update' as const) : ('create' as const)
      return { action, kind: inner.name, key, id: null, fields: written, parts: [], volatile: [], needs: {} }
    }),
  }
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
