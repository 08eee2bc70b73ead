import type { AttributeSpec, Settings } from '../../src/model/settings.ts'
import type { CatalogueItem } from '../../src/providers/amazon/catalogue-item.ts'
import {
  account,
  boot,
  override,
  ownedBoot,
  picture,
  product,
  settings,
  skuOf,
  spec,
  TITLE,
  type World,
} from '../../test/support/boots.ts'

/** A world of which one thing is `n` times there, and everything else a few times or in proportion. */
export type Growing = (n: number) => World

const CODE = '884882325297'
const numbered = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index))
const asin = (index: number): string => `B0${index.toString(36).toUpperCase().padStart(8, '0')}`
const absent = (index: number): string => `B1${(index * 7919).toString(36).toUpperCase().padStart(8, '0')}`
const sku = (index: number): string => `PB${String(index).padStart(6, '0')}`
const upc = (index: number): string => `88${String(index).padStart(10, '0')}`
const choice = (options: string[]): AttributeSpec => spec('amazon_color', { type: 'Choice', from: 'color', options })

const boots = (n: number, more: (index: number) => Partial<CatalogueItem> = () => ({})): CatalogueItem[] =>
  numbered(n, (index) => boot(asin(index), more(index)))
const listed = (n: number, more: Partial<World> = {}): World => ({ items: boots(n), live: account([]), ...more })
const few = (more: Partial<World> = {}): World => listed(20, more)
const matched = (n: number, more: Partial<World> = {}): World => ({
  items: boots(n, (index) => ({ upc: upc(index) })),
  live: account(numbered(n, (index) => product(sku(index), { gtin: upc(index) }))),
  ...more,
})

const rolling = (styles: string[]): Settings =>
  settings(({ sources }) => Object.assign(sources[0] ?? {}, { rollout_styles: styles }))
const policy = (more: Partial<Settings['policy']>): Settings => settings((own) => void Object.assign(own.policy, more))

/** Products of ours with a title that was written, and one that is there. */
const titled = (n: number, written: string | null, live: string): World => ({
  items: boots(n),
  live: account(
    numbered(n, (index) =>
      ownedBoot(
        asin(index),
        { attributes: { amazon_title: live } },
        { values: written === null ? {} : { 'attributes.amazon_title': written } },
      ),
    ),
  ),
  specs: [TITLE],
})

const gone = (n: number): World['live'] =>
  account(numbered(n, (index) => ownedBoot(absent(index), {}, { links: { amazon_listings: [sku(index)] } })))

function family(parents: number, children: number): CatalogueItem[] {
  const heads = numbered(parents, (index) => `B2${String(index).padStart(8, '0')}`)
  const own = boots(children, () => ({ parent_asins: heads }))
  const child_asins = own.map((child) => child.asin)
  return [...heads.map((head) => boot(head, { item_classification: 'VARIATION_PARENT', child_asins })), ...own]
}

/** Spellings of one word that differ in case alone. */
const spellings = (n: number): string[] =>
  numbered(n, (index) =>
    [...'prairiebootscompany'].map((one, at) => (index & (1 << at) ? one.toUpperCase() : one)).join(''),
  )

/** A product that listings were linked to, and the listings. */
function linked(n: number, links: string[]): World['live'] {
  const own = numbered(n, (index) => ownedBoot(asin(index), {}, { links: { amazon_listings: links } }))
  return account([product('PB10', { gtin: CODE, links: { amazon_listings: own.map(({ id }) => id) } }), ...own])
}

