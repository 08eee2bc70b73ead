import { parseAddress } from '../model/address.ts'
import { parseBaseline } from '../model/baseline.ts'
import type { Digest, Json } from '../model/json.ts'
import type { LiveProduct } from '../model/live.ts'
import type { Conflict, Drift } from '../model/plan.ts'
import type { Kinds } from '../model/precondition.ts'
import { kindAt } from '../model/precondition.ts'
import type { WrittenValues } from '../model/state.ts'
import { fingerprint } from '../model/values.ts'

export interface Recall {
  products: LiveProduct[]
  /** What was last written from here, by SKU. */
  written: (skus: string[]) => Promise<ReadonlyMap<string, WrittenValues>>
  kinds: Kinds
  digest: Digest
  /** Label of the baseline attribute. */
  label: string
}

/**
 * Adds former values to what a plan reports, where the fingerprint on the product proves them. Nothing that is planned
 * depends on it.
 */
export async function recallLastWritten<T extends Drift | Conflict>(entries: T[], recall: Recall): Promise<T[]> {
  const unknown = entries.filter(({ last_written }) => last_written === null)
  if (unknown.length === 0) return entries
  const products = new Map(recall.products.map((product) => [product.sku, product]))
  const written = await recall.written([...new Set(unknown.map(({ address }) => parseAddress(address).key))])
  return entries.map((entry) => {
    const product = products.get(parseAddress(entry.address).key)
    if (entry.last_written !== null || !product) return entry
    const value = provenValue(product, { field: entry.field, written: written.get(product.sku) }, recall)
    return value === null ? entry : { ...entry, last_written: value }
  })
}

interface Former {
  field: string
  written: WrittenValues | undefined
}

function provenValue(product: LiveProduct, { field, written }: Former, { kinds, digest, label }: Recall): Json {
  const path = field.slice(1).replace('/', '.')
  const baseline = parseBaseline(product.attributes[label], digest)
  const print = baseline?.sku === product.sku ? baseline.fields[path] : undefined
  const value = print === undefined ? undefined : written?.fields[path]
  return value !== undefined && fingerprint(kindAt(kinds, path), value, digest) === print ? value : null
}
