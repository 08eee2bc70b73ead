import type { Json, JsonObject } from '../../src/model/json.ts'
import type { RawCatalogItem } from '../../src/sandbox/amazon/raw.ts'
import type { Person } from './person.ts'
import type { Side } from './side.ts'

/** Between two things of one sort that happen to a catalogue. */
const STRIDE = 37
const PREFIX = 'AMZN-US-'

/** Our products of the account, sorted. */
export function ourSkus({ sandbox }: Side): string[] {
  const { products } = sandbox.plytix.store.snapshot()
  return products.map(({ sku }) => sku).filter((sku) => sku.startsWith(PREFIX))
}

/** A deed and the SKU that it is done to. */
type Deed = (someone: Person, sku: string, side: Side) => Promise<void>

/** What people and other tools do to products of ours: drift, values that no baseline knows, lost and odd products. */
const DEEDS: Deed[] = [
  (someone, sku) => someone.change(sku, { attributes: { amazon_title: 'By hand' } }),
  (someone, sku) => someone.change(sku, { attributes: { amazon_color: 'By hand' } }),
  (someone, sku) => someone.change(sku, { label: 'By hand' }),
  (someone, sku, side) =>
    someone.change(sku, { attributes: { ...baselined(side, null), amazon_title: 'Another tool' } }),
  (someone, sku, side) => someone.change(sku, { attributes: { amazon_images: gallery(side, sku).reverse() } }),
  (someone, sku, side) => someone.change(sku, { attributes: { amazon_images: gallery(side, sku).slice(1) } }),
  (someone, sku) => someone.change(sku, { thumbnail: null }),
  (someone, sku) => someone.change(sku, { sku: `${sku}-RENAMED` }),
  (someone, sku) => someone.remove(sku),
  (someone, sku) => someone.unlink(sku, 'amazon_hierarchy'),
  (someone, sku, side) => someone.make({ sku: `COPY-${sku}`, attributes: baselined(side, baseline(side, sku)) }),
  (someone, sku, side) => someone.change(sku, { attributes: baselined(side, '{"v":1,"torn') }),
  (someone, sku) => someone.change(sku, { attributes: { amazon_brand: null } }),
  async (someone, sku, side) => {
    const [first] = gallery(side, sku)
    if (first) await someone.removeAsset(first.id)
  },
]

/** Lets people work in the account: every deed on every so-manieth product. */
export async function workByHand(side: Side): Promise<void> {
  const skus = ourSkus(side)
  await side.byHand(async (someone) => {
    for (const [index, deed] of DEEDS.entries()) {
      for (const sku of everyNth(skus, index)) await deed(someone, sku, side)
    }
    await unlinkListings(someone, side)
    const { gtin } = side.sandbox.plytix.store.snapshot().products.find(isMaster) ?? {}
    if (gtin) await someone.make({ sku: 'TWIN', gtin })
  })
}

/** Makes products under our SKUs, as an older tool may have left them. */
export async function leaveOlderProducts(side: Side): Promise<void> {
  await side.byHand(async (someone) => {
    for (const { asin } of everyNth(side.sandbox.amazon.items, 20)) {
      await someone.make({ sku: `${PREFIX}${asin}`, label: 'Older tool' })
    }
  })
}

type Shift = (item: RawCatalogItem) => void

/** What happens on Amazon: other values, images and codes. The first also meets products that people changed. */
const SHIFTS: [place: number, shift: Shift][] = [
  [1, (item) => summarise(item, { color: 'Dusk' })],
  [4, (item) => reimage(item, (images) => images.slice(1))],
  [21, (item) => summarise(item, { itemName: `${item.summaries?.[0]?.itemName} II` })],
  [
    22,
    (item) => reimage(item, (images) => images.toReversed().map((one, index) => ({ ...one, variant: slot(index) }))),
  ],
  [23, (item) => reimage(item, (images) => images.map((one) => ({ ...one, link: one.link.replace('/I/', '/I/9') })))],
  [24, (item) => reimage(item, () => [])],
  [25, (item) => void delete item.identifiers],
  [26, (item) => summarise(item, { modelNumber: 'PB9999', size: 'One Size' })],
  [27, (item) => void delete item.relationships],
]

/** Changes the catalogue on Amazon; some listings are gone from it afterwards. */
export function changeUpstream({ sandbox }: Side): void {
  const { items } = sandbox.amazon
  const sorted = items.toSorted((one, other) => (one.asin < other.asin ? -1 : 1))
  for (const [place, shift] of SHIFTS) for (const item of everyNth(sorted, place)) shift(item)
  for (const item of everyNth(sorted, 28)) items.splice(items.indexOf(item), 1)
  sandbox.amazon.reindex()
}

export function everyNth<T>(list: readonly T[], place: number): T[] {
  return list.filter((_, index) => index % STRIDE === place)
}

async function unlinkListings(someone: Person, side: Side): Promise<void> {
  const { links } = side.sandbox.plytix.store.snapshot()
  const sources = links.filter(({ relationship }) => relationship === 'amazon_listings').map(({ source }) => source)
  for (const sku of everyNth(sources, 3)) await someone.unlink(sku, 'amazon_listings')
}

function isMaster({ sku, gtin }: { sku: string; gtin?: string | null }): boolean {
  return !sku.includes(PREFIX) && Boolean(gtin)
}

function gallery({ sandbox }: Side, sku: string): { id: string }[] {
  const ids = sandbox.plytix.store.product(sku)?.attributes.amazon_images
  return (Array.isArray(ids) ? ids : []).map((id) => ({ id: String(id) }))
}

function baseline({ sandbox }: Side, sku: string): Json {
  return sandbox.plytix.store.product(sku)?.attributes.amazon_sync_baseline ?? null
}

/** Nothing where baselines are kept beside the workspace: the account then has no attribute for them. */
function baselined({ sandbox }: Side, text: Json): JsonObject {
  const kept = sandbox.plytix.store.snapshot().attributes.some(({ name }) => name === 'Amazon Sync Baseline')
  return kept ? { amazon_sync_baseline: text } : {}
}

function summarise(item: RawCatalogItem, values: JsonObject): void {
  for (const summary of item.summaries ?? []) Object.assign(summary, values)
}

type Images = NonNullable<RawCatalogItem['images']>[number]['images']

function reimage(item: RawCatalogItem, change: (images: Images) => Images): void {
  for (const set of item.images ?? []) set.images = change(set.images)
}

function slot(index: number): string {
  return index === 0 ? 'MAIN' : `PT${String(index).padStart(2, '0')}`
}
