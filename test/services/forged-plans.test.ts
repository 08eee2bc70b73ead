import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatBaseline } from '../../src/model/baseline.ts'
import { digest, skuOf } from '../support/boots.ts'
import {
  applied,
  BROGUE,
  CLOG,
  deskOf,
  type Forged,
  forged,
  forgeries,
  idOf,
  OURS,
  ROPER,
  readdress,
  shop,
} from '../support/forgeries.ts'
import type { MemorySnapshot } from '../support/memory/store.ts'
import type { PimProduct } from '../support/pim.ts'
import { carryOut, PATIENCE, plan } from '../support/world-desk.ts'

/** What is not ours, without the links that canonical products may get to ours. */
function foreign({ products }: MemorySnapshot): unknown[] {
  const own = new Set(products.filter(({ sku }) => OURS.includes(sku)).map(({ id }) => id))
  return products
    .filter(({ sku }) => !OURS.includes(sku))
    .map(({ links, modified, ...rest }: PimProduct) => {
      const canonical = rest.sku.startsWith('MCA') || rest.sku === 'SHOELACES'
      const kept = Object.entries(links).map(([label, ids]) => {
        return [label, canonical && label === 'amazon_listings' ? ids.filter((id) => !own.has(id)) : ids]
      })
      const left = kept.filter(([, ids]) => (ids as string[]).length > 0)
      return { ...rest, links: left, ...(canonical ? {} : { modified }) }
    })
}

describe('a plan that was forged, with its digest made anew', { timeout: PATIENCE }, () => {
  it('never writes to what this workspace does not own, but for links from canonical products to ours', async () => {
    const outcomes = new Set<string>()
    await fc.assert(
      fc.asyncProperty(forgeries, async (deeds) => {
        const desk = deskOf(shop())
        const approved = await plan(desk)
        const account = desk.target.snapshot()

        const ended = await carryOut(desk, forged(approved, account, deeds), true).then(
          ({ status }) => status,
          (error: { code?: string }) => error.code ?? String(error),
        )

        outcomes.add(ended)
        expect(foreign(desk.target.snapshot())).toEqual(foreign(account))
      }),
      { numRuns: 150, seed: 20261121, endOnFailure: true },
    )
    expect(outcomes).toContain('not-owned')
    expect(
      [...outcomes].filter((ended) => !/^(not-owned|not-declared|plan-broken|partial|complete)$/.test(ended)),
    ).toEqual([])
  })

  it('is what every part of it is needed for: unforged it is applied whole', async () => {
    const desk = deskOf(shop())

    expect(await carryOut(desk, await plan(desk))).toMatchObject({ status: 'complete' })
    expect((await plan(desk)).operations).toEqual([])
  })
})

const at = (operations: Forged[], id: string): Forged => {
  const found = operations.find((operation) => operation.id === id)
  if (!found) throw new Error(`There is no ${id}, only ${operations.map((one) => one.id).join(', ')}.`)
  return found
}

const REFUSED: [what: string, forge: (operations: Forged[], account: MemorySnapshot) => void, why: RegExp][] = [
  [
    'an update of a canonical product',
    (operations, account) => {
      const update = at(operations, `update:product.${skuOf(ROPER)}`)
      readdress(update, 'product.MCA0032')
      update.target_id = idOf(account, 'MCA0032')
    },
    /update:product\.MCA0032 is about a SKU that is not of this workspace's form/,
  ],
  [
    'a create outside of the form',
    (operations) => readdress(at(operations, `create:product.${skuOf(CLOG)}`), 'product.MCA0099'),
    /create:product\.MCA0099 is about a SKU/,
  ],
  [
    'a link to a canonical product',
    (operations) => {
      at(operations, 'link:link.amazon_listings.MCA0032').after.targets = ['product.MCA0033']
    },
    /links product\.MCA0033, which is no product of this workspace/,
  ],
  [
    'a link in the hierarchy that starts from a canonical product',
    (operations) =>
      readdress(at(operations, `link:link.amazon_hierarchy.${skuOf(CLOG)}`), 'link.amazon_hierarchy.MCA0033'),
    /starts from a product of others/,
  ],
  [
    'a link in another relationship',
    (operations) => {
      const link = at(operations, 'link:link.amazon_listings.MCA0032')
      readdress(link, 'link.accessories.MCA0032')
      link.refs['relationship.accessories'] = 'r-accessories'
    },
    /link\.accessories\.MCA0032 is about a relationship that sync\.yaml does not declare/,
  ],
  [
    'a baseline of the forger’s own',
    (operations) => {
      const { after } = at(operations, `update:product.${skuOf(ROPER)}`)
      after.attributes = { ...(after.attributes as object), amazon_sync_baseline: formatBaseline(FORGED, digest) }
    },
    /writes amazon_sync_baseline itself/,
  ],
  [
    'the id of a canonical product under an address of ours',
    (operations, account) => {
      const link = at(operations, 'link:link.amazon_listings.MCA0032')
      link.refs[`product.${skuOf(ROPER)}`] = idOf(account, 'MCA0032')
    },
    /gives product\..* (another id|the id of)/,
  ],
]

