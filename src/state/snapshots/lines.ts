import type { LiveAsset, LiveProduct, LiveState } from '../../model/live.ts'
import type { SnapshotHeader } from './header.ts'

/** One record a line: products as they are, assets in a wrapper that tells them apart. */
export function* recordLines({ products, assets }: LiveState): Generator<string> {
  for (const product of products) yield `${JSON.stringify(product)}\n`
  for (const asset of assets) yield `${JSON.stringify({ asset })}\n`
}

export function emptyLive(header: SnapshotHeader): LiveState {
  const { read_at, complete, attributes, relationships, family, missing_columns } = header
  return { read_at, complete, attributes, relationships, family, missing_columns, products: [], assets: [] }
}

/** Adds the record in a line; false when it is none. */
export function takeLine(live: LiveState, line: string): boolean {
  const record = parse(line)
  if (record === null) return false
  if (record.asset) live.assets.push(record.asset)
  else if (typeof record.id === 'string' && typeof record.sku === 'string') live.products.push(record as LiveProduct)
  else return false
  return true
}

function parse(line: string): (Partial<LiveProduct> & { asset?: LiveAsset }) | null {
  try {
    const value = JSON.parse(line)
    return typeof value === 'object' && value !== null ? value : null
  } catch {
    return null
  }
}
