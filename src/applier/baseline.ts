import { type Baseline, formatBaseline, parseBaseline } from '../model/baseline.ts'
import type { Digest } from '../model/json.ts'
import type { LiveProduct } from '../model/live.ts'
import type { BaselineChange } from '../model/plan.ts'
import { type Kinds, kindAt, valueAt, writtenPaths } from '../model/precondition.ts'
import type { ProductFields } from '../model/target.ts'
import { fingerprint } from '../model/values.ts'

/** What a run puts on every baseline it writes. */
export interface Stamp {
  /** Label of the baseline attribute. */
  label: string
  account: string
  scope: string
  run: string
  digest: Digest
  kinds: Kinds
  /** False: baselines are kept in the state. */
  onProduct: boolean
}

/** A product write with all references resolved. */
export interface ResolvedProduct {
  sku: string
  fields: ProductFields
  /** `null` when the write leaves the gallery alone. */
  images: Baseline['images'] | null
  /** The product as it is now, `null` for a create. */
  live: LiveProduct | null
}

/** The text of the baseline after the write: what it was, with the fingerprints of the written fields renewed. */
export function nextBaseline(change: BaselineChange, product: ResolvedProduct, stamp: Stamp): string {
  const { sku, fields, images, live } = product
  const { account, scope, run, digest, kinds } = stamp
  const found = parseBaseline(live?.attributes[stamp.label], digest)
  // A baseline under another SKU came with a copied product and says nothing about this one.
  const current = found?.sku === sku ? found : null
  const written = new Set(writtenPaths(fields))
  const item = change.item ?? current?.item
  const renewed = change.fields
    .filter((path) => written.has(path))
    .map((path) => [path, fingerprint(kindAt(kinds, path), valueAt(fields, path), digest)])
  const next: Baseline = {
    account,
    sku,
    scope,
    run,
    created: live === null || (current?.created ?? false),
    fields: { ...current?.fields, ...Object.fromEntries(renewed) },
    images: images ?? current?.images ?? [],
    links: { ...current?.links, ...change.links },
    ...(item === undefined ? {} : { item }),
  }
  return formatBaseline(next, digest)
}

/** The same for a product that a create found: it is not known to be made by this program, so nothing may ever delete it. */
export function asFound(text: string, digest: Digest): string {
  const baseline = parseBaseline(text, digest)
  return baseline === null ? text : formatBaseline({ ...baseline, created: false }, digest)
}
