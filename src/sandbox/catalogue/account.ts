import type { ProductSeed } from '../plytix/account-seed.ts'
import type { Draft, Variant } from './draft.ts'
import { BRAND } from './vocabulary.ts'

/** Share of sellable products that the account has a canonical product for. */
const KNOWN = 0.9
/** One in so many canonical products stands twice in the account, as imports leave it. */
const DUPLICATE_EVERY = 211

export type NewVariant = Pick<Variant, 'sku' | 'style' | 'label' | 'line'>

/** Makes a sellable product and, mostly, its canonical product. */
export function addVariant(draft: Draft, facts: NewVariant): Variant {
  const variant: Variant = { ...facts, upc: draft.numbers.upc(), canonical: [] }
  draft.variants.push(variant)
  if (!draft.random.chance(KNOWN)) return variant
  addCanonical(draft, variant, variant.sku)
  if (draft.variants.length % DUPLICATE_EVERY === 0) addCanonical(draft, variant, `${variant.sku}-OLD`)
  return variant
}

function addCanonical(draft: Draft, variant: Variant, sku: string): void {
  variant.canonical.push(sku)
  draft.products.push({ sku, label: variant.label, status: 'Completed', ...code(draft, variant.upc) })
}

/** The code sits in the product's own GTIN, in one padding or another, or only in the attribute `upc`. */
function code(draft: Draft, upc: string): Pick<ProductSeed, 'gtin' | 'attributes'> {
  const draw = draft.random.next()
  if (draw < 0.85) return { gtin: upc, attributes: { brand: BRAND } }
  if (draw < 0.93) return { gtin: `0${upc}`, attributes: { brand: BRAND } }
  if (draw < 0.97) return { gtin: `00${upc}`, attributes: { brand: BRAND } }
  return { attributes: { brand: BRAND, upc } }
}

/** The master record of a style; about one in twelve is missing. */
export function addStyle(draft: Draft, style: string, label: string): void {
  if (draft.random.chance(1 / 12)) return
  draft.styles.add(style)
  draft.products.push({ sku: style, label, status: 'Completed', attributes: { brand: BRAND } })
}

const UNRELATED = ['Felt Hat', 'Leather Belt', 'Gift Card', 'Boot Jack', 'Wool Sock', 'Trade Show Banner']

/** Products that have nothing to do with any listing. */
export function addUnrelated(draft: Draft, count: number): void {
  for (let i = 0; i < count; i++) {
    const label = UNRELATED[i % UNRELATED.length] ?? 'Sample'
    const sku = `ACC-${String(i + 1).padStart(5, '0')}`
    const gtin = i % 3 === 0 ? {} : { gtin: draft.numbers.upc() }
    draft.products.push({ sku, label, status: 'Draft', attributes: {}, ...gtin })
  }
}
