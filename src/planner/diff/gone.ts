import { addressOf } from '../../model/address.ts'
import { SHOP } from '../../model/edge-names.ts'
import type { ItemRef } from '../../model/item.ts'
import type { LiveResource } from '../../model/live.ts'
import type { Override } from '../../model/settings.ts'
import type { SourceFacts, SourceItems } from '../../model/source.ts'
import type { Held } from '../match/held.ts'
import { overrideLookup } from '../match/overrides.ts'
import { stylesOf } from '../match/style.ts'
import type { Absence, Owned, PlanInput } from '../types.ts'

/** A resource of ours whose item a complete export has no more. */
export interface GoneProduct extends Absence {
  owned: Owned
  source: SourceItems
  override: Override | null
}

/** In the order of their keys. From an incomplete export nothing is concluded, and what people ignore is left alone. */
export function findGone(held: readonly Held[], input: PlanInput): GoneProduct[] {
  const overrideOf = overrideOfOwned(input)
  return held
    .filter(({ source }) => source.header.complete)
    .flatMap(({ source, absent }) => {
      const styles = rolloutOf(source, input)
      const found = absent.map((owned) => ({ source, owned, override: overrideOf(owned) }))
      const left = found.filter(({ override }) => override?.ignore !== true)
      return left.map((one) => ({ ...one, ...absenceOf(one, styles, input) }))
    })
    .sort((a, b) => (a.owned.live.key < b.owned.live.key ? -1 : 1))
}

function absenceOf(
  { owned, source }: Pick<GoneProduct, 'owned' | 'source'>,
  styles: ReadonlySet<string>,
  input: PlanInput,
): Absence {
  const known = absenceIn(input, owned.live)
  if (styles.size === 0 || isOfAny(styles, owned)) return known
  const why = `it is not known to be within source.${source.facts.name}.rollout`
  return { since: known.since, confirmed: false, why }
}

/** There is no listing to match any more: what its baseline links it to tells its style, and nothing else does. */
function isOfAny(styles: ReadonlySet<string>, { baseline }: Owned): boolean {
  const linked = Object.values(baseline?.links ?? {}).flat()
  return linked.some((key) => stylesOf(key).some((style) => styles.has(style)))
}

function rolloutOf({ facts, header }: SourceItems, { settings }: PlanInput): ReadonlySet<string> {
  const rollout = settings.sources.find(
    ({ provider, shops }) => provider === facts.name && shops.includes(header[SHOP]),
  )
  return new Set(rollout?.rollout_styles)
}

const UNKNOWN: Absence = { since: null, confirmed: false }

/** What earlier exports say of a resource whose item is not there. */
export function absenceIn({ absences }: Pick<PlanInput, 'absences'>, { kind, key }: LiveResource): Absence {
  return absences?.get(addressOf(kind, key)) ?? UNKNOWN
}

type Overriding = Pick<PlanInput, 'overrides' | 'shops'>

function overrideOfOwned(input: PlanInput): (owned: Owned) => Override | null {
  if (input.spoken === undefined) {
    const byKey = overrideByKey(input)
    return ({ live }) => byKey(live.key)
  }
  const byItem = overrideByItem(input)
  return ({ baseline }) => byItem(baseline?.item ?? '')
}

/** By the key of what an item becomes, whether it is there or not. */
export function overrideByKey(input: Overriding & Pick<PlanInput, 'keys'>): (key: string) => Override | null {
  return overridesBy(input, ({ ref }) => input.keys.of(ref))
}

/** By the key of an item, whether it is there or not. */
export function overrideByItem(input: Overriding): (item: string) => Override | null {
  return overridesBy(input, ({ facts, ref: { shop, id } }) => facts.key(shop, id))
}

/** The listing is not there to say where it is from, so each override says which resource it is about. */
function overridesBy(
  { overrides, shops }: Overriding,
  nameOf: (of: { facts: SourceFacts; ref: ItemRef }) => string,
): (name: string) => Override | null {
  if (overrides.length === 0) return () => null
  const lookup = overrideLookup({ overrides, shops })
  const found = new Map<string, Override | null>()
  for (const { id } of overrides)
    for (const { facts, shops: all } of shops)
      for (const shop of all) {
        const ref = { source: facts.name, shop, id }
        const override = lookup(ref)
        if (override !== null) found.set(nameOf({ facts, ref }), override)
      }
  return (name) => found.get(name) ?? null
}

/** Where its export is from. */
export function placeOf({ source: { facts, header } }: GoneProduct): { source: string; shop: string } {
  return { source: facts.name, shop: header[SHOP] }
}
