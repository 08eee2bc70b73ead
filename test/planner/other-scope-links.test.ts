import { expect, test } from 'vitest'
import { account, boot, ownedBoot, plan, product } from '../support/boots.ts'

const [ROPER, CHILD] = ['B0ROPER001', 'B0ROPER002']
const listings = [boot(ROPER, { child_asins: [CHILD] }), boot(CHILD, { gtin: '00887276302195', parent_asins: [ROPER] })]
const canonical = product('MCA0032', { gtin: '00887276302195' })
const theirs = (asin: string) => ownedBoot(asin, {}, { scope: 'meadow' })

test('no links are planned that start from a product of another scope', () => {
  const { operations, blocked } = plan({ items: listings, live: account([canonical, theirs(ROPER)]) })

  expect(operations.map(({ address }) => address)).not.toContain(`link.amazon_hierarchy.AMZN-US-${ROPER}`)
  expect(blocked).toContainEqual(
    expect.objectContaining({ id: `link:link.amazon_hierarchy.AMZN-US-${ROPER}`, code: 'other-scope' }),
  )
})

test('no links are planned to a product of another scope', () => {
  const { operations, blocked } = plan({ items: listings, live: account([canonical, theirs(CHILD)]) })

  expect(operations.map(({ action }) => action)).not.toContain('link')
  expect(blocked).toMatchObject([{ address: `product.AMZN-US-${CHILD}`, code: 'other-scope' }])
})
