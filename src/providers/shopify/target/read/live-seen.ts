import { idOf } from '../../gather.ts'
import { asList, asRecord, asRecords, asText, type RawRecord } from '../../raw.ts'
import { decodeBaseline } from '../baseline-value.ts'
import type { MetafieldName } from '../names.ts'
import type { SeenProduct, SeenVariant } from '../seen.ts'
import { keyIn, metafieldIn, type RawProduct, type Reading } from './live-raw.ts'
import { productNames, variantNames } from './read-fields.ts'
import { nameOf, type ReadSelection } from './read-selection.ts'

/** Where the baseline stands among the metafields of a product. */
const BASELINE_PLACE = 1

/** What writing needs to know of a product. */
export function seenProduct(raw: RawProduct, { selection, at }: Reading): SeenProduct {
  const { product, media, collections, publications, metafields } = raw
  return {
    id: String(product.id),
    at,
    key: keyIn(product),
    options: asRecords(product.options)
      .toSorted((one, other) => Number(one.position) - Number(other.position))
      .flatMap(({ name }) => asText(name) ?? []),
    hasOnlyDefaultVariant: product.hasOnlyDefaultVariant === true,
    variants: seenVariants(raw, selection),
    media: media.flatMap(({ id }) => asText(id) ?? []),
    tags: asList(product.tags).flatMap((tag) => asText(tag) ?? []),
    collections: collections && pairs(collections, 'handle').map(({ id, name }) => ({ id, handle: name })),
    publications:
      publications &&
      pairs(
        publications.map(({ publication }) => asRecord(publication)),
        'name',
      ),
    digests: digestsOf(product, productNames(selection), metafields),
    baseline: decodeBaseline(metafieldIn(product, BASELINE_PLACE).value),
  }
}

function seenVariants({ variants, below }: RawProduct, selection: ReadSelection): SeenVariant[] {
  const names = variantNames(selection)
  const taken = new Set<string>()
  return variants.map((variant) => {
    const key = keyIn(variant)
    const isOwn = key !== null && !taken.has(key)
    if (isOwn) taken.add(key)
    const id = String(variant.id)
    const { inventoryItem } = variant
    return {
      id,
      key: isOwn ? key : null,
      sku: asText(variant.sku),
      options: asRecords(variant.selectedOptions).flatMap(({ name, value }) => {
        const [label, text] = [asText(name), asText(value)]
        return label === null || text === null ? [] : [{ name: label, value: text }]
      }),
      inventoryItem: asText(asRecord(inventoryItem).id),
      available: availableIn(asRecord(inventoryItem)),
      digests: digestsOf(variant, names, below(id)),
    }
  })
}

function availableIn({ inventoryLevel }: RawRecord): number | null {
  const [available] = asRecords(asRecord(inventoryLevel).quantities)
  return typeof available?.quantity === 'number' ? available.quantity : null
}

function digestsOf(row: RawRecord, names: readonly MetafieldName[], others: readonly RawRecord[]) {
  const found = [
    ...others.map(({ namespace, key, compareDigest }) => [`${namespace}.${key}`, compareDigest] as const),
    ...names.map((name, place) => [nameOf(name), metafieldIn(row, place).compareDigest] as const),
  ]
  return Object.fromEntries(found.flatMap(([name, digest]) => (typeof digest === 'string' ? [[name, digest]] : [])))
}

function pairs(rows: readonly RawRecord[], field: string): { id: string; name: string }[] {
  return rows.flatMap((row) => {
    const [id, name] = [asText(row.id), asText(row[field])]
    return id === null || name === null ? [] : [{ id, name }]
  })
}

/** The key of a variant among those of its product: of one of others its number, unless one of ours is called so. */
export function partKeyOf({ key, id }: SeenVariant, { variants }: SeenProduct): string {
  if (key !== null) return key
  const number = idOf(id) ?? id
  return variants.some((other) => other.key === number) ? `${OTHERS}${number}` : number
}

/** Keys of what is not ours begin so; no key of ours has this form. */
export const OTHERS = 'shopify:'
