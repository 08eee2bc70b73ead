import { filesIn } from '../../src/sandbox/shopify/files/shelf.ts'
import type { ShopifySimCore } from '../../src/sandbox/shopify/index.ts'
import type { Product } from '../../src/sandbox/shopify/store/records.ts'
import type { Store } from '../../src/sandbox/shopify/store/store.ts'

const PUBLISHED = `query($id: ID!) {
  product(id: $id) { resourcePublicationsV2(first: 50, onlyPublished: false) { nodes { publication { name } } } }
}`

/** Where what was last written stands. */
const BASELINE = 'sync.baseline'

/**
 * What a shop holds, line by line, as a text: equal shops give equal texts. Ids go by names; times, and the texts of
 * baselines, which name their run, are left out, though not that they are there.
 */
export function shopText(shop: ShopifySimCore): string {
  const { store } = shop
  const names = new Map(filesIn(store).map(({ id, name }) => [id, name]))
  const products = [...store.table('Product').values()].map((product) => ({
    ...productFacts(store, product),
    media: product.media.map((id) => names.get(id) ?? id),
    publications: publicationsOf(shop, product.id),
  }))
  const files = filesIn(store).map(({ name, source, failure }) => ({ file: name, source, failure }))
  const collections = [...store.table('Collection').values()].map(({ handle, products: members }) => ({
    collection: handle,
    products: members.map((id) => store.get('Product', id)?.handle ?? id).sort(),
  }))
  const definitions = [...store.table('MetafieldDefinition').values()].map(({ ownerType, namespace, key, type }) => ({
    definition: `${ownerType} ${namespace}.${key} ${type}`,
  }))
  return [...products, ...files, ...collections, ...definitions]
    .map((one) => JSON.stringify(one))
    .sort()
    .join('\n')
}

function productFacts(store: Store, product: Product) {
  const { title, handle, descriptionHtml, vendor, productType, tags, status, category, seo, options } = product
  const values = new Map(
    options.flatMap((option) => option.values.map(({ id, name }) => [id, `${option.name} ${name}`])),
  )
  return {
    ...{ handle, title, descriptionHtml, vendor, productType, tags, status, category, seo },
    options: options.map(({ name, values: all }) => [name, ...all.map((value) => value.name)]),
    metafields: metafieldsOf(store, product.id),
    variants: product.variants.map((variant) => {
      const { price, compareAtPrice, barcode, taxable, inventoryItem, id } = variant
      const { sku, weight, levels, tracked } = inventoryItem
      const stock = [...levels.values()].map(({ available }) => available)
      return {
        values: variant.values.map((value) => values.get(value)).sort(),
        ...{ price, compareAtPrice, barcode, taxable, sku, weight, stock, tracked },
        metafields: metafieldsOf(store, id),
      }
    }),
  }
}

function metafieldsOf(store: Store, owner: string): string[] {
  return [...store.table('Metafield').values()]
    .filter(({ ownerId }) => ownerId === owner)
    .map(({ namespace, key, type, value }) => {
      const name = `${namespace}.${key}`
      return name.endsWith(BASELINE) ? `${name} is there` : `${name} ${type} ${value}`
    })
    .sort()
}

function publicationsOf({ person }: ShopifySimCore, id: string): string[] {
  const { product } = person(PUBLISHED, { id }) as {
    product: { resourcePublicationsV2: { nodes: { publication: { name: string } }[] } }
  }
  return product.resourcePublicationsV2.nodes.map(({ publication }) => publication.name).sort()
}

/** What is there more than once: keys of products and of variants, names of files. */
export function twiceIn({ store }: ShopifySimCore): string[] {
  const keys = [...store.table('Metafield').values()]
    .filter(({ namespace, key }) => namespace === 'custom' && key === 'sync_key')
    .map(({ ownerId, value }) => `${ownerId.split('/')[3]} ${value}`)
  const sources = filesIn(store).map(({ source }) => `file ${source}`)
  const all = [...keys, ...sources]
  return all.filter((one, place) => all.indexOf(one) !== place)
}
