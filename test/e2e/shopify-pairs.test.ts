import { afterAll, expect, test } from 'vitest'
import type { RawImage } from '../../src/sandbox/amazon/raw.ts'
import { startSandbox } from '../../src/sandbox/index.ts'
import type { Product } from '../../src/sandbox/shopify/store/records.ts'
import { ownDatabase } from '../support/own-database.ts'
import { describeServer } from '../support/postgres.ts'
import { ShopStage, shown } from './shop-stage.ts'

const open: ShopStage[] = []

afterAll(async () => {
  await Promise.all(open.map((stage) => stage.close()))
})

async function opened(...given: Parameters<typeof ShopStage.open>): Promise<ShopStage> {
  const stage = await ShopStage.open(...given)
  open.push(stage)
  return stage
}

/** Reads, plans and applies; then the plan after that writes nothing. */
async function kept(stage: ShopStage): Promise<Product[]> {
  await stage.done('apply', '--auto-approve')
  expect((await stage.plan('--detailed-exitcode')).operations).toEqual([])
  return stage.products()
}

/** In no order of letters, and in none of lengths. */
const IN_ORDER = ['Width', 'Color', 'Size']

/** Somebody makes a product with these options in a shop, on sale in all but one of its variants. */
function makeOnSale({ shop }: ShopStage): void {
  const values = IN_ORDER.map((name) => ({ name, values: [{ name: `${name} 1` }, { name: `${name} 2` }] }))
  const variants = [1, 2].map((n) => ({
    optionValues: IN_ORDER.map((optionName) => ({ optionName, name: `${optionName} ${n}` })),
    ...{ sku: `WIDE-${n}`, price: n === 1 ? '79000.00' : '99000.00', compareAtPrice: n === 1 ? '99000.00' : null },
  }))
  const input = { title: 'Wide boot', productOptions: values, variants }
  shop.person(
    'mutation($input: ProductSetInput!) { productSet(input: $input, synchronous: true) { userErrors { message } } }',
    { input },
  )
}

async function fromShopToShop(env: { [name: string]: string }): Promise<void> {
  const beside = { env, close: () => Promise.resolve() }
  const init = ['--source', 'shopify', '--marketplace', 'sandbox', '--target', 'postgres']
  const first = await opened(init, beside, { listings: 12 })
  makeOnSale(first)
  await first.done('db', 'up')
  await kept(first)
  const second = await opened(['--source', 'postgres', '--target', 'shopify'], beside)
  if (Object.keys(env).length === 0) second.takeCatalogue(first)
  second.edit('sync.yaml', '# prices: PLATFORM', 'prices: shopify')

  const there = shown(await kept(second))
  expect(there).toEqual(shown(first.products()))
  expect(second.titled('Wide boot').options.map(({ name }) => name)).toEqual(IN_ORDER)
  expect(there.flatMap(({ variants }) => variants).some(({ was }) => was !== null)).toBe(true)
}

test('what one shop sells fills a catalogue, and from there another shop, with all variants, prices and pictures', () =>
  fromShopToShop({}))

describeServer('a catalogue on a server', () => {
  test('brings what one shop sells to another one', async () => {
    const own = await ownDatabase()
    try {
      await fromShopToShop({ DATABASE_URL: own?.url ?? '' })
    } finally {
      await own?.drop()
    }
  })
})

test('a family on Amazon is one product of the shop, and each of its pictures is there once', async () => {
  const amazon = await startSandbox({ listings: 8 })
  const { items } = amazon.amazon
  const parent = items.find(({ asin }) => asin === 'B0V249INWJ')
  const children = items.filter(({ relationships = [] }) =>
    relationships.some((one) => one.relationships.some(({ parentAsins = [] }) => parentAsins.includes('B0V249INWJ'))),
  )
  const stage = await opened(['--source', 'amazon', '--brand', amazon.brand, '--target', 'shopify'], amazon)

  const products = await kept(stage)
  const pictures = [parent, ...children].flatMap((one) => largest(one?.images?.[0]?.images ?? []))

  expect(shown(products).map(({ title }) => title)).toEqual([parent?.summaries?.[0]?.itemName])
  expect(
    shown(products)[0]
      ?.variants.map(({ options }) => options)
      .sort(),
  ).toEqual(children.map(({ summaries }) => `Size ${summaries?.[0]?.size}`).sort())
  expect(products[0]?.media).toHaveLength(new Set(pictures).size)
})

/** Of each picture there are several sizes. */
function largest(images: readonly RawImage[]): string[] {
  const isLess = (one: RawImage) => images.some(({ variant, height }) => variant === one.variant && height > one.height)
  return images.filter((one) => !isLess(one)).map(({ link }) => link)
}

test('what a PIM holds is in the shop, by name, SKU and code', async () => {
  const pim = await startSandbox({ listings: 8 })
  const stage = await opened(['--source', 'plytix', '--target', 'shopify'], pim)

  const products = shown(await kept(stage)).map(({ title, variants: [first] }) => [title, first?.sku, first?.barcode])
  const held = pim.plytix.store.snapshot().products.map(({ label, sku, gtin }) => [label, sku, gtin ?? null])

  expect(products.sort()).toEqual(held.sort())
})
