import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { JsonObject } from '../../src/model/json.ts'
import { SILENT } from '../../src/model/log.ts'
import type { ProviderContext } from '../../src/model/provider.ts'
import type { ImageSettings, SourceRequest } from '../../src/model/source.ts'
import { systemClock } from '../../src/net/clock.ts'
import { AMAZON_FACTS } from '../../src/providers/amazon/facts.ts'
import { FILE_FACTS } from '../../src/providers/file/facts.ts'
import { createFileSource } from '../../src/providers/file/source.ts'
import { type FileWants, parseSource } from '../../src/providers/file/source-settings.ts'
import { TIKTOK_SHOP_FACTS } from '../../src/providers/tiktok-shop/facts.ts'
import type { RawCatalogItem } from '../../src/sandbox/amazon/raw.ts'
import { sampleCatalogue } from '../../src/sandbox/catalogue/index.ts'
import type { SimProduct } from '../../src/sandbox/tiktok-shop/product.ts'
import { temporaryFolder } from '../config/workspace-files.ts'
import { BAZAAR, type Ware } from '../odd/bazaar/facts.ts'
import { createBazaar } from '../odd/bazaar/source.ts'
import { type FairWare, openFair } from '../odd/fair/service.ts'
import { createFair, FAIR } from '../odd/fair/source.ts'
import { boots, openWorld } from '../providers/amazon/world.ts'
import { openWorld as openShop, product, products } from '../providers/tiktok-shop/world.ts'
import { corral } from '../state/tokens/corral.ts'
import { amazonRequest } from '../support/providers.ts'
import type { SourceCase, SourceFixture } from './source-fixture.ts'
import { describeSource } from './source-suite.ts'

const imagesFrom = (...hosts: string[]): ImageSettings => ({
  hosts,
  hostsKey: 'image_hosts',
  name: '{id}.{ext}',
  recognise: ['old_*_{id}.*'],
})

async function amazon(items: RawCatalogItem[], brand: string): Promise<SourceFixture> {
  const { amazon: sim, source, close } = await openWorld(items)
  const brands = [{ name: brand, aliases: [] }]
  const request = amazonRequest({ marketplace: 'US', brands, asins: [], includeParents: true, limit: null })
  const losePart = (): void => {
    sim.options.faults = [{ effect: 'answer', status: 400, body: {}, operation: 'searchCatalogItems', nth: 2 }]
  }
  return { source, request, close, losePart }
}

const AMAZON: SourceCase = {
  facts: AMAZON_FACTS,
  images: imagesFrom('m.media-amazon.com'),
  resumes: true,
  parts: true,
  async usual() {
    const { items, brand } = sampleCatalogue({ listings: 60, seed: 3 })
    return amazon(items, brand)
  },
  titled: (titles) =>
    amazon(
      boots(titles.length).map((item, index) => ({
        ...item,
        summaries: [{ ...item.summaries?.[0], marketplaceId: 'ATVPDKIKX0DER', itemName: titles[index] ?? '' }],
      })),
      'Twisted X',
    ),
}

/** Rows of a file, which lies in a folder of its own. */
function file(rows: { [column: string]: string }[]): SourceFixture {
  const root = temporaryFolder()
  const place = join(root, 'boots.ndjson')
  writeFileSync(place, rows.map((row) => `${JSON.stringify(row)}\n`).join(''))
  const columns = { images: ['image1', 'image2'], columns: { item_name: 'title' }, parent: 'parent' }
  const { options, shops } = parseSource({ path: 'boots.ndjson', key: 'sku', ...columns })
  const source = createFileSource(options as unknown as FileWants, root)
  const query = options as JsonObject
  const request: SourceRequest = { shop: shops[0] ?? '', limit: null, want: query, query, codes: false }
  const losePart = (): void => writeFileSync(place, `${JSON.stringify(rows[0])}\n{"sku": "torn`)
  return { source, request, losePart, close: async () => rmSync(place, { force: true }) }
}

