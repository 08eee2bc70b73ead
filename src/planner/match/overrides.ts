import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts'
import { SHOP, UNKNOWN_ID } from '../../model/edge-names.ts'
import type { Item, ItemRef } from '../../model/item.ts'
import type { Provenance } from '../../model/plan.ts'
import type { Position } from '../../model/position.ts'
import type { Override } from '../../model/settings.ts'
import type { SourceFacts } from '../../model/source.ts'
import { withoutArticle } from '../../model/source-words.ts'
import type { PlanInput } from '../types.ts'
import { type NearTexts, nearAmong } from './near.ts'

/** The override of a listing: the one for its shop stands instead of the one for all shops of its source. */
export type OverrideLookup = (ref: ItemRef) => Override | null

type Sources = Pick<PlanInput, 'shops'>

export function overrideLookup({ overrides, shops }: Sources & Pick<PlanInput, 'overrides'>): OverrideLookup {
  if (overrides.length === 0) return () => null
  const byItem = new Map(
    overrides.map((override) => [identity({ ...override, source: sourceOf(override, { shops }) }), override]),
  )
  return (ref) => byItem.get(identity(ref)) ?? byItem.get(identity({ ...ref, shop: null })) ?? null
}

/** Ids and shops may hold anything, so that no separator keeps them apart. */
function identity({ source, shop, id }: { source: string; shop: string | null; id: string }): string {
  return JSON.stringify([source, shop, id])
}

/** A key without a source is about the first one. */
function sourceOf({ source }: Override, { shops: [first] }: Sources): string {
  return source ?? first?.facts.name ?? ''
}

/** How an override of an item is keyed, as YAML takes it: items of any but the first source by their whole place. */
export function overrideKey({ source, shop, id }: ItemRef, { shops: [first] }: Sources): string {
  return source === first?.facts.name ? id : yamlKey(`${source}/${shop}/${id}`)
}

function yamlKey(text: string): string {
  return /^\w(?:[\w./:-]*[\w./-])?$/.test(text) ? text : JSON.stringify(text)
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
  const lookup = overrideLookup(input)
  const used = new Set<Override>()
  for (const item of items) {
    const override = lookup(item.ref)
    if (override === null) continue
    used.add(override)
    remarkOnParent(override, item, report)
  }
  const known = idsBySource(items)
  const nothing: Ids = { ids: new Set(), near: () => [] }
  for (const override of input.overrides) {
    if (used.has(override)) continue
    const name = sourceOf(override, input)
    const source = { name, ...(known.get(name) ?? nothing), input }
    if (!isExcused(override, source)) report(unknownListing(override, source))
  }
}

/** What is known of a source. */
interface Ids {
  ids: ReadonlySet<string>
  near: NearTexts
}

function idsBySource(items: Item[]): Map<string, Ids> {
  const groups = Map.groupBy(items, ({ ref }) => ref.source)
  return new Map(
    [...groups].map(([source, group]) => {
      const ids = new Set(group.map(({ ref }) => ref.id))
      return [source, { ids, near: nearAmong(() => ids) }]
    }),
  )
}

/** The one that an override is about. */
interface Source extends Ids {
  name: string
  input: PlanInput
}

/** Another override may stand instead, and what was not exported says nothing. */
function isExcused({ shop, id }: Override, { name, ids, input }: Source): boolean {
  const exported = input.sources.filter(({ facts }) => facts.name === name)
  if (shop === null) return ids.has(id) || exported.length === 0
  return !exported.some(({ header }) => header[SHOP] === shop)
}

function unknownListing({ id, shop, position }: Override, { name: source, near: nearTo, input }: Source): Diagnostic {
  const near = nearTo(id)
  const noun = input.shops.find(({ facts }) => facts.name === source)?.facts.id.noun ?? 'an id'
  const name = input.shops.length > 1 ? `${source} ${shop}` : shop
  const place = shop === null ? 'the export' : `the export of ${name}`
  const message = `The override of ${id} has no effect: ${place} has no such listing.`
  const hint =
    near.length > 0
      ? `Near are ${near.join(', ')}.`
      : `Correct the ${withoutArticle(noun)}, export again, or remove the override.`
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
