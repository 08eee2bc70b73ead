import { parseBaseline } from '../../model/baseline.ts'
import type { Digest } from '../../model/json.ts'
import type { Keys } from '../../model/keys.ts'
import type { LiveProduct, LiveState } from '../../model/live.ts'
import type { Settings } from '../../model/settings.ts'
import type { TargetTraits } from '../../model/target.ts'
import type { Elsewhere, Owned } from '../types.ts'
import { createOtherForm, type OtherForm } from './other-form.ts'

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

interface Context {
  settings: Settings
  keys: Keys
  traits: TargetTraits
  digest: Digest
}

/** Sorts every live product into owned, canonical, or foreign. */
export function classifyProducts(live: LiveState, { settings, keys, traits, digest }: Context): Population {
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
    if (keys.owns(product.sku)) claim(population, { product, baseline }, settings.scope)
    else if (baseline?.sku === product.sku) population.otherForm.add({ product, baseline })
    else if (!baseline && !keys.resembles(product.sku) && isCanonical(product, settings))
      population.canonical.push(product)
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
