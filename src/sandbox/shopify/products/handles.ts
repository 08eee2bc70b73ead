import type { Product } from '../store/records.ts'
import type { Store } from '../store/store.ts'

const handles = (): Map<string, string> => new Map()

/** Ids of products by handle. */
export function handlesOf(store: Store): Map<string, string> {
  return store.part(handles)
}

export function productByHandle(store: Store, handle: string): Product | null {
  return store.get('Product', handlesOf(store).get(handle) ?? '') ?? null
}

/** Lower case; letters and digits of any script stay, all else becomes one dash. Empty when nothing is left. */
export function normalised(handle: string): string {
  return handle
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
}

/** A handle that nobody has: a number at its end counts up, or one is put there. */
export function freeHandle(store: Store, text: string, own: string | null = null): string {
  const taken = handlesOf(store)
  let handle = normalised(text) || 'product'
  while (taken.has(handle) && taken.get(handle) !== own) {
    const [, stem, number] = /^(.*)-(\d+)$/.exec(handle) ?? []
    handle = stem === undefined ? `${handle}-1` : `${stem}-${Number(number) + 1}`
  }
  return handle
}

export function takeHandle(store: Store, product: Product, handle: string): void {
  const taken = handlesOf(store)
  if (taken.get(product.handle) === product.id) taken.delete(product.handle)
  product.handle = handle
  taken.set(handle, product.id)
}
