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
  const overrides = new Map(items.map(({ item, override }) => [item.key, override]))
  const listed = items
    .filter(({ item }) => item.role !== 'parent' && item.state === 'listed')
    .map((one): Bearer => {
      const place = held.places.get(levels.listing.keyOf?.(one.item) ?? '')
      const canonical = one.override?.canonical ?? ofParent(one.item, overrides)?.canonical
      return {
        sku: comparedSku(skuOf(one.item)),
        gtins: gtinsOf(one.item),
        product: productOf(one.item),
        shop: JSON.stringify([one.item.ref.source, one.item.ref.shop]),
        listed: one,
        ...decidedPlace(canonical, place),
      }
    })
  return [...listed, ...held.bearers]
}

function ofParent({ key, ref, parents: [parent] }: Item, overrides: ReadonlyMap<string, Override | null>) {
  return parent === undefined ? undefined : overrides.get(key.slice(0, key.length - ref.id.length) + parent)
}

interface Place {
  master: string
  variant?: string
}

/** People decide first; then what the catalogue knows of the listing. */
function decidedPlace(canonical: string | undefined, place: Place | undefined): Partial<Bearer> {
  if (canonical === undefined) return place ?? {}
  if (canonical === 'none') return { alone: true }
  return place?.master === canonical ? place : { master: canonical }
}

function gtinsOf(item: Item): string[] {
  return [...new Set(allCodes(item).flatMap(({ forms: [first] }) => first ?? []))]
}

/** What the catalogue says of itself: its variants, and where each listing stands. */
function heldPlaces({ live, settings }: PlanInput, levels: Levels): { bearers: Bearer[]; places: Map<string, Place> } {
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
  return { bearers, places }
}

function keysById(resources: readonly LiveResource[]): Map<string, string> {
  return new Map(resources.map(({ id, key }) => [id, key]))
}
