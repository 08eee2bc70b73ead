import { expect, test } from 'vitest'
import type { Json } from '../../src/model/json.ts'
import type { CatalogueItem } from '../../src/providers/amazon/catalogue-item.ts'
import { skuOf } from '../support/boots.ts'
import { productResource } from '../support/pim.ts'
import { carryOut, openMachine, plan } from '../support/world-desk.ts'
import {
  beginMonth,
  bootsOf,
  dayAtTheShop,
  dayInTheAccount,
  deskOf,
  linkedFrom,
  listed,
  type Month,
  masters,
} from './month.ts'

const NIGHTS = 30

/** A new machine takes over every tenth night, and knows nothing of the runs before. */
async function live(month: Month): Promise<{ interrupted: number }> {
  let interrupted = 0
  let machine = openMachine()
  for (let night = 1; night <= NIGHTS; night++) {
    dayAtTheShop(month, night)
    await dayInTheAccount(month, night)
    if (night % 10 === 0) machine = openMachine()
    month.line.left = night % 4 === 3 ? Math.floor(month.random() * 4) : null
    month.line.dies = night % 8 === 7
    const desk = deskOf(month, machine)
    const approved = await plan(desk)
    const ended = await carryOut(desk, approved).catch(() => null)
    if (ended?.status !== 'complete') interrupted += 1
  }
  month.line.left = null
  return { interrupted }
}

test.each([1, 2, 3, 4])(
  'a month of a busy account ends with the truth and with all that people gave (seed %i)',
  async (seed) => {
    const month = beginMonth(seed)

    const { interrupted } = await live(month)
    const desk = deskOf(month, openMachine())
    await carryOut(desk, await plan(desk))

    expect(interrupted).toBeGreaterThan(0)
    expect((await plan(desk)).operations).toEqual([])
    expectEveryBootOnce(month)
    expectValues(month)
    expectLinks(month)
  },
)

function expectEveryBootOnce(month: Month): void {
  for (const { asin, found } of bootsOf(month)) expect(found, asin).toHaveLength(1)
  const names = month.target.snapshot().assets.map(({ filename }) => filename)
  expect(new Set(names).size).toBe(names.length)
}

/** What a person gave last stands; everything else says what the shop says. */
function expectValues(month: Month): void {
  const items = new Map(listed(month).map((item) => [item.asin, item]))
  for (const { asin, found } of bootsOf(month)) {
    const [item, product] = [items.get(asin), found[0]]
    if (!item || !product) continue
    const { fields } = productResource(product)
    for (const [path, said] of Object.entries(wanted(item))) {
      const given = month.byHand.get(`${product.sku} ${path}`)
      expect(fields[path], `${product.sku} ${path}`).toEqual(given ? given.value : said)
    }
    const gallery = (product.attributes.amazon_images ?? []) as string[]
    expect(gallery.filter((asset) => asset !== 'campaign').map((asset) => fileOf(month, asset))).toEqual(
      item.images.map(({ link }) => link.slice(link.lastIndexOf('/') + 1)),
    )
  }
}

function wanted({ item_name, color }: CatalogueItem): { [path: string]: Json } {
  return { label: item_name, 'attributes.amazon_title': item_name, 'attributes.amazon_color': color }
}

function fileOf({ target }: Month, id: string): string | undefined {
  return target.snapshot().assets.find((asset) => asset.id === id)?.filename
}

function expectLinks(month: Month): void {
  const items = listed(month)
  for (const { sku, code, parent } of masters) {
    const children = items.filter(({ parent_asin }) => parent_asin === parent).map(({ asin }) => skuOf(asin))
    expect(linkedFrom(month, skuOf(parent), 'amazon_hierarchy')).toEqual(children.sort())
    const bearers = items.filter(({ upc }) => upc === code).map(({ asin }) => skuOf(asin))
    expect(linkedFrom(month, sku, 'amazon_listings')).toEqual([...bearers, skuOf(parent)].sort())
  }
}
