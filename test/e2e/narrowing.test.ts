import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Plan } from '../../src/model/plan.ts'
import { Stage } from './stage.ts'

let stage: Stage
let whole: Plan

beforeAll(async () => {
  stage = await Stage.open({ listings: 24 })
  whole = await stage.plan()
})

afterAll(() => stage.close())

const kindsOf = ({ operations }: Plan) => new Set(operations.map(({ address }) => address.split('.')[0]))
const idsOf = ({ operations }: Plan) => operations.map(({ id }) => id)

/** A plan that could be applied as it is: everything that an operation needs comes before it. */
function expectWhole({ operations }: Plan): void {
  const seen = new Set<string>()
  for (const { id, depends_on } of operations) {
    expect(depends_on.filter((dependency) => !seen.has(dependency))).toEqual([])
    seen.add(id)
  }
}

test.concurrent('--only takes parts, and blocks what an excluded part has to make first', async () => {
  const [schema, products, images, links] = await Promise.all([
    stage.plan('--only', 'schema'),
    stage.plan('--only', 'schema,products'),
    stage.plan('--only', 'images'),
    stage.plan('--only', 'hierarchy,listings'),
  ])

  expect(schema.summary.by_kind).toEqual({ attribute: { create: 21 }, relationship: { create: 2 } })
  expect(schema.selection).toMatchObject({ only: ['schema'], complete: false })
  expect(products.summary.by_kind).toMatchObject({ attribute: { create: 21 }, product: { create: 24 } })
  expect(products.summary).toMatchObject({ upload: 0, attach: 0, link: 0 })
  expect([images.operations, images.blocked.length]).toEqual([[], 24])
  expect(links.summary.by_kind).toEqual({ relationship: { create: 2 } })
  expect(links.blocked).toHaveLength(whole.summary.link)
  expect(new Set([...images.blocked, ...links.blocked].map(({ code }) => code))).toEqual(new Set(['excluded']))
  for (const plan of [schema, products, links]) expectWhole(plan)
})

test.concurrent('--address takes one product with what it needs, and nothing that needs it', async () => {
  const sku = whole.operations.find(({ id }) => id.startsWith('create:product.'))?.address ?? ''
  const [one, many] = await Promise.all([
    stage.plan('--address', sku),
    stage.plan('--target', 'attribute.amazon_t*', '--address', 'asset.*'),
  ])

  expect(idsOf(one).filter((id) => id.includes(':product.'))).toEqual([`create:${sku}`])
  expect(kindsOf(one)).toEqual(new Set(['attribute', 'asset', 'product']))
  expectWhole(one)
  expect(kindsOf(many)).toEqual(new Set(['attribute', 'asset']))
  expect(many.operations).toHaveLength(whole.summary.upload + 1)
  expect(one.selection).toMatchObject({ addresses: [sku], complete: false })
})

test.concurrent('--exclude leaves an operation out and blocks what needs it', async () => {
  const plan = await stage.plan('--exclude', 'attribute.amazon_images')

  expect(idsOf(plan)).not.toContain('create:attribute.amazon_images')
  expect(plan.blocked.length).toBeGreaterThan(0)
  expect(plan.selection).toMatchObject({ exclude: ['attribute.amazon_images'], complete: false })
  expectWhole(plan)
})

test.concurrent('--style takes the listings of one style', async () => {
  const link = whole.operations.find(({ id }) => /^link:link\.amazon_listings\.PB\d+-/.test(id))?.address ?? ''
  const style = /PB\d+/.exec(link)?.[0] ?? ''

  const plan = await stage.plan('--style', style)

  const products = plan.operations.filter(({ id }) => id.startsWith('create:product.'))
  const sources = plan.operations.flatMap(({ address }) => /^link\.amazon_listings\.(.*)/.exec(address)?.[1] ?? [])
  expect(products.length).toBeGreaterThan(0)
  expect(products.length).toBeLessThan(24)
  expect(sources.length).toBeGreaterThan(0)
  expect(sources.filter((sku) => sku !== style && !sku.startsWith(`${style}-`))).toEqual([])
  expect(plan.selection).toMatchObject({ style, complete: false })
  expectWhole(plan)
})

test.concurrent('--limit takes so many products and what they need', async () => {
  const plan = await stage.plan('--limit', '3')

  expect(plan.summary.by_kind.product).toEqual({ create: 3 })
  expect(plan.selection).toMatchObject({ limit: 3, complete: false })
  expectWhole(plan)
})

test('step by step the account becomes what one apply makes of it', async () => {
  for (const step of [['--only', 'schema'], ['--limit', '4'], ['--only', 'schema,products,images'], []]) {
    const result = await stage.apply(...step)
    expect([step, result.status, result.failures]).toEqual([step, 'complete', []])
  }

  const { products, links, assets } = stage.sandbox.plytix.store.snapshot()
  expect((await stage.plan()).operations).toEqual([])
  expect(products.filter(({ sku }) => sku.startsWith('AMZN-'))).toHaveLength(24)
  expect(links.flatMap(({ targets }) => targets)).toHaveLength(whole.summary.link_pairs)
  expect(assets).toHaveLength(whole.summary.upload)
})
