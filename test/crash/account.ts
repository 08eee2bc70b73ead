import type { PlytixSim } from '../../src/sandbox/plytix/index.ts'

/**
 * What an account holds, as a text: equal accounts give equal texts. Run ids in baselines, the checksums over them and
 * the ids of assets are left out, since no two runs agree in them; whether an asset's id is the right one is not.
 */
export function accountText({ store }: PlytixSim): string {
  const snapshot = store.snapshot()
  const names = assetNames(store, snapshot)
  const products = snapshot.products.map((product) => {
    const attributes = { ...product.attributes }
    const baseline = attributes.amazon_sync_baseline
    if (typeof baseline === 'string') attributes.amazon_sync_baseline = withoutRun(baseline, names)
    if (attributes.amazon_last_synced) attributes.amazon_last_synced = 'a day'
    return { ...product, attributes }
  })
  return JSON.stringify({ ...snapshot, products }, null, 1)
}

type Snapshot = ReturnType<PlytixSim['store']['snapshot']>

function assetNames(store: PlytixSim['store'], { products }: Snapshot): Map<string, string> {
  const names = new Map<string, string>()
  for (const { sku, attributes } of products) {
    const ids = store.product(sku)?.attributes.amazon_images
    const filenames = attributes?.amazon_images
    if (!Array.isArray(ids) || !Array.isArray(filenames)) continue
    for (const [place, id] of ids.entries()) names.set(String(id), String(filenames[place]))
  }
  return names
}

function withoutRun(baseline: string, names: Map<string, string>): string {
  return baseline
    .replace(/"run":"[^"]*"/, '"run":""')
    .replace(/"~":"[0-9a-f]{8}"/, '"~":""')
    .replace(/\b[0-9a-f]{24}\b/g, (id) => names.get(id) ?? id)
}
