import type { Item } from '../../model/item.ts'
import type { KindTraits } from '../../model/kinds.ts'
import type { LiveResource } from '../../model/live.ts'
import type { SourceItems } from '../../model/source.ts'
import { mainKind } from '../../model/target-kinds.ts'
import { belongingTo } from '../match/unlisted.ts'
import type { Prepared } from '../prepared.ts'
import type { Absence, Owned, PlanInput } from '../types.ts'
import { absenceIn, findGone, type GoneProduct, overrideByItem } from './gone.ts'

/** What is gone where listings become one resource; `left`: its listings in the target, all of them gone. */
export interface GoneBelow extends GoneProduct {
  left: LiveResource[]
}

/**
 * Kind by kind, masters first. A listing is gone as its export says. What it belongs to is gone once nothing lists it: all
 * listings of it that the target holds are gone; or it holds none of it any more, and the item that it was made of is gone.
 */
export function goneBelow(prepared: Prepared, input: PlanInput): GoneBelow[][] {
  const listings = prepared.below.at(-1) as Prepared
  const gone = findGone(listings.held.proven, viewed(listings, input)).map((one) => ({ ...one, left: [] }))
  const known: Known = { input, listings, gone: new Map(gone.map((one) => [one.owned.live.id, one])) }
  const above = [prepared, ...prepared.below.slice(0, -1)].map((tier) => goneAbove(tier, known))
  return [...above, gone]
}

interface Known {
  input: PlanInput
  listings: Prepared
  /** Listings that are gone, by their ids. */
  gone: ReadonlyMap<string, GoneProduct>
}

/** What the plan is asked for, about one kind. */
export function viewed({ input: own }: Prepared, { absences, entire }: PlanInput): PlanInput {
  return { ...own, ...(absences && { absences }), ...(entire && { entire }) }
}

function goneAbove(tier: Prepared, { input, listings, gone }: Known): GoneBelow[] {
  const own = viewed(tier, input)
  const listingsOf = belongingTo(mainKind(tier.input.traits), mainKind(listings.input.traits), input.live)
  const isListed = listedIn(input, mainKind(tier.input.traits))
  const overrideOf = overrideByItem(input)
  return silent(tier).flatMap(({ owned, source }): GoneBelow[] => {
    const left = [...listingsOf(owned.live.id)]
    const lost = left.flatMap(({ id }) => gone.get(id) ?? [])
    const made = owned.baseline?.item ?? ''
    if (lost.length < left.length || (left.length === 0 && isListed(made))) return []
    const where = source?.header.complete ? source : lost[0]?.source
    const override = overrideOf(made)
    if (where === undefined || override?.ignore === true) return []
    const absence = left.length === 0 ? absenceIn(own, owned.live) : ofAll(lost)
    return [{ owned, source: where, override, left, ...absence }]
  })
}

/** Whether an item is there that becomes a resource of this kind: what has become a group is no listing any more. */
function listedIn({ sources }: Pick<PlanInput, 'sources'>, kind: KindTraits): (item: string) => boolean {
  const listed = new Set(
    sources.flatMap(({ items }) => items.flatMap((item) => (isListedAs(kind, item) ? item.key : []))),
  )
  return (item) => listed.has(item)
}

export function isListedAs({ madeOf }: KindTraits, { state, role }: Pick<Item, 'state' | 'role'>): boolean {
  return state === 'listed' && (madeOf === 'master' || role !== 'parent')
}

/** What is ours and nothing speaks for, with where it was made of, as far as that is read. */
function silent({ matched, held, input: { spoken } }: Prepared): { owned: Owned; source: SourceItems | undefined }[] {
  const made = new Map(held.proven.flatMap(({ source, products }) => products.map((one) => [one, source] as const)))
  return [...matched.population.owned.values()]
    .filter(({ live, baseline }) => baseline !== null && !spoken?.has(live.key))
    .sort((a, b) => (a.live.key < b.live.key ? -1 : 1))
    .map((owned) => ({ owned, source: made.get(owned) }))
}

/** It is gone since the last of them is. */
function ofAll(lost: readonly GoneProduct[]): Absence {
  const open = lost.find(({ confirmed }) => !confirmed)
  const since = lost.some((one) => one.since === null)
    ? null
    : (lost
        .map((one) => one.since as string)
        .sort()
        .at(-1) ?? null)
  if (open === undefined) return { since, confirmed: true }
  return { since, confirmed: false, ...(open.why === undefined ? {} : { why: open.why }) }
}
