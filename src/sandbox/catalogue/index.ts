import type { RawCatalogItem } from '../amazon/raw.ts'
import type { AccountSeed, ProductSeed } from '../plytix/account-seed.ts'
import { addUnrelated } from './account.ts'
import type { Draft } from './draft.ts'
import { addFamily } from './family.ts'
import { numbering } from './numbers.ts'
import { randomOf } from './random.ts'
import { flattened, listedIn, type MarketplaceCode } from './reshape.ts'
import { addNoise, addSingle } from './singles.ts'
import { BRAND } from './vocabulary.ts'

export interface SampleCatalogue {
  /** What Amazon has: the listings of the brand, and a few of other brands. */
  items: RawCatalogItem[]
  /** What Plytix has: canonical products, style masters, unrelated products. */
  account: AccountSeed
  brand: string
  /**
   * For every listing of the brand the canonical SKU that the evidence leads to, by code or, for parents, by model
   * number; `null` where it leads to none or to several.
   */
  truth: Map<string, string | null>
  /** Listings whose code several canonical products carry, with their SKUs: about one in 200, on purpose. */
  ambiguous: Map<string, string[]>
  /** Children that keyword searches leave out, because one of the family stands for them. */
  rolledUp: string[]
}

export interface SampleOptions {
  listings: number
  seed: number
  /** Listings of other brands; about one in fifty unless told. */
  noise?: number
  /** The classification below which nothing is told apart, such as that of men's boots: 679307011. */
  flatBelow?: string
  /** Where everything is listed; US unless told. */
  marketplaces?: readonly MarketplaceCode[]
}

/**
 * A boot brand's catalogue of exactly `listings` listings in nested classifications (men, women, boys, accessories), the
 * same for the same options. Pure; no two calls share anything.
 */
export function sampleCatalogue({ listings, seed, ...options }: SampleOptions): SampleCatalogue {
  const draft = newDraft(listings, seed)
  while (draft.items.length < listings) {
    const room = listings - draft.items.length
    if (room < 3 || (draft.families > 0 && draft.random.chance(0.55))) addSingle(draft)
    else addFamily(draft)
  }
  addNoise(draft, options.noise ?? Math.min(100, Math.ceil(listings / 50) + 2))
  addUnrelated(draft, Math.ceil(listings / 20) + 3)
  const { products, truth, ambiguous, rolledUp } = draft
  const items = draft.items.map((item) => reshaped(item, options))
  return { items, account: accountOf(products), brand: BRAND, truth, ambiguous, rolledUp }
}

function reshaped(item: RawCatalogItem, { flatBelow, marketplaces }: Omit<SampleOptions, 'listings' | 'seed'>) {
  const flat = flatBelow === undefined ? item : flattened(item, flatBelow)
  return marketplaces === undefined ? flat : listedIn(flat, marketplaces)
}

function newDraft(listings: number, seed: number): Draft {
  return {
    random: randomOf(seed),
    numbers: numbering(seed),
    listings,
    items: [],
    products: [],
    truth: new Map(),
    ambiguous: new Map(),
    rolledUp: [],
    families: 0,
    styles: new Set(),
    variants: [],
  }
}

/** The account before any synchronisation: masters only, and a family for the products to come. */
function accountOf(products: ProductSeed[]): AccountSeed {
  return {
    products,
    attributes: [
      { name: 'Brand', type_class: 'TextAttribute' },
      { name: 'UPC', type_class: 'TextAttribute' },
    ],
    families: [{ name: 'Amazon', attributes: [] }],
  }
}
