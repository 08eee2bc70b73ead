import type { JsonObject } from '../../src/model/json.ts'
import { PLYTIX, slug } from '../../src/providers/plytix/facts.ts'
import type { AccountSeed } from '../../src/sandbox/plytix/index.ts'

/** What one listing's product is to hold. Images go by file name, in the gallery's order. */
export interface Listing {
  sku: string
  label: string
  status: string
  attributes: JsonObject
  images: string[]
  thumbnail: string | null
}

/** A pair of products that belong together, by their SKUs. */
export interface Pair {
  relationship: string
  source: string
  target: string
}

/** The work as data: matching and mapping are done, so that only the way of writing is compared. */
export interface Job {
  listings: Listing[]
  pairs: Pair[]
}

export const GALLERY = 'amazon_images'
const OURS = 'AMZN-US-'
/** The day of the last write, which is another one for every run. */
const VOLATILE = 'amazon_last_synced'
const BASELINE = slug(PLYTIX.baseline.label)

/** Where the picture of that file name comes from. */
export const addressOf = (filename: string): string => `https://m.media-amazon.com/images/I/${filename}`

/** Reads the work off an account in which it is done. */
export function jobOf({ products, links }: Required<AccountSeed>): Job {
  return { listings: products.filter(({ sku }) => sku.startsWith(OURS)).map(listingOf), pairs: links.flatMap(pairsOf) }
}

function listingOf({ sku, label, status, attributes = {}, thumbnail }: Products[number]): Listing {
  const { [GALLERY]: images, [BASELINE]: _, [VOLATILE]: __, ...values } = attributes
  return {
    sku,
    label: label ?? '',
    status: status ?? 'Draft',
    attributes: values,
    images: Array.isArray(images) ? images.map(String) : [],
    thumbnail: thumbnail ?? null,
  }
}

function pairsOf({ source, relationship, targets }: Links[number]): Pair[] {
  return targets.map((target) => ({
    relationship,
    source,
    target: typeof target === 'string' ? target : target.sku,
  }))
}

type Products = Required<AccountSeed>['products']
type Links = Required<AccountSeed>['links']
