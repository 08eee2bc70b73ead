import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts'
import type { Item } from '../../model/item.ts'
import type { Provenance } from '../../model/plan.ts'
import type { Override, Position } from '../../model/settings.ts'
import type { SourceFacts } from '../../model/source.ts'
import type { PlanInput } from '../types.ts'
import { nearTexts } from './near.ts'

/** The override of a listing: the one for its shop stands instead of the one for all. */
export type OverrideLookup = (item: Pick<Item, 'key' | 'ref'>) => Override | null

export function overrideLookup(overrides: Override[]): OverrideLookup {
  if (overrides.length === 0) return () => null
  const byKey = new Map(overrides.map((override) => [keyOf(override), override]))
  return ({ key, ref }) => byKey.get(key) ?? byKey.get(ref.id) ?? null
}

function keyOf({ marketplace, asin }: Override): string {
  return marketplace === null ? asin : `${marketplace}/${asin}`
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
  const marketplaces = new Set(input.sources.map(({ header }) => header.marketplace))
  // Another override may stand instead, and a shop that was not exported says nothing.
  const isExcused = ({ marketplace, asin }: Override) =>
    marketplace === null ? ids.has(asin) : !marketplaces.has(marketplace)
  for (const override of input.overrides) {
    if (!used.has(override) && !isExcused(override)) report(unknownListing(override, ids))
  }
}

function unknownListing({ asin, marketplace, position }: Override, ids: ReadonlySet<string>): Diagnostic {
  const near = nearTexts(asin, ids)
  const place = marketplace === null ? 'the export' : `the export of ${marketplace}`
  const message = `The override of ${asin} has no effect: ${place} has no such listing.`
  const hint =
    near.length > 0 ? `Near are ${near.join(', ')}.` : 'Correct the ASIN, export again, or remove the override.'
  return diagnostic({ severity: 'warning', code: 'override-unknown-asin', message, ...position, hint })
}

function remarkOnParent(override: Override, { parents }: Item, report: (d: Diagnostic) => void): void {
  const { parent, asin } = override
  const same = parent === 'none' ? parents.length === 0 : parents.length === 1 && parents[0] === parent
  if (parent === undefined || !same) return
  const message = `The override of ${asin} is no longer needed: the source ${parent === 'none' ? 'names no parent' : `names parent ${parent}`} by itself.`
  const hint = 'Remove "parent", or the whole entry when it says nothing else.'
  const position = override.places?.parent ?? override.position
  report(diagnostic({ severity: 'info', code: 'override-dead', message, ...position, hint }))
}
