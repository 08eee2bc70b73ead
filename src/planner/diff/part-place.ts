import { parsePart } from '../../model/fields.ts'
import { partKind } from '../../model/target-kinds.ts'
import type { Owned, PlanInput } from '../types.ts'

/** Where the fields of one part stand: `variants/KEY/…`. */
export interface PartPlace {
  group: string
  keyField: string
}

export function placeOf({ traits }: Pick<PlanInput, 'traits'>): PartPlace | null {
  const kind = partKind(traits)
  return kind?.within && kind.keyField !== undefined ? { group: kind.within.group, keyField: kind.keyField } : null
}

/** Keys of the parts that a resource has, whoever made them. */
export function partKeys({ live }: Pick<Owned, 'live'>, group: string): Set<string> {
  return new Set(Object.keys(live.fields).flatMap((path) => parsePart(path, [group])?.key ?? []))
}
