import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Plan } from '../../src/model/plan.ts'
import type { RawCatalogItem } from '../../src/sandbox/amazon/raw.ts'
import type { AccountSeed } from '../../src/sandbox/plytix/index.ts'
import { ROOT } from '../support/program.ts'
import { Stage } from './stage.ts'

const DATA = join(ROOT, '../shared/data')
const present = existsSync(DATA)
const STYLE = join(DATA, 'mca0032')

function read<T>(...path: string[]): T {
  return JSON.parse(readFileSync(join(...path), 'utf8')) as T
}

describe.runIf(!present)('a real style', () => {
  test(`was not tried: there is no ${DATA}`, () => {
    expect(present).toBe(false)
  })
})

const ways: [from: string, args: string[]][] = [
  ['served by Amazon', []],
  ['from the file of an older script', ['--export', join(STYLE, 'amazon.json')]],
]

describe.runIf(present).each(ways)('a real style %s', (_, args) => {
  const masters = present ? read<{ products: { sku: string }[] }>(STYLE, 'canonical-products.json') : { products: [] }
  const variants = masters.products.map(({ sku }) => sku).filter((sku) => /^MCA0032-/.test(sku))
  let stage: Stage
  let plan: Plan

  beforeAll(async () => {
    stage = await Stage.open({
      items: read<{ items: RawCatalogItem[] }>(STYLE, 'catalog-items.json').items,
      account: masters,
    })
    plan = await stage.plan('--out', 'plan.json', ...args)
  })

  afterAll(() => stage.close())

  const linksOf = (relationship: string): [source: string, targets: unknown][] =>
    plan.operations
      .filter(({ address }) => address.startsWith(`link.${relationship}.`))
      .map(({ address, after }) => [address.slice(`link.${relationship}.`.length), after.targets])

  test('makes what the account lacks: definitions, twenty products, twenty-nine images', () => {
    expect(plan.sources[0]).toMatchObject({ provider: 'amazon', marketplace: 'US', items: 20 })
    expect(plan.summary.by_kind).toEqual({
      attribute: { create: 21 },
      relationship: { create: 2 },
      asset: { upload: 29 },
      product: { create: 20 },
      link: { link: 19 },
    })
    expect(plan.summary).toMatchObject({ attach: 125, thumbnail: 19, link_pairs: 21, reused: 0, blocked: 0 })
  })

  test('links parents to children, and canonical products to their listings', () => {
    const listings = new Map(linksOf('amazon_listings'))

    expect(linksOf('amazon_hierarchy')).toEqual([
      ['AMZN-US-B077QMJFG9', ['product.AMZN-US-B07TBFZL3N', 'product.AMZN-US-B07X8Z63ZL']],
    ])
    expect([...listings.keys()].sort()).toEqual([...variants, 'MCA0032', 'MDM0049'].sort())
    expect(variants.map((sku) => (listings.get(sku) as string[]).length)).toEqual(variants.map(() => 1))
    expect(listings.get('MCA0032')).toEqual(['product.AMZN-US-B09FQ13BDF', 'product.AMZN-US-B0C89T5YRQ'])
    expect(listings.get('MDM0049')).toEqual(['product.AMZN-US-B077QMJFG9'])
  })

  test('says what is doubtful: a part number that points elsewhere, and a model number that lies', () => {
    const remark = plan.diagnostics.find(({ message }) => message.includes('B077QMJFG9'))

    expect(remark).toMatchObject({ severity: 'warning', message: expect.stringContaining('part number MCA0013') })
    expect(plan.unmatched).toHaveLength(1)
    expect(plan.unmatched[0]).toMatchObject({
      asin: 'B01JCVLMJU',
      message: expect.stringContaining('its model number MCA0032 names a style and is no evidence'),
    })
    expect(plan.matches).toMatchObject({ total: 20, matched: 19, unmatched: 1, ambiguous: 0 })
  })

  test('after the apply the account holds exactly this', async () => {
    const ended = await stage.sync('apply', 'plan.json')
    const account = stage.sandbox.plytix.store.snapshot()

    expect(ended.code).toBe(0)
    expect(countsOf(account)).toEqual({ products: 39, attributes: 21, relationships: 2, assets: 29, links: 19 })
    expect(account.links.flatMap(({ targets }) => targets)).toHaveLength(21)
    for (const { id, address, after } of plan.operations) {
      if (!id.startsWith('create:product.')) continue
      const made = account.products.find(({ sku }) => `product.${sku}` === address)
      const images = (after.attributes as { amazon_images?: string[] }).amazon_images ?? []
      expect(made?.label).toBe(after.label)
      expect(made?.attributes?.amazon_images ?? []).toEqual(images.map((asset) => asset.replace('asset.', '')))
    }
    expect((await stage.plan(...args)).operations).toEqual([])
  })
})

function countsOf({ products, attributes, relationships, assets, links }: Required<AccountSeed>) {
  return {
    products: products.length,
    attributes: attributes.length,
    relationships: relationships.length,
    assets: assets.length,
    links: links.length,
  }
}

describe.runIf(present)('a flattened export of a thousand records', () => {
  let stage: Stage

  beforeAll(async () => {
    stage = await Stage.open({ listings: 1, account: {} })
  })

  afterAll(() => stage.close())

  test('plans against an empty account, and reports what stands in it twice', async () => {
    const plan = await stage.plan('--export', join(DATA, 'twisted-x/flattened-export.json'))

    expect(plan.summary.by_kind.product).toEqual({ create: 997 })
    expect(plan.diagnostics.filter(({ code }) => code === 'duplicate-asin')).toHaveLength(3)
    expect(stage.sandbox.plytix.counts().writes).toBe(0)
  })
})
