import { describe, expect, test } from 'vitest'
import { account, boot, ownedBoot, product, skuOf } from '../support/boots.ts'
import type { PimProduct } from '../support/pim.ts'
import { ACTIVE, active, DELETE, DELETING, GONE, ids, LISTED, lacking, theirs } from './gone-world.ts'

describe('on_gone: delete', () => {
  test('deletes the product, with all that is known of it', () => {
    const contents = lacking({ policy: DELETING })

    expect(contents.operations).toMatchObject([
      { id: DELETE, risk: 'high', before: { sku: skuOf(GONE), status: 'Draft' }, after: {} },
    ])
    expect(contents.summary).toMatchObject({ delete: 1, unlink: 0 })
    expect(contents.gone[0]?.message).toContain('this plan deletes it')
  })

  test('needs products to be pruned, and says so', () => {
    const contents = lacking({ policy: { on_gone: 'delete' } })
    expect(ids(contents)).toEqual([])
    expect(contents.blocked).toMatchObject([
      { id: DELETE, code: 'prune-off', hint: expect.stringContaining('--prune products') },
    ])
  })

  test('is what on_gone: report does when products are pruned', () => {
    expect(ids(lacking({ selection: { prune: ['products'] } }))).toEqual([DELETE])
  })

  test.each<[what: string, one: PimProduct, code: string]>([
    ['it did not make', ownedBoot(GONE, active, { ...ACTIVE, created: false }), 'not-ours'],
    ['people changed', theirs(GONE, { status: 'Completed' }), 'changed'],
  ])('never deletes a product that %s', (_, one, code) => {
    const contents = lacking({ gone: [one], policy: DELETING })
    expect(ids(contents)).toEqual([])
    expect(contents.blocked).toMatchObject([{ id: DELETE, code }])
  })

  test('never deletes a product that listings still name as their parent', () => {
    const items = LISTED.map((asin) =>
      boot(asin, { listing_status: 'ACTIVE', parent_asins: asin === LISTED[0] ? [GONE] : [] }),
    )
    const contents = lacking({ items, policy: DELETING })
    expect(contents.blocked).toMatchObject([{ id: DELETE, code: 'bound' }])
  })

  test('never deletes a product without a baseline, for it is not taken for gone', () => {
    const contents = lacking({ gone: [product(skuOf(GONE), active)], policy: DELETING })
    expect(ids(contents)).toEqual([])
    expect(contents.gone).toEqual([])
  })

  test('takes links of the product along without unlinking them', () => {
    const linked = ownedBoot(GONE, active, { ...ACTIVE, links: { amazon_listings: ['PB10-M-09'] } })
    const canonical = product('PB10-M-09', { links: { amazon_listings: [linked.id] } })
    const contents = lacking({
      gone: [linked],
      others: [canonical],
      policy: { ...DELETING, prune: { ...DELETING.prune, links: true } },
    })

    expect(ids(contents)).toEqual([DELETE])
    expect(contents.stale).toMatchObject([{ message: expect.stringContaining('which this plan deletes') }])
  })
})

describe('links of a listing that is gone', () => {
  const linked = ownedBoot(GONE, active, { ...ACTIVE, links: { amazon_listings: ['PB10-M-09'] } })
  const others = [product('PB10-M-09', { links: { amazon_listings: [linked.id] } })]
  const UNLINK = 'unlink:link.amazon_listings.PB10-M-09'

  test('are blocked until links are pruned', () => {
    expect(lacking({ gone: [linked], others }).blocked).toMatchObject([{ id: UNLINK, code: 'prune-off' }])
    expect(ids(lacking({ gone: [linked], others, selection: { prune: ['links'] } }))).toEqual([UNLINK])
  })

  test('are no concern as long as it is not confirmed', () => {
    const absence = { since: null, confirmed: false }
    const contents = lacking({ gone: [linked], others, absence, selection: { prune: ['links'] } })
    expect(ids(contents)).toEqual([])
    expect(contents.blocked).toEqual([])
  })
})

describe('the share of products that one plan may delete', () => {
  const many = (number: number) => Array.from({ length: number }, (_, index) => theirs(`B0GONE000${index}`))

  test('is max_delete_percent of those that this program made, and one more blocks them all', () => {
    const within = lacking({ gone: many(2), policy: { ...DELETING, max_delete_percent: 8 } })
    expect(within.summary.delete).toBe(2)

    const beyond = lacking({ gone: many(3), policy: { ...DELETING, max_delete_percent: 8 } })
    expect(beyond.summary).toMatchObject({ delete: 0, blocked: 3 })
    expect(beyond.blocked.every(({ code, hint }) => code === 'threshold' && hint.includes('--allow-deletes'))).toBe(
      true,
    )
    expect(beyond.guards).toEqual([])
  })

  test('blocks nothing else', () => {
    const items = LISTED.map((asin, index) => boot(asin, { listing_status: index === 0 ? 'INACTIVE' : 'ACTIVE' }))
    expect(ids(lacking({ items, gone: many(5), policy: DELETING }))).toEqual([
      `update:product.${skuOf(LISTED[0] ?? '')}`,
    ])
  })

  test('is lifted by allowing deletes, which the plan records', () => {
    const contents = lacking({ gone: many(5), policy: DELETING, allow: new Set(['large-delete'] as const) })

    expect(contents.summary).toMatchObject({ delete: 5, blocked: 0 })
    expect(contents.guards).toMatchObject([{ code: 'large-delete', allowed: true }])
  })

  test('is not recorded as lifted where nothing had to be', () => {
    expect(lacking({ policy: DELETING, allow: new Set(['large-delete'] as const) }).guards).toEqual([])
  })

  test('is one product below twenty', () => {
    const items = LISTED.slice(0, 12).map((asin) => boot(asin, { listing_status: 'ACTIVE' }))
    const few = (gone: PimProduct[]) =>
      lacking({
        items,
        gone,
        live: account([...LISTED.slice(0, 12).map((asin) => theirs(asin)), ...gone]),
        policy: { ...DELETING, max_delete_percent: 100 },
      })

    expect(few(many(1)).summary.delete).toBe(1)
    expect(few(many(2)).summary).toMatchObject({ delete: 0, blocked: 2 })
  })
})
