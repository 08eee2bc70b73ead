import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadWorkspace } from '../src/config/index.ts'
import type { ItemFields } from '../src/model/item.ts'
import type { Workspace } from '../src/model/settings.ts'
import type { SourceSnapshot } from '../src/model/source.ts'
import { headerFor } from '../src/state/exports/header.ts'
import { providers } from '../test/support/providers.ts'

/** Products as another shop sells them: each in four sizes, with pictures of its own and one that it shares with others. */

export const SIZES = ['8', '9', '10', '11']
/** Pictures of a product. */
export const PICTURES = 3
/** Of each product, and of each variant. */
export const METAFIELDS = 2
/** Products that have one picture in common, such as a chart of sizes. */
const SHARING = 20
const SHOP = 'elsewhere'

export interface Words {
  title?: string
  price?: string
}

/** Parents and their children. @param words What is another than it was */
export function shopItems(products: number, words: Words = {}): ItemFields[] {
  return Array.from({ length: products }, (_, at) => productItems(at, words)).flat()
}

/** Files of pictures, each once. */
export const shopFiles = (products: number): number => products * (PICTURES - 1) + Math.ceil(products / SHARING)

export function shopSnapshot(items: ItemFields[]): SourceSnapshot {
  const facts = { provider: 'shopify', marketplace: SHOP, query: {}, complete: true, counts: {} }
  return { header: headerFor({ ...facts, exported_at: '2026-11-21T02:00:00.000Z' }, items), items, diagnostics: [] }
}

function productItems(at: number, { title = 'Boot', price = '89.90' }: Words): ItemFields[] {
  const id = String(1_000_000 + at * 10)
  const children = SIZES.map((_, place) => String(Number(id) + place + 1))
  const files = [`${id}1`, `${id}2`, `9${Math.floor(at / SHARING)}`]
  const shared = {
    ...{ marketplace: SHOP, source: 'shopify', shop: SHOP, product_id: id, item_name: `${title} ${id}` },
    ...{ description_html: `<p>A boot, number ${id}.</p>`, brand: 'Prairie Boot Co', product_type: 'Boots' },
    ...{ product_metafields: { custom: { material: 'Leather', season: 'Autumn' } }, tags: ['boots'] },
    images: files.map((file, place) => ({
      ...{ slot: String(place + 1), id: file, url: `https://images.example.com/${file}.jpg` },
    })),
  }
  const parent = { asin: id, role: 'parent', parent_asins: [], child_asins: children, ...shared }
  const variants = SIZES.map((size, place) => ({
    ...{ asin: children[place], role: 'child', parent_key: id, parent_asins: [id], child_asins: [], ...shared },
    ...{ sku: `SKU-${children[place]}`, size, price, options: { Size: size } },
    variant_metafields: { custom: { width: 'D', fit: 'regular' } },
  }))
  return [parent, ...variants]
}

const SYNC = `version: 1
scope: boots
source: { shopify: { shop: ${SHOP} } }
target: { shopify: { shop: sandbox } }
`

const rule = (label: string, from: string, type?: string): string =>
  `  ${label}: { ${type === undefined ? '' : `type: ${type}, `}from: ${from}, write: always }\n`

const TEXT = 'single_line_text_field'
const ATTRIBUTES = [
  'version: 1\nattributes:\n',
  ...[rule('title', 'item_name'), rule('descriptionHtml', 'description_html'), rule('vendor', 'brand')],
  ...[rule('productType', 'product_type'), rule('tags', 'tags')],
  ...[
    rule('metafields.custom.material', 'product_metafields.custom.material', TEXT),
    rule('metafields.custom.season', 'product_metafields.custom.season', TEXT),
  ],
  'variants:\n',
  ...[rule('sku', 'sku'), rule('price', 'price')],
  ...[
    rule('metafields.custom.width', 'variant_metafields.custom.width', TEXT),
    rule('metafields.custom.fit', 'variant_metafields.custom.fit', TEXT),
  ],
].join('')

/** Such a workspace, in a folder. */
export function shopWorkspace(folder: string): Workspace {
  mkdirSync(join(folder, 'specs'), { recursive: true })
  writeFileSync(join(folder, 'sync.yaml'), SYNC)
  writeFileSync(join(folder, 'specs/attributes.yaml'), ATTRIBUTES)
  return loadWorkspace({ providers, config: undefined, cwd: folder })
}
