import { SHOP } from '../../model/edge-names.ts'
import type { Override } from '../../model/settings.ts'
import type { SourceItems } from '../../model/source.ts'
import type { Held } from '../match/held.ts'
import { overrideLookup } from '../match/overrides.ts'
import { isOfStyle } from '../match/style.ts'
import type { Absence, Owned, PlanInput } from '../types.ts'

/** A resource of ours whose item a complete export has no more. */
export interface GoneProduct extends Absence {
  owned: Owned
  source: SourceItems
  override: Override | null
}

/** In the order of their keys. From an incomplete export nothing is concluded, and what people ignore is left alone. */
export function findGone(held: readonly Held[], input: PlanInput): GoneProduct[] {
  const overrideOf = overridesByKey(input)
  return held
    .filter(({ source }) => source.header.complete)
    .flatMap(({ source, absent }) => absent.map((owned) => ({ source, owned, override: overrideOf(owned.live.key) })))
    .filter(({ override }) => override?.ignore !== true)
    .map((one) => ({ ...one, ...absenceOf(one, input) }))
    .sort((a, b) => (a.owned.live.key < b.owned.live.key ? -1 : 1))
}

function absenceOf({ owned, source }: Pick<GoneProduct, 'owned' | 'source'>, input: PlanInput): Absence {
  const known = input.absences?.get(owned.live.key) ?? UNKNOWN
  const outside = outsideRollout(source, owned, input)
  return outside === null ? known : { since: known.since, confirmed: false, why: outside }
}

/** There is no listing to match any more: what its baseline links it to tells its style, and nothing else does. */
function outsideRollout(source: SourceItems, { baseline }: Owned, { settings }: PlanInput): string | null {
  const rollout = settings.sources.find(
    ({ provider, shops }) => provider === source.facts.name && shops.includes(source.header[SHOP]),
  )
  const styles = rollout?.rollout_styles ?? []
  const linked = Object.values(baseline?.links ?? {}).flat()
  if (styles.length === 0 || linked.some((key) => styles.some((style) => isOfStyle(key, style)))) return null
  return `it is not known to be within source.${source.facts.name}.rollout`
}

const UNKNOWN: Absence = { since: null, confirmed: false }

/** The listing is not there to say where it is from, so each override says which resource it is about. */
function overridesByKey({ overrides, shops, keys }: PlanInput): (key: string) => Override | null {
  if (overrides.length === 0) return () => null
  const lookup = overrideLookup({ overrides, shops })
  const found = new Map<string, Override | null>()
  for (const { id } of overrides)
    for (const { facts, shops: all } of shops)
      for (const shop of all) {
        const ref = { source: facts.name, shop, id }
        const override = lookup(ref)
        if (override !== null) found.set(keys.of(ref), override)
      }
  return (key) => found.get(key) ?? null
}

/** Where its export is from. */
export function placeOf({ source: { facts, header } }: GoneProduct): { source: string; shop: string } {
  return { source: facts.name, shop: header[SHOP] }
}
