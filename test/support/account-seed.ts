import fc from 'fast-check'
import { formatBaseline } from '../../src/model/baseline.ts'
import type { LinkSeed, ProductSeed } from '../../src/sandbox/plytix/account-seed.ts'
import type { AccountSeed } from '../../src/sandbox/plytix/index.ts'
import { digest, skuOf } from './boots.ts'
import { asins } from './world-items.ts'
import { SPECS } from './world-specs.ts'
import { colors, paddings, titles, upcs } from './world-values.ts'

/** What an account holds before the first plan: masters, strangers, and what older scripts and people left. */

type AttributeSeed = NonNullable<AccountSeed['attributes']>[number]

const BASELINE = { name: 'Amazon Sync Baseline', type_class: 'MultilineAttribute' }
const GALLERY = { name: 'Amazon Images', type_class: 'MediaGalleryAttribute' }

const MANAGED: AttributeSeed[] = SPECS.filter(({ type }) => type !== null).map(({ name, type, options }) => ({
  name,
  type_class: String(type),
  options,
}))

/** By our name, by the name of older scripts, and a person's own. */
const ASSETS = [
  '71aaa.jpg',
  'amazon_01_MAIN_71aaa.jpg',
  'amazon_02_PT01_71bbb.jpg',
  'amazon_01_MAIN_81c+d.jpg',
  'size-chart.png',
  'campaign_2025.jpg',
]

const canonical: fc.Arbitrary<ProductSeed> = fc
  .record({ upc: upcs, pad: paddings, place: fc.constantFrom('gtin', 'upc', 'none') })
  .map(({ upc, pad, place }) => ({
    sku: '',
    label: 'Master',
    status: 'Completed',
    ...(place === 'gtin' ? { gtin: pad + upc } : {}),
    attributes: { brand: 'Prairie', ...(place === 'upc' ? { upc: pad + upc } : {}) },
  }))

const galleries = fc.uniqueArray(fc.constantFrom(...ASSETS), { maxLength: 4 })

/** A product in our form without a baseline: its values may or may not be those of the source. */
const older: fc.Arbitrary<ProductSeed> = fc
  .record({
    asin: asins,
    label: fc.option(titles),
    title: fc.option(titles),
    color: fc.option(colors),
    weight: fc.option(fc.constantFrom(1.5, 4)),
    gallery: fc.option(galleries),
    thumbnail: fc.option(fc.constantFrom(...ASSETS)),
    status: fc.constantFrom('Draft', 'Completed'),
    scope: fc.constantFrom('none', 'none', 'none', 'none', 'other'),
  })
  .map(({ asin, label, title, color, weight, gallery, thumbnail, status, scope }) => ({
    sku: skuOf(asin),
    label,
    status,
    ...(thumbnail === null ? {} : { thumbnail }),
    attributes: {
      ...(title === null ? {} : { amazon_title: title }),
      ...(color === null ? {} : { amazon_color: color }),
      ...(weight === null ? {} : { amazon_weight: weight }),
      ...(gallery === null ? {} : { amazon_images: gallery }),
      ...(scope === 'other' ? { amazon_sync_baseline: baselineOfOthers(skuOf(asin)) } : {}),
    },
  }))

function baselineOfOthers(sku: string): string {
  const baseline = {
    account: 'stable',
    sku,
    scope: 'meadow',
    run: 'r1',
    created: true,
    fields: {},
    images: [],
    links: {},
  }
  return formatBaseline(baseline, digest)
}

const definitions = fc.record({
  attributes: fc.subarray(MANAGED),
  options: fc.boolean(),
  gallery: fc.boolean(),
  baseline: fc.boolean(),
  relationships: fc.subarray(['Amazon Hierarchy', 'Amazon Listings']),
  family: fc.subarray(['amazon_title', 'amazon_color', 'brand']),
})

const pairs = fc.array(fc.record({ source: fc.nat(), target: fc.nat(), relationship: fc.nat(), quantity: fc.nat(3) }), {
  maxLength: 4,
})

interface Draft {
  masters: ProductSeed[]
  olders: ProductSeed[]
  defined: typeof definitions extends fc.Arbitrary<infer D> ? D : never
  linked: typeof pairs extends fc.Arbitrary<infer P> ? P : never
}

export const accounts: fc.Arbitrary<AccountSeed> = fc
  .record({
    masters: fc.array(canonical, { maxLength: 6 }),
    olders: fc.uniqueArray(older, { maxLength: 4, selector: ({ sku }) => sku }),
    defined: definitions,
    linked: pairs,
  })
  .map(assemble)

function assemble({ masters, olders, defined, linked }: Draft): AccountSeed {
  const products = [
    ...masters.map((product, place) => ({ ...product, sku: `PB-${place + 1}` })),
    { sku: 'HAT-1', label: 'Felt hat', status: 'Draft', attributes: {} },
    ...olders,
  ]
  const relationships = ['Accessories', ...defined.relationships]
  return {
    products,
    attributes: attributesOf(products, defined),
    relationships: relationships.map((name) => ({ name })),
    families: [{ name: 'Boots', attributes: ['brand'] }],
    assets: ASSETS.map((filename) => ({ filename, url: urlOf(filename) })),
    links: linksOf(products, relationships, linked),
  }
}

/** The account with every definition that the workspace asks for. */
export function withDefinitions(seed: AccountSeed): AccountSeed {
  const add = <T extends { name: string }>(present: T[] = [], wanted: T[]): T[] => {
    const names = new Set(wanted.map(({ name }) => name))
    return [...present.filter(({ name }) => !names.has(name)), ...wanted]
  }
  return {
    ...seed,
    attributes: add(seed.attributes, [...MANAGED, GALLERY, BASELINE]),
    relationships: add(seed.relationships, [{ name: 'Amazon Hierarchy' }, { name: 'Amazon Listings' }]),
  }
}

/** An asset with our own name holds what that name says. */
export function urlOf(filename: string): string {
  return `https://m.media-amazon.com/images/I/${filename}`
}

function attributesOf(products: ProductSeed[], { attributes, options, gallery, baseline }: Draft['defined']) {
  const used = new Set(products.flatMap((product) => Object.keys(product.attributes ?? {})))
  const label = (name: string): string => name.toLowerCase().replaceAll(' ', '_')
  const present = MANAGED.filter((entry) => attributes.includes(entry) || used.has(label(entry.name)))
  return [
    { name: 'Brand', type_class: 'TextAttribute' },
    { name: 'UPC', type_class: 'TextAttribute' },
    ...present.map((entry) => ({
      ...entry,
      options: options ? (entry.options ?? []) : (entry.options ?? []).slice(1),
    })),
    ...(gallery || used.has('amazon_images') ? [GALLERY] : []),
    ...(baseline || used.has('amazon_sync_baseline') ? [BASELINE] : []),
  ]
}

function linksOf(products: ProductSeed[], relationships: string[], linked: Draft['linked']): LinkSeed[] {
  const at = <T>(list: T[], place: number): T => list[place % list.length] as T
  return linked.flatMap(({ source, target, relationship, quantity }) => {
    const [from, to] = [at(products, source).sku, at(products, target).sku]
    const label = at(relationships, relationship).toLowerCase().replaceAll(' ', '_')
    return from === to ? [] : [{ source: from, relationship: label, targets: [{ sku: to, quantity: quantity + 1 }] }]
  })
}
