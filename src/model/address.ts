import type { Address, Kind } from './plan.ts'

export function addressOf(kind: Kind, key: string): Address {
  return `${kind}.${key}`
}

/** Splits at the first dot: keys may hold dots themselves. */
export function parseAddress(address: Address): { kind: Kind; key: string } {
  const dot = address.indexOf('.')
  return { kind: address.slice(0, dot) as Kind, key: address.slice(dot + 1) }
}

/** `link.RELATIONSHIP.SOURCE_SKU`; SKUs may hold dots, relationship labels never do. */
export function parseLinkAddress(address: Address): { relationship: string; sku: string } {
  const { key } = parseAddress(address)
  const dot = key.indexOf('.')
  return { relationship: key.slice(0, dot), sku: key.slice(dot + 1) }
}

const FOREIGN = 'asset.id:'

/** An asset that this program did not upload is named by the target's id. */
export function foreignAsset(id: string): Address {
  return FOREIGN + id
}

export function foreignAssetId(address: Address): string | null {
  return address.startsWith(FOREIGN) ? address.slice(FOREIGN.length) : null
}
