import { createHash } from 'node:crypto'
import { parseBaseline } from '../../src/model/baseline.ts'
import type { Sandbox } from '../../src/sandbox/index.ts'
import type { AccountSeed } from '../../src/sandbox/plytix/index.ts'

const LABEL = 'amazon_sync_baseline'
const digest = (text: string): string => createHash('sha256').update(text).digest('hex')

/** What the account holds, without what differs between two runs: run ids, and ids of assets in baselines. */
export function contentsOf({ plytix }: Sandbox): Required<AccountSeed> {
  const snapshot = plytix.store.snapshot()
  const products = snapshot.products.map((product) => {
    const baseline = parseBaseline(product.attributes?.[LABEL], digest)
    if (!baseline) return product
    const { run: _run, images, fields, ...rest } = baseline
    const { thumbnail: _asset, ...kept } = fields
    const text = JSON.stringify({ ...rest, fields: kept, images: images.map(({ slot, image }) => [slot, image]) })
    return { ...product, attributes: { ...product.attributes, [LABEL]: text } }
  })
  return { ...snapshot, products }
}
