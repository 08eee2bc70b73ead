import { parseAddress } from '../model/address.ts'
import { parseBaseline } from '../model/baseline.ts'
import type { Digest, Json } from '../model/json.ts'
import type { LiveProduct } from '../model/live.ts'
import type { Conflict, Drift } from '../model/plan.ts'
import type { Kinds } from '../model/precondition.ts'
import { kindAt } from '../model/precondition.ts'
import { fingerprint } from '../model/values.ts'

export interface Recall {
  products: LiveProduct[]
  /** The values that were last written to a SKU from here, by path. */
  written: (sku: string) => { [path: string]: Json } | null
  kinds: Kinds
  digest: Digest
  /** Label of the baseline attribute. */
  label: string
}

/**
 * Adds former values to what a plan reports, where the fingerprint on the product proves them. Nothing that is planned
 * depends on it.
 */
export function recallLastWritten<T extends Drift | Conflict>(entries: T[], recall: Recall): T[] {
  const unknown = entries.filter(({ last_written }) => last_written === null)
  if (unknown.length === 0) return entries
  const products = new Map(recall.products.map((product) => [product.sku, product]))
  return entries.map((entry) => {
    const product = products.get(parseAddress(entry.address).key)
    if (entry.last_written !== null || !product) return entry
    const value = provenValue(product, entry.field, recall)
    return value === null ? entry : { ...entry, last_written: value }
  })
}

function provenValue(product: LiveProduct, field: string, { written, kinds, digest, label }: Recall): Json {
  const path = field.slice(1).replace('/', '.')
  const baseline = parseBaseline(product.attributes[label], digest)
  const print = baseline?.sku === product.sku ? baseline.fields[path] : undefined
  const value = print === undefined ? undefined : written(product.sku)?.[path]
  return value !== undefined && fingerprint(kindAt(kinds, path), value, digest) === print ? value : null
}