const PICTURES = ['1.jpg', '2.jpg'].map((name) => `https://images.example/${name}`) as [string, string]

const FILE: SourceCase = {
  facts: FILE_FACTS,
  images: imagesFrom('images.example'),
  resumes: false,
  parts: true,
  usual: async () =>
    file([
      { sku: 'B', title: 'Boot', image1: PICTURES[0] },
      { sku: 'B-38', title: 'Boot 38', parent: 'B', image1: PICTURES[0], image2: PICTURES[1] },
      { sku: 'B-39', title: 'Boot 39', parent: 'B', image1: PICTURES[0] },
      { sku: 'C', title: 'Cork sole', image1: PICTURES[1] },
    ]),
  titled: async (titles) => file(titles.map((title, index) => ({ sku: `S-${index}`, title }))),
}

function bazaar(wares: Ware[]): SourceFixture {
  const place = join(temporaryFolder(), 'bazaar.json')
  writeFileSync(place, JSON.stringify(wares))
  const request: SourceRequest = { shop: 'north', limit: null, want: {}, query: {}, codes: false }
  return { source: createBazaar(place), request, close: async () => rmSync(place, { force: true }) }
}

const WARES: Ware[] = [
  {
    shop: 'north',
    id: 'hat.9/1:felt',
    name: 'Hat',
    pictures: PICTURES,
    sizes: ['s', 'm'].map((size) => ({ id: `hat.9/1:felt/${size}`, size, price: '1' })),
  },
  { shop: 'north', id: 'scarf', name: 'Scarf', pictures: PICTURES.slice(1) },
  { shop: 'south', id: 'scarf', name: 'Scarf of others' },
]

const ODD: SourceCase = {
  facts: BAZAAR,
  images: imagesFrom('posters.example'),
  resumes: false,
  parts: false,
  usual: async () => bazaar(WARES),
  titled: async (titles) => bazaar(titles.map((name, index) => ({ shop: 'north', id: `s/${index}`, name }))),
}

async function tiktokShop(wares: SimProduct[]): Promise<SourceFixture> {
  const { sim, source, request, close } = await openShop(wares)
  const losePart = (): void => {
    sim.options.faults = [
      { effect: 'answer', status: 400, body: { code: 1, message: 'Odd.' }, operation: 'search', nth: 2 },
    ]
  }
  return { source, request, close, losePart }
}

const TIKTOK_SHOP: SourceCase = {
  facts: TIKTOK_SHOP_FACTS,
  images: imagesFrom('p16-oec-sg.ibyteimg.com'),
  resumes: true,
  parts: true,
  usual: () => tiktokShop(products(7)),
  titled: (titles) => tiktokShop(titles.map((title, number) => product(number, { title }))),
}

async function fair(wares: Ware[]): Promise<SourceFixture> {
  const service = await openFair()
  service.wares.push(...wares.map((ware): FairWare => ({ ...ware, updated: '2026-11-20' })))
  const { tokens } = corral()
  const clock = systemClock
  const values = service.env
  const source = createFair({ values, clock, tokens, log: SILENT } as unknown as ProviderContext)
  const request: SourceRequest = { shop: 'north', limit: null, want: {}, query: {}, codes: false }
  const early = {
    after(calls: number) {
      service.quota = service.calls.length + calls
    },
    lift() {
      service.quota = Number.POSITIVE_INFINITY
    },
    refused: () => service.refused,
    most: 1,
  }
  const close = async () => {
    service.closes = 0
  }
  return { source, request, early, close }
}

const OPEN: SourceCase = {
  ...ODD,
  facts: FAIR,
  resumes: true,
  early: true,
  former: true,
  usual: () => fair(WARES),
  titled: (titles) => fair(titles.map((name, index) => ({ shop: 'north', id: `s/${index}`, name }))),
}

for (const one of [AMAZON, FILE, ODD, TIKTOK_SHOP, OPEN]) describeSource(one)
