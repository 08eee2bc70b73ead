import type { Product } from '../store/records.ts'
import { type Store, typenameOf } from '../store/store.ts'
import type { ShopFile } from './record.ts'

/** All files of a shop, in the order of making. */
export function filesIn(store: Store): ShopFile[] {
  return [...store.table('MediaImage').values(), ...store.table('GenericFile').values()]
}

export function fileOf(store: Store, id: string): ShopFile | undefined {
  const typename = typenameOf(id)
  return typename === 'MediaImage' || typename === 'GenericFile' ? store.get(typename, id) : undefined
}

export function fileNamed(store: Store, name: string): ShopFile | undefined {
  return store.part(byName).get(name)
}

function byName(): Map<string, ShopFile> {
  return new Map()
}

export function addFile(store: Store, file: ShopFile): void {
  store.part(byName).set(file.name, file)
  store.add(file)
}

export function rename(store: Store, file: ShopFile, name: string): void {
  store.part(byName).delete(file.name)
  file.name = name
  store.part(byName).set(name, file)
}

/** From the shop, from every product and from every variant. */
export function deleteFile(store: Store, file: ShopFile): void {
  for (const product of usersOf(store, file.id)) takeOff(store, product, file.id)
  store.part(byName).delete(file.name)
  store.remove(file)
}

/** What no other product shows goes with a product: contract, §8. */
export function deleteLonelyMedia(store: Store, product: Product): void {
  for (const file of mediaOf(store, product)) {
    if (usersOf(store, file.id).every((one) => one === product)) deleteFile(store, file)
  }
}

/** Those that are there, in the product's order. */
export function mediaOf(store: Store, { media }: Product): ShopFile[] {
  return media.flatMap((id) => fileOf(store, id) ?? [])
}

/** Products that show a file. */
export function usersOf(store: Store, id: string): Product[] {
  return [...(store.part(byFile).get(id) ?? [])].flatMap((product) => store.get('Product', product) ?? [])
}

/** Ids of products by the file that they show. */
function byFile(): Map<string, Set<string>> {
  return new Map()
}

/** What a product shows from now on, and nothing else. */
export function show(store: Store, product: Product, media: string[]): void {
  const users = store.part(byFile)
  for (const id of product.media) if (!media.includes(id)) users.get(id)?.delete(product.id)
  for (const id of media) users.set(id, (users.get(id) ?? new Set()).add(product.id))
  const moved = new Set([...product.media, ...media])
  product.media = media
  for (const id of moved) {
    const file = fileOf(store, id)
    if (file) store.touch(file)
  }
}

export function attach(store: Store, product: Product, id: string): void {
  if (product.media.includes(id)) return
  show(store, product, [...product.media, id])
  changed(store, product)
}

export function takeOff(store: Store, product: Product, id: string): void {
  show(
    store,
    product,
    product.media.filter((one) => one !== id),
  )
  for (const variant of product.variants) if (variant.media === id) variant.media = null
  changed(store, product)
}

/** The product moves in searches and in time. */
export function changed(store: Store, product: Product): void {
  product.updatedAt = store.stamp()
  store.touch(product)
}