const FORGED = {
  account: 'x',
  sku: skuOf(ROPER),
  scope: 'prairie',
  run: 'r',
  created: true,
  fields: {},
  images: [],
  links: {},
}

describe('a forged plan is refused without a write', () => {
  it.each(REFUSED)('for %s', async (_what, forge, why) => {
    const { ended, untouched, desk, account } = await applied(forge)

    expect(ended).toMatchObject({ code: 'not-owned', message: expect.stringMatching(why) })
    expect(untouched).toBe(true)
    expect(desk.target.snapshot()).toEqual(account)
  })
})

const UNDECLARED: [where: string, path: string, forge: (operations: Forged[]) => void][] = [
  [
    'an attribute of the account in an update',
    'season',
    (operations) => {
      const { after } = at(operations, `update:product.${skuOf(ROPER)}`)
      after.attributes = { ...(after.attributes as object), season: 'Winter' }
    },
  ],
  [
    'a field of products in a create',
    'gtin',
    (operations) => {
      at(operations, `create:product.${skuOf(CLOG)}`).after.gtin = '00887276302195'
    },
  ],
]

describe('a plan that writes what sync.yaml and specs do not speak of is refused without a write', () => {
  it.each(UNDECLARED)('for %s', async (_where, path, forge) => {
    const { ended, untouched, desk, account } = await applied(forge)

    expect(ended).toMatchObject({
      code: 'not-declared',
      message: expect.stringMatching(new RegExp(`(create|update):product\\.\\S+ writes ${path}\\.$`)),
      hints: [expect.stringContaining('Make a new plan')],
    })
    expect(untouched).toBe(true)
    expect(desk.target.snapshot()).toEqual(account)
  })
})

describe('what only the account can tell is refused with the operation', () => {
  it('a product that another scope has marked is not written, however its update is forged', async () => {
    const { ended, desk, account } = await applied((operations, found) => {
      const update = at(operations, `update:product.${skuOf(ROPER)}`)
      readdress(update, `product.${skuOf(BROGUE)}`)
      update.target_id = idOf(found, skuOf(BROGUE))
      operations.splice(0, operations.length, { ...update, depends_on: [] })
    })

    expect(ended).toMatchObject({ failures: [{ code: 'not-owned' }] })
    expect(desk.target.snapshot()).toEqual(account)
  })

  it('nor is one that a forged create finds in place', async () => {
    const { ended, desk, account } = await applied((operations) => {
      const create = at(operations, `create:product.${skuOf(CLOG)}`)
      readdress(create, `product.${skuOf(BROGUE)}`)
      create.after = { sku: skuOf(BROGUE), attributes: { amazon_title: 'Brogue' } }
      operations.splice(0, operations.length, { ...create, depends_on: [] })
    })

    expect(ended).toMatchObject({ operations: { conflict: 1 } })
    expect(desk.target.snapshot()).toEqual(account)
  })

  it('links to a product whose id is another one’s are not made', async () => {
    const { ended, desk, account } = await applied((operations, found) => {
      const link = at(operations, 'link:link.amazon_listings.MCA0032')
      link.refs = { ...link.refs, [`product.${skuOf(ROPER)}`]: idOf(found, 'SHOELACES') }
      operations.splice(0, operations.length, { ...link, depends_on: [] })
    })

    expect(ended).toMatchObject({ failures: [{ code: 'gone' }] })
    expect(desk.target.snapshot()).toEqual(account)
  })

  it('links from a product that the plan gives an id of others are not made', async () => {
    const { ended, desk, account } = await applied((operations, found) => {
      const link = at(operations, `link:link.amazon_hierarchy.${skuOf(CLOG)}`)
      link.refs = { ...link.refs, [`product.${skuOf(CLOG)}`]: idOf(found, 'MCA0032') }
      link.after.targets = [`product.${skuOf(ROPER)}`]
      link.refs[`product.${skuOf(ROPER)}`] = idOf(found, skuOf(ROPER))
      operations.splice(0, operations.length, { ...link, depends_on: [] })
    })

    expect(ended).toMatchObject({ failures: [{ code: 'gone' }] })
    expect(desk.target.snapshot()).toEqual(account)
  })

  it('a relationship whose id is another one’s gets no links', async () => {
    const { ended, desk, account } = await applied((operations) => {
      const link = at(operations, 'link:link.amazon_listings.MCA0032')
      link.refs = { ...link.refs, 'relationship.amazon_listings': 'r-accessories' }
      operations.splice(0, operations.length, { ...link, depends_on: [] })
    })

    expect(ended).toMatchObject({ operations: { failed: 1 } })
    expect(desk.target.snapshot()).toEqual(account)
  })
})
