import type { Address } from './plan.ts'

export function addressOf(kind: string, key: string): Address {
  return `${kind}.${key}`
}

/** Splits at the first dot: keys may hold dots themselves. */
export function parseAddress(address: Address): { kind: string; key: string } {
  const dot = address.indexOf('.')
  return { kind: address.slice(0, dot), key: address.slice(dot + 1) }
}

/** A resource that this program did not make is named by the target's id: `asset.id:…`. */
export function foreignAddress(kind: string, id: string): Address {
  return `${kind}.${FOREIGN}${id}`
}

const FOREIGN = 'id:'

/** The target's id in such an address, `null` when it is none. */
export function foreignId(address: Address): string | null {
  const { key } = parseAddress(address)
  return key.startsWith(FOREIGN) ? key.slice(FOREIGN.length) : null
}
