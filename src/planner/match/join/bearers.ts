import { parseBaseline } from '../../../model/baseline.ts'
import type { Item } from '../../../model/item.ts'
import type { KindTraits } from '../../../model/kinds.ts'
import { type LiveResource, liveOf } from '../../../model/live.ts'
import type { Override } from '../../../model/settings.ts'
import type { PlanInput } from '../../types.ts'
import type { Sourced } from '../distinct.ts'
import { allCodes, codesOfResource } from '../identifiers.ts'

/** An item with what people decided about it. */
export interface Decided extends Sourced {
  override: Override | null
}

/** A variant that a shop lists, or that the catalogue holds already, with what it is recognised by. */
export interface Bearer {
  /** As compared, `null` when it has none. */
  sku: string | null
  /** Codes as GTIN-14. */
  gtins: string[]
  /** What groups it in its shop; of variants of the catalogue their master. */
  product: string
  /** `null`: it is the catalogue's own. */
  shop: string | null
  /** What it is read from, `null` for the catalogue's own. */
  listed: Decided | null
  /** The variant of the catalogue that it is, by its key. */
  variant?: string
  /** The master that it belongs to whatever its codes say, by its key. */
  master?: string
  /** People say so. */
  decided?: true
  /** Only the master was made of its product so far: that names it, and decides nothing about its codes. */
  unproven?: true
  /** `canonical: none`: no code joins it. */
  alone?: true
}

/** The kinds of a target that joins. */
export interface Levels {
  master: KindTraits
  variant: KindTraits
  listing: KindTraits
}

/** @throws when the target does not declare all of them */
export function levelsOf({ traits }: Pick<PlanInput, 'traits'>): Levels {
  const of = (madeOf: KindTraits['madeOf']): KindTraits => {
    const found = traits.kinds.find((kind) => kind.madeOf === madeOf)
    if (!found) throw new Error(`${traits.title} declares no kind of ${madeOf}.`)
    return found
  }
  return { master: of('master'), variant: of('joined'), listing: of('listing') }
}

/** Seller SKUs are the same in any case, and without what copying puts around them. */
function comparedSku(sku: unknown): string | null {
  const text = typeof sku === 'string' ? sku.trim().toLowerCase() : ''
  return text === '' ? null : text
}

export function skuOf({ codes, fields }: Pick<Item, 'codes' | 'fields'>): string | null {
  const given = codes.find(({ scheme }) => scheme === 'sku')?.value ?? fields.sku
  return typeof given === 'string' && given.trim() !== '' ? given.trim() : null
}

/** The product of a shop that an item is one of. */
function productOf({ ref, parents: [parent] }: Pick<Item, 'ref' | 'parents'>): string {
  return JSON.stringify([ref.source, ref.shop, parent ?? ref.id])
}

/** Every listed variant, then those that the catalogue holds. */
export function bearersOf(items: readonly Decided[], input: PlanInput): Bearer[] {
  const levels = levelsOf(input)
  const held = heldPlaces(input, levels)
  const made = madeOf(input, held)
  const overrides = new Map(items.map(({ item, override }) => [item.key, override]))
  const variants = items.filter(({ item }) => item.role !== 'parent' && item.state === 'listed')
  const placeOf = ({ item }: Decided) => held.places.get(levels.listing.keyOf?.(item) ?? '')
  const known = new Set(variants.flatMap((one) => (placeOf(one) ? productOf(one.item) : [])))
  const listed = variants.map((one): Bearer => {
    const product = productOf(one.item)
    const place = placeOf(one) ?? (known.has(product) ? undefined : made(one.item))
    const canonical = one.override?.canonical ?? ofParent(one.item, overrides)?.canonical
    return {
      sku: comparedSku(skuOf(one.item)),
      gtins: gtinsOf(one.item),
      product,
      shop: JSON.stringify([one.item.ref.source, one.item.ref.shop]),
      listed: one,
      ...decidedPlace(canonical, place),
    }
  })
  return [...listed, ...held.bearers]
}

/**
 * What was made of an item of which the catalogue knows no listing yet, by the baselines: a run that ended between the two
 * is gone on with, and not begun anew.
 */
function madeOf({ live, traits, digest }: PlanInput, { levels, masterOf }: Held): (item: Item) => Place | undefined {
  const made = new Map<string, Place>()
  const note = (one: LiveResource, place: Place): void => {
    const baseline = parseBaseline(one.fields[traits.baseline.path], digest)
    if (baseline?.sku === one.key && baseline.item !== undefined && !made.has(baseline.item))
      made.set(baseline.item, place)
  }
  for (const one of liveOf(live, levels.variant.name)) {
    const master = masterOf(one, levels.variant)
    if (master !== undefined) note(one, { master, variant: one.key })
  }
  for (const one of liveOf(live, levels.master.name)) note(one, { master: one.key, unproven: true })
  return (item) => made.get(item.key) ?? ofProduct(made.get(parentKey(item) ?? ''))
}

function ofProduct(place: Place | undefined): Place | undefined {
  return place && { master: place.master, unproven: true }
}

function parentKey({ key, ref, parents: [parent] }: Item): string | undefined {
  return parent === undefined ? undefined : key.slice(0, key.length - ref.id.length) + parent
}

function ofParent(item: Item, overrides: ReadonlyMap<string, Override | null>) {
  return overrides.get(parentKey(item) ?? '')
}

interface Place {
  master: string
  variant?: string
  unproven?: true
}

/** People decide first; then what the catalogue knows of the listing. */
function decidedPlace(canonical: string | undefined, place: Place | undefined): Partial<Bearer> {
  if (canonical === undefined) return place ?? {}
  if (canonical === 'none') return { alone: true }
  return place?.master === canonical ? { ...place, decided: true } : { master: canonical, decided: true }
}

function gtinsOf(item: Item): string[] {
  return [...new Set(allCodes(item).flatMap(({ forms: [first] }) => first ?? []))]
}

interface Held {
  levels: Levels
  bearers: Bearer[]
  /** By the keys of listings. */
  places: Map<string, Place>
  /** The key of the master that a resource belongs to. */
  masterOf: (one: LiveResource, kind: KindTraits) => string | undefined
}

/** What the catalogue says of itself: its variants, and where each listing stands. */
function heldPlaces({ live, settings }: PlanInput, levels: Levels): Held {
  const masters = keysById(liveOf(live, levels.master.name))
  const variants = liveOf(live, levels.variant.name)
  const variantKeys = keysById(variants)
  const masterOf = ({ fields }: LiveResource, { belongs }: KindTraits) =>
    masters.get(String(fields[belongs?.master ?? '']))
  const bearers = variants.flatMap((one): Bearer[] => {
    const master = masterOf(one, levels.variant)
    if (master === undefined) return []
    const gtins = codesOfResource(one, settings.target.canonical.identifiers).flatMap(
      ({ forms: [first] }) => first ?? [],
    )
    const product = JSON.stringify([master])
    return [{ sku: comparedSku(one.key), gtins, product, shop: null, listed: null, variant: one.key, master }]
  })
  const places = new Map<string, Place>()
  for (const one of liveOf(live, levels.listing.name)) {
    const master = masterOf(one, levels.listing)
    const variant = variantKeys.get(String(one.fields[levels.listing.belongs?.variant ?? '']))
    if (master !== undefined) places.set(one.key, { master, ...(variant === undefined ? {} : { variant }) })
  }
  return { levels, bearers, places, masterOf }
}

function keysById(resources: readonly LiveResource[]): Map<string, string> {
  return new Map(resources.map(({ id, key }) => [id, key]))
}
