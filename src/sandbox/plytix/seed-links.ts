import type { LinkSeed } from './account-seed.ts'
import { contradiction } from './account-seed.ts'
import { saveLinks } from './links.ts'
import { productNamed } from './seed-products.ts'
import type { Store } from './store.ts'

/** Links a product to others, beside the links that it has. */
export function seedLink(store: Store, link: LinkSeed): void {
  const source = productNamed(store, link.source)
  const relationship = store.relationship(link.relationship)
  if (!relationship) contradiction(`links ${link.source} in the unknown relationship ${link.relationship}`)
  const links = new Map(source.links.get(relationship.id))
  for (const target of link.targets) {
    const { sku, quantity } = typeof target === 'string' ? { sku: target, quantity: 1 } : target
    links.set(productNamed(store, sku).id, { quantity, at: store.stamp() })
  }
  saveLinks(store, source, [relationship, links])
}
