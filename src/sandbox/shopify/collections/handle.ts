import type { Store } from '../store/store.ts'
import type { Collection } from './record.ts'

/** As the service writes handles: contract, §5. */
export function plainHandle(text: string): string {
  const plain = text
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-+|-+$/g, '')
  return plain || 'collection'
}

export function byHandle(store: Store, handle: string): Collection | undefined {
  return [...store.table('Collection').values()].find((one) => one.handle === handle)
}

/** The handle itself, or with a number behind it. */
export function freeHandle(store: Store, handle: string): string {
  let free = handle
  for (let number = 1; byHandle(store, free); number += 1) free = `${handle}-${number}`
  return free
}
