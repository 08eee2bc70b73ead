import { addressOf } from '../model/address.ts'
import { addTo } from '../model/grouping.ts'
import type { Item } from '../model/item.ts'
import type { LiveResource } from '../model/live.ts'
import type { Address } from '../model/plan.ts'
import { isWhole } from '../model/selection.ts'
import type { SourceItems } from '../model/source.ts'
import { mainKind } from '../model/target-kinds.ts'
import { goneBelow, isListedAs } from './diff/gone-below.ts'
import { keysOfItem } from './match/held.ts'
import type { Prepared } from './prepared.ts'
import type { PlanInput } from './types.ts'

/** Of a source, the resources of ours of which its complete export has no listing. */
export interface Absent {
  source: SourceItems
  names: Address[]
  /** What an item of an earlier export became, by the same names. */
  namesOf(item: Item): string[]
}

/** What earlier exports are asked about; nothing for a narrowed plan, which does nothing about it. */
export function absentOf(prepared: Prepared, input: PlanInput): Absent[] {
  if (!isWhole(input.selection)) return []
  return prepared.below.length === 0 ? absentOnes(prepared, input) : absentBelow(prepared, input)
}

function absentOnes({ held }: Prepared, input: PlanInput): Absent[] {
  const { name } = mainKind(input.traits)
  const namesOf = (item: Item) => keysOfItem(item, input).map((key) => addressOf(name, key))
  return held.proven
    .filter(({ source, absent }) => source.header.complete && absent.length > 0)
    .map(({ source, absent }) => ({ source, names: absent.map(({ live }) => addressOf(name, live.key)), namesOf }))
}

/** Where listings become one, each is known again by its item; what has none left, by the one that it was made of. */
function absentBelow(prepared: Prepared, input: PlanInput): Absent[] {
  const listings = prepared.below.at(-1) as Prepared
  const kind = mainKind(listings.input.traits)
  const asked = goneBelow(prepared, input).flatMap((tier) => tier.filter(({ left }) => left.length === 0))
  const bySource = Map.groupBy(asked, ({ source }) => source)
  const kinds = [prepared, ...prepared.below].map(({ input: own }) => mainKind(own.traits))
  return [...bySource].map(([source, all]) => {
    const byItem = new Map<string, LiveResource[]>()
    for (const { owned } of all) addTo(byItem, owned.baseline?.item ?? '', owned.live)
    const madeOf = (item: Item): Address[] =>
      (byItem.get(item.key) ?? []).flatMap((live) => {
        const own = kinds.find(({ name }) => name === live.kind)
        return own && isListedAs(own, item) ? addressOf(live.kind, live.key) : []
      })
    return {
      source,
      names: all.map(({ owned: { live } }) => addressOf(live.kind, live.key)),
      namesOf: (item) =>
        isListedAs(kind, item) ? [...madeOf(item), addressOf(kind.name, kind.keyOf?.(item) ?? item.key)] : madeOf(item),
    }
  })
}