export const WORLDS: { [dimension: string]: Growing } = {
  listings: (n) => listed(n),
  'matched listings': (n) => matched(n),
  'canonical products': (n) =>
    few({ live: account(numbered(n, (index) => product(sku(index), { gtin: upc(index) }))) }),
  'children of one parent': (n) => ({ items: family(1, n), live: account([]) }),
  'parents of one child': (n) => ({ items: family(n, 1), live: account([]) }),
  'images of one listing': (n) => ({
    items: [boot(asin(0), { images: numbered(n, (index) => picture(`PT${index}`, `im${index}`)) })],
    live: account([]),
    settings: settings((own) => Object.assign(own.images, { max_per_product: n })),
  }),
  'listings with one image': (n) => ({
    items: boots(n, () => ({ images: [picture('MAIN', 'one')] })),
    live: account([]),
  }),
  'listings with images': (n) => ({
    items: boots(n, (index) => ({ images: numbered(5, (at) => picture(`PT${at}`, `im${index}x${at}`)) })),
    live: account([]),
  }),
  attributes: (n) => few({ specs: numbered(n / 8, (index) => spec(`amazon_a${index}`, { from: 'item_name' })) }),
  'options of a choice': (n) => ({
    items: boots(n, (index) => ({ color: `C${index}` })),
    live: account([]),
    specs: [choice(numbered(n, (index) => `C${index}`))],
  }),
  'bullet points of one listing': (n) => ({
    items: [boot(asin(0), { bullet_points: numbered(n, (index) => `Point ${index}`) })],
    live: account([]),
    specs: [spec('amazon_bullets', { type: 'Multiline', from: 'bullet_points' })],
  }),
  'identifiers of one listing': (n) => ({
    items: [boot(asin(0), { identifiers: numbered(n, (index) => ({ type: 'UPC', value: upc(index) })) })],
    live: account(numbered(n, (index) => product(sku(index), { gtin: upc(index) }))),
  }),
  'one code on all': (n) => ({
    items: boots(n, () => ({ upc: CODE })),
    live: account(numbered(n, (index) => product(sku(index), { gtin: CODE }))),
  }),
  'one code on all, beside their own': (n) => ({
    items: boots(n, (index) => ({ gtin: `00${upc(index)}`, upc: CODE })),
    live: account(numbered(2 * n, (index) => product(sku(index), { gtin: index < n ? upc(index) : CODE }))),
  }),
  'one spelling on all': (n) => ({
    items: boots(n, () => ({ item_classification: 'VARIATION_PARENT', model_number: 'prairie boots company' })),
    live: account(spellings(n).map((one) => product(one))),
  }),
  'one style on all': (n) => ({
    items: boots(n, (index) => ({ upc: upc(index) })),
    live: account(numbered(n, (index) => product(`PB-${index}`, { gtin: upc(index) }))),
    selection: { style: 'PB' },
  }),
  'records of one listing': (n) => ({ items: numbered(n, () => boot(asin(0))), live: account([]) }),
  'unchanged products': (n) => titled(n, null, 'Boot'),
  drift: (n) => titled(n, 'Boot B0', 'By hand'),
  conflicts: (n) => titled(n, 'Long ago', 'By hand'),
  'changed values': (n) => titled(n, 'Boot B0', 'Boot B0'),
  overwrites: (n) => ({ ...titled(n, null, 'By hand'), settings: policy({ on_unadopted: 'overwrite' }) }),
  overrides: (n) =>
    listed(n, { overrides: numbered(n, (index) => override(asin(index), { attributes: { amazon_title: 'Ours' } })) }),
  'overrides of absent listings': (n) => listed(n, { overrides: numbered(n, (index) => override(absent(index), {})) }),
  'overrides of their canonical products': (n) =>
    matched(n, { overrides: numbered(n, (index) => override(asin(index), { canonical: sku(index) })) }),
  'overrides to unknown products': (n) =>
    matched(n, { overrides: numbered(n, (index) => override(asin(index), { canonical: `XX${index * 7919}` })) }),
  'rollout styles': (n) => matched(n, { settings: rolling(numbered(n, sku)) }),
  'rollout styles of nothing': (n) => matched(n, { settings: rolling(numbered(n, (index) => `XX${index * 7919}`)) }),
  'chosen addresses': (n) =>
    listed(n, { selection: { addresses: numbered(n, (index) => `product.${skuOf(asin(index))}`) } }),
  'chosen addresses of nothing': (n) =>
    listed(n, { selection: { addresses: numbered(n, (index) => `product.${index}*`) } }),
  'excluded patterns': (n) => listed(n, { selection: { exclude: numbered(n, (index) => `*.${skuOf(asin(index))}`) } }),
  'excluded prefixes': (n) =>
    matched(n, {
      settings: settings(({ target: { canonical } }) => {
        canonical.exclude_sku_prefixes = numbered(n / 10, (index) => `OLD${index}-`)
      }),
    }),
  'image hosts': (n) => ({
    items: boots(n, (index) => ({ images: [picture('MAIN', `im${index}`)] })),
    live: account([]),
    settings: settings(({ sources }) =>
      Object.assign(sources[0] ?? {}, {
        image_hosts: [...numbered(n / 10, (index) => `h${index}.com`), 'm.media-amazon.com'],
      }),
    ),
  }),
  'gone listings': (n) => few({ live: gone(n) }),
  'gone listings, deleted': (n) =>
    few({
      live: gone(n),
      settings: policy({ on_gone: 'delete', prune: { links: true, images: true, products: true, variants: false } }),
      allow: new Set(['max-deletes', 'gone-listings'] as never),
    }),
  'links that follow no more': (n) => ({
    items: boots(n),
    live: linked(n, ['PB10']),
    settings: policy({ prune: { links: true, images: false, products: false, variants: false } }),
  }),
  'links of one product': (n) => ({ items: boots(n, () => ({ upc: CODE })), live: linked(n, ['PB10']) }),
  'products of other scopes': (n) => ({
    items: boots(n),
    live: account(numbered(n, (index) => ownedBoot(asin(index), {}, { scope: `other${index}` }))),
  }),
  'assets of the account': (n) =>
    few({ live: account([], { assets: numbered(n, (index) => ({ id: `a${index}`, filename: `im${index}.jpg` })) }) }),
}
