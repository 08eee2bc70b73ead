import { describe, expect, test } from 'vitest'
import type { Plan } from '../../src/model/plan.ts'
import type { Target } from '../../src/model/target.ts'
import { skuOf } from '../support/boots.ts'
import { createMemoryTarget } from '../support/memory/index.ts'
import { carryOut, type Desk, openMachine, plan } from '../support/world-desk.ts'
import { memorySpecs, SPECS } from '../support/world-specs.ts'
import { beginMonth, byHand, deskOf, type Month, monthSettings } from './month.ts'

const [EDITED, OTHER] = ['B0BOOT0002', 'B0BOOT1002']
const TITLE = 'attributes.amazon_title'

/** An account after the first load, whose shop then changed two titles. */
async function retitled(): Promise<{ month: Month; desk: Desk; approved: Plan }> {
  const month = beginMonth(1)
  const machine = openMachine()
  const first = deskOf(month, machine)
  await carryOut(first, await plan(first))
  for (const asin of [EDITED, OTHER]) {
    const item = month.items.get(asin)
    if (item) month.items.set(asin, { ...item, item_name: `New name of ${asin}` })
  }
  const desk = deskOf(month, machine)
  return { month, desk, approved: await plan(desk) }
}

const titleOf = ({ target }: Month, asin: string) =>
  target.snapshot().products.find(({ sku }) => sku === skuOf(asin))?.attributes.amazon_title

/** Does something once, as the run begins to look at what it is about to write. */
function meanwhile(target: Target, does: () => Promise<void>): Target {
  let done = false
  return {
    ...target,
    async look(...asked) {
      if (!done) await does()
      done = true
      return target.look(...asked)
    },
  }
}

describe('a colleague who edits a product while the run is under way', () => {
  test('keeps what she wrote, and everything else is written', async () => {
    const { month, desk, approved } = await retitled()
    const target = meanwhile(month.target, () => byHand(month, skuOf(EDITED), { [TITLE]: 'Hers' }))

    const { operations } = await carryOut({ ...desk, target }, approved)

    expect(operations).toMatchObject({ conflict: 1, failed: 0, pending: 0 })
    expect(titleOf(month, EDITED)).toBe('Hers')
    expect(titleOf(month, OTHER)).toBe(`New name of ${OTHER}`)
  })

  test('is told of in the next plan, as both sides moved', async () => {
    const { month, desk, approved } = await retitled()
    const target = meanwhile(month.target, () => byHand(month, skuOf(EDITED), { [TITLE]: 'Hers' }))
    await carryOut({ ...desk, target }, approved)

    const { conflicts } = await plan(deskOf(month, openMachine()))

    expect(conflicts).toMatchObject([{ address: `product.${skuOf(EDITED)}`, live: 'Hers', kind: 'both-moved' }])
  })
})

describe('a definition that somebody renamed', () => {
  const rename = async (change: (account: ReturnType<Month['target']['snapshot']>) => void) => {
    const month = beginMonth(1)
    const first = deskOf(month, openMachine())
    await carryOut(first, await plan(first))
    const account = month.target.snapshot()
    change(account)
    const workspace = { settings: monthSettings(), attributes: memorySpecs(SPECS) }
    return { ...first, target: createMemoryTarget({ seed: account, account: 'renamed', workspace }) }
  }

  test('is an attribute that is not made a second time', async () => {
    const desk = await rename(({ attributes, products }) => {
      const color = attributes.find(({ label }) => label === 'amazon_color')
      if (color) Object.assign(color, { label: 'shade', name: 'Shade' })
      for (const one of products) delete one.attributes.amazon_color
    })

    const { blocked, operations } = await plan(desk)

    expect(blocked).toContainEqual(expect.objectContaining({ address: 'attribute.amazon_color', code: 'definition' }))
    expect(operations).toEqual([])
  })

  test('is a relationship that is not made a second time, and keeps its links', async () => {
    const desk = await rename(({ relationships, products }) => {
      const listings = relationships.find(({ label }) => label === 'amazon_listings')
      if (listings) Object.assign(listings, { label: 'shop_listings', name: 'Shop Listings' })
      for (const one of products) {
        const { amazon_listings, ...links } = one.links
        one.links = { ...links, ...(amazon_listings ? { shop_listings: amazon_listings } : {}) }
      }
    })

    const { blocked, operations } = await plan(desk)

    expect(blocked).toContainEqual(
      expect.objectContaining({ address: 'relationship.amazon_listings', code: 'definition' }),
    )
    expect(operations).toEqual([])
  })
})
