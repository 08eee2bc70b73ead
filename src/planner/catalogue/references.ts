import { addressOf } from '../../model/address.ts'
import type { CatalogueFinding } from '../../model/catalogue-report.ts'
import { pointerOf, texts } from '../../model/fields.ts'
import type { KindTraits } from '../../model/kinds.ts'
import { type LiveResource, liveOf } from '../../model/live.ts'
import { tiersOf } from '../../model/target-kinds.ts'
import type { Differences } from '../diff/index.ts'

/** Fields that refer to resources of a kind that was read whole, and of which none has that id. */
export function danglingReferences({ context: { input } }: Differences): CatalogueFinding[] {
  const { live, traits } = input
  if (!live.complete) return []
  const tiers = tiersOf(traits)
  const there = new Map(tiers.map(({ name }) => [name, new Set(liveOf(live, name).map(({ id }) => id))]))
  return tiers.flatMap((kind) => liveOf(live, kind.name).flatMap((one) => lostIn(one, kind, there)))
}

function lostIn(
  { key, fields }: LiveResource,
  kind: KindTraits,
  there: ReadonlyMap<string, ReadonlySet<string>>,
): CatalogueFinding[] {
  return Object.entries(fields).flatMap(([path, value]): CatalogueFinding[] => {
    const refers = kind.field(path).refers
    const known = refers && !refers.byKey ? there.get(refers.kind) : undefined
    if (!known) return []
    const lost = (typeof value === 'string' ? [value] : texts(value)).filter((id) => !known.has(id))
    if (lost.length === 0) return []
    const address = addressOf(kind.name, key)
    const message = `${pointerOf(path, kind.groups)} refers to ${lost.join(', ')}, which the target does not hold.`
    const proposals = [
      { action: 'relink' as const, message: 'Let it refer to what takes its place, in the target.', command: null },
      { action: 'forget' as const, message: 'Take the reference out, in the target.', command: null },
    ]
    return [{ code: 'dangling-reference', address, message, others: lost, keep: null, proposals }]
  })
}
