import { type Baseline, parseBaseline } from '../model/baseline.ts'
import type { Digest } from '../model/json.ts'
import type { LiveProduct, LiveState } from '../model/live.ts'
import type { Settings } from '../model/settings.ts'
import type { TargetTraits } from '../model/target.ts'
import { createOtherForm, type OtherForm } from './other-form.ts'
import type { Owned } from './types.ts'

/** The target's products by what they are to this workspace. */
export interface Population {
  bySku: Map<string, LiveProduct>
  /** Ours, by SKU. */
  owned: Map<string, Owned>
  /** Master records that listings can match, in SKU order. */
  canonical: LiveProduct[]
  /** SKUs in our form that belong to another scope. */
  otherScope: Map<string, string>
  /** Products whose baseline names another SKU that no longer exists: by that former SKU. */
  renamed: Map<string, Elsewhere>
  /** Products under a SKU of another form, with a valid baseline. */
  otherForm: OtherForm
}

/** Where the product of a listing stands instead of under its SKU. */
export interface Elsewhere {
  product: LiveProduct
  baseline: Baseline
}

const ASIN = '[A-Z0-9]{10}'

/** True for exactly the SKUs that the template gives for the configured marketplaces; with `i` in any case. */
export function ownsSku(settings: Settings, flags: '' | 'i' = ''): (sku: string) => boolean {
  const marketplaces = `(?:${settings.source.marketplaces.map((code) => RegExp.escape(code)).join('|')})`
  const pattern = settings.target.sku
    .split(/(\{marketplace\}|\{asin\})/)
    .map((part) => (part === '{asin}' ? ASIN : part === '{marketplace}' ? marketplaces : RegExp.escape(part)))
    .join('')
  const expression = new RegExp(`^${pattern}$`, flags)
  return (sku) => expression.test(sku)
}

export function skuOf(template: string, listing: { marketplace: string; asin: string }): string {
  return template.replaceAll('{marketplace}', listing.marketplace).replaceAll('{asin}', listing.asin)
}

interface Context {
  settings: Settings
  traits: TargetTraits
  digest: Digest
}

/** Sorts every live product into owned, canonical, or foreign. */
export function classifyProducts(live: LiveState, { settings, traits, digest }: Context): Population {
  const owns = ownsSku(settings)
  const resembles = ownsSku(settings, 'i')
  const population: Population = {
    bySku: new Map(live.products.map((product) => [product.sku, product])),
    owned: new Map(),
    canonical: [],
    otherScope: new Map(),
    renamed: new Map(),
    otherForm: createOtherForm(),
  }
  for (const product of live.products) {
    const baseline = parseBaseline(product.attributes[traits.baseline.label], digest)
    if (baseline && baseline.sku !== product.sku) noteRenamed(population, { product, baseline })
    if (owns(product.sku)) claim(population, { product, baseline }, settings.scope)
    else if (baseline?.sku === product.sku) population.otherForm.add({ product, baseline })
    else if (!baseline && !resembles(product.sku) && isCanonical(product, settings)) population.canonical.push(product)
  }
  population.canonical.sort((a, b) => (a.sku < b.sku ? -1 : 1))
  return population
}

function claim(population: Population, { product, baseline }: Owned, scope: string): void {
  const own = baseline !== null && baseline.sku === product.sku
  if (own && baseline.scope !== scope) population.otherScope.set(product.sku, baseline.scope)
  else population.owned.set(product.sku, { product, baseline: own ? baseline : null })
}

/** A copy carries the baseline of its original; only when the original is gone was the product renamed. */
function noteRenamed(population: Population, found: Elsewhere): void {
  const { product, baseline } = found
  if (population.bySku.has(baseline.sku)) return
  const other = population.renamed.get(baseline.sku)
  if (other === undefined || product.sku < other.product.sku) population.renamed.set(baseline.sku, found)
}

function isCanonical(product: LiveProduct, settings: Settings): boolean {
  return !settings.target.canonical.exclude_sku_prefixes.some((prefix) => product.sku.startsWith(prefix))
}
