import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts'
import { SHOP, UNKNOWN_ID } from '../../model/edge-names.ts'
import type { Item } from '../../model/item.ts'
import type { Provenance } from '../../model/plan.ts'
import type { Override, Position } from '../../model/settings.ts'
import type { SourceFacts } from '../../model/source.ts'
import { withoutArticle } from '../../model/source-words.ts'
import type { PlanInput } from '../types.ts'
import { nearTexts } from './near.ts'

/** The override of a listing: the one for its shop stands instead of the one for all. */
export type OverrideLookup = (item: Pick<Item, 'key' | 'ref'>) => Override | null

export function overrideLookup(overrides: Override[]): OverrideLookup {
  if (overrides.length === 0) return () => null
  const byKey = new Map(overrides.map((override) => [keyOf(override), override]))
  return ({ key, ref }) => byKey.get(key) ?? byKey.get(ref.id) ?? null
}

function keyOf({ shop, id }: Override): string {
  return shop === null ? id : `${shop}/${id}`
}

/** The listing with the parent that people gave it. */
export function withParent(item: Item, override: Override | null, { parents }: SourceFacts): Item {
  const parent = override?.parent
  if (parent === undefined) return item
  const ids = parent === 'none' ? [] : [parent]
  const role = item.role === 'parent' ? item.role : ids.length > 0 ? 'child' : 'single'
  const fields = { ...item.fields, [parents.first]: ids[0] ?? null, [parents.all]: ids }
  return { ...item, role, parents: ids, fields }
}

/** Where a part of an override is written, as plans name it: `specs/overrides/boots.yaml:12:5`. */
export function overrideOrigin(override: Override, part: string): Provenance {
  return { source: 'override', path: placeText(override.places?.[part] ?? override.position) }
}

function placeText({ file, line, column }: Position): string {
  return `${file}:${line}:${column}`
}

/** Overrides that change nothing: their listing is not there, or the source says the same by now. */
export function remarkOnOverrides(input: PlanInput, items: Item[], report: (d: Diagnostic) => void): void {
  if (input.overrides.length === 0) return
  const lookup = overrideLookup(input.overrides)
  const used = new Set<Override>()
  for (const item of items) {
    const override = lookup(item)
    if (override === null) continue
    used.add(override)
    remarkOnParent(override, item, report)
  }
  const ids = new Set(items.map(({ ref }) => ref.id))
  const noun = withoutArticle(input.shops[0]?.facts.id.noun ?? 'an id')
  const shops = new Set(input.sources.map(({ header }) => header[SHOP]))
  // Another override may stand instead, and a shop that was not exported says nothing.
  const isExcused = ({ shop, id }: Override) => (shop === null ? ids.has(id) : !shops.has(shop))
  for (const override of input.overrides) {
    if (!used.has(override) && !isExcused(override)) report(unknownListing(override, { ids, noun }))
  }
}

function unknownListing(
  { id, shop, position }: Override,
  { ids, noun }: { ids: ReadonlySet<string>; noun: string },
): Diagnostic {
  const near = nearTexts(id, ids)
  const place = shop === null ? 'the export' : `the export of ${shop}`
  const message = `The override of ${id} has no effect: ${place} has no such listing.`
  const hint =
    near.length > 0 ? `Near are ${near.join(', ')}.` : `Correct the ${noun}, export again, or remove the override.`
  return diagnostic({ severity: 'warning', code: UNKNOWN_ID, message, ...position, hint })
}

function remarkOnParent(override: Override, { parents }: Item, report: (d: Diagnostic) => void): void {
  const { parent, id } = override
  const same = parent === 'none' ? parents.length === 0 : parents.length === 1 && parents[0] === parent
  if (parent === undefined || !same) return
  const message = `The override of ${id} is no longer needed: the source ${parent === 'none' ? 'names no parent' : `names parent ${parent}`} by itself.`
  const hint = 'Remove "parent", or the whole entry when it says nothing else.'
  const position = override.places?.parent ?? override.position
  report(diagnostic({ severity: 'info', code: 'override-dead', message, ...position, hint }))
}
