import { describe, expect, test } from 'vitest'
import type { Settings } from '../../src/model/settings.ts'
import { assemblePlan } from '../../src/planner/index.ts'
import type { Absence, PlanContents } from '../../src/planner/types.ts'
import {
  account,
  boot,
  operationAt,
  override,
  ownedBoot,
  planInput,
  product,
  settings,
  skuOf,
  spec,
  type World,
} from '../support/boots.ts'
import type { PimProduct } from '../support/pim.ts'

const GONE = 'B0GONE0001'
const STATUS = spec('amazon_listing_status', { from: 'listing_status' })
const OWN_STATUS = spec('status', { value: 'Draft', write: 'if-new' })
const SYNCED = spec('amazon_last_synced', { type: 'Date', value: '{today}', write: 'on-change' })
const LISTED = Array.from({ length: 24 }, (_, index) => `B0BOOT00${String(index).padStart(2, '0')}`)

const ACTIVE = { values: { 'attributes.amazon_listing_status': 'ACTIVE', status: 'Draft' } }
const active: Partial<PimProduct> = { status: 'Draft', attributes: { amazon_listing_status: 'ACTIVE' } }
const theirs = (asin: string, more: Partial<PimProduct> = {}) => ownedBoot(asin, { ...active, ...more }, ACTIVE)
const SINCE = '2026-11-19T02:00:00Z'
const CONFIRMED: Absence = { since: SINCE, confirmed: true }

interface Lacking extends Partial<World> {
  gone?: PimProduct[]
  others?: PimProduct[]
  absence?: Absence
  policy?: Partial<Settings['policy']>
  complete?: boolean
}

/** Two dozen listings that are there, and some products whose listings are not. */
function lacking({
  gone = [theirs(GONE)],
  others = [],
  absence = CONFIRMED,
  policy = {},
  complete = true,
  ...more
}: Lacking) {
  const own = settings((value) => Object.assign(value.policy, policy))
  const input = planInput({
    items: LISTED.map((asin) => boot(asin, { listing_status: 'ACTIVE' })),
    live: account([...LISTED.map((asin) => theirs(asin)), ...gone, ...others]),
    specs: [STATUS, OWN_STATUS, SYNCED],
    settings: own,
    ...more,
  })
  const sources = input.sources.map((one) => ({ ...one, header: { ...one.header, complete } }))
  const absences = new Map(gone.map(({ sku }) => [sku, absence]))
  return assemblePlan({ ...input, sources, absences })
}

const ids = ({ operations }: PlanContents) => operations.map(({ id }) => id)
const UPDATE = `update:product.${skuOf(GONE)}`
const DELETE = `delete:product.${skuOf(GONE)}`
const DELETING = { on_gone: 'delete', prune: { links: false, images: false, products: true } } as const

describe('a listing that is gone', () => {
  test('is listed with since when, and nothing happens by default', () => {
    const contents = lacking({})

    expect(ids(contents)).toEqual([])
    expect(contents.blocked).toEqual([])
    expect(contents.gone).toMatchObject([
      { key: skuOf(GONE), since: SINCE, message: expect.stringContaining('as every one since 2026-11-19') },
    ])
  })

  test.each(['mark', 'archive', 'delete'] as const)(
    'is left as it is with on_gone %s until that is confirmed',
    (on_gone) => {
      const absence = { since: null, confirmed: false, why: 'two complete exports have to lack it' }
      const contents = lacking({ absence, policy: { ...DELETING, on_gone } })

      expect(ids(contents)).toEqual([])
      expect(contents.gone).toMatchObject([{ since: null, message: expect.stringContaining('two complete exports') }])
    },
  )

  test.each<[what: string, more: Lacking]>([
    ['an incomplete export', { complete: false }],
    ['a narrowed plan', { selection: { limit: 100 } }],
    ['a plan of some addresses', { selection: { addresses: ['product.*'] } }],
    [
      'an account that could not be read as a whole',
      { live: account([...LISTED.map((asin) => theirs(asin)), theirs(GONE)], { complete: false }) },
    ],
    ['an override that ignores it', { overrides: [override(GONE, { ignore: true })] }],
  ])('is neither marked, archived nor deleted on the word of %s', (_, more) => {
    for (const on_gone of ['mark', 'archive', 'delete'] as const)
      expect(ids(lacking({ ...more, policy: { ...DELETING, on_gone } }))).toEqual([])
  })

  test('is neither marked nor deleted by an export that lacks much, even when that is allowed', () => {
    const gone = Array.from({ length: 9 }, (_, index) => theirs(`B0GONE000${index}`))
    const allow = new Set(['shrunken-export', 'large-delete'] as const)
    for (const on_gone of ['mark', 'archive', 'delete'] as const) {
      const contents = lacking({ gone, allow, policy: { ...DELETING, on_gone } })
      expect(ids(contents)).toEqual([])
      expect(contents.gone[0]?.message).toContain('lacks much')
    }
  })
})

describe('on_gone: mark', () => {
  const policy = { on_gone: 'mark' } as const

  test('makes the status GONE where an attribute reads it, with what goes along with every change', () => {
    const contents = lacking({ policy })

    expect(operationAt(contents, `product.${skuOf(GONE)}`)).toMatchObject({
      id: UPDATE,
      before: { attributes: { amazon_listing_status: 'ACTIVE' } },
      after: { attributes: { amazon_listing_status: 'GONE', amazon_last_synced: '{today}' } },
      provenance: { '/attributes/amazon_listing_status': { source: 'policy', path: 'policy.on_gone' } },
      baseline: { fields: ['attributes.amazon_listing_status'], links: {} },
    })
  })

  test('spares a value of a person', () => {
    const edited = theirs(GONE, { attributes: { amazon_listing_status: 'SOLD OUT' } })
    const contents = lacking({ gone: [edited], policy })

    expect(ids(contents)).toEqual([])
    expect(contents.conflicts).toMatchObject([{ kind: 'both-moved', live: 'SOLD OUT', desired: 'GONE' }])
  })

  test('leaves what an override keeps', () => {
    const overrides = [override(GONE, { keep: ['amazon_listing_status'] })]
    expect(ids(lacking({ overrides, policy }))).toEqual([])
  })

  const marked = ownedBoot(
    GONE,
    { status: 'Draft', attributes: { amazon_listing_status: 'GONE' } },
    { values: { 'attributes.amazon_listing_status': 'GONE', status: 'Draft' } },
  )

  test('has nothing more to do once it is marked', () => {
    const contents = lacking({ gone: [marked], policy })
    expect(ids(contents)).toEqual([])
    expect(contents.conflicts).toEqual([])
  })

  test('is past as soon as the listing is there again', () => {
    const items = [...LISTED, GONE].map((asin) => boot(asin, { listing_status: 'ACTIVE' }))
    const contents = lacking({ gone: [marked], items, policy })

    expect(operationAt(contents, `product.${skuOf(GONE)}`).after).toMatchObject({
      attributes: { amazon_listing_status: 'ACTIVE' },
    })
  })
})

describe('on_gone: archive', () => {
  const policy = { on_gone: 'archive' } as const
  const archived = ownedBoot(
    GONE,
    { status: 'Archived', attributes: { amazon_listing_status: 'ACTIVE' } },
    { values: { 'attributes.amazon_listing_status': 'ACTIVE', status: 'Archived' } },
  )
  const again = [...LISTED, GONE].map((asin) => boot(asin, { listing_status: 'ACTIVE' }))

  test('gives the product the status of what is no longer in use', () => {
    expect(operationAt(lacking({ policy }), `product.${skuOf(GONE)}`)).toMatchObject({
      before: { status: 'Draft' },
      after: { status: 'Archived' },
      baseline: { fields: ['status'] },
    })
  })

  test('spares a status that a person gave', () => {
    const contents = lacking({ gone: [theirs(GONE, { status: 'Completed' })], policy })
    expect(ids(contents)).toEqual([])
    expect(contents.conflicts).toMatchObject([{ field: '/status', live: 'Completed' }])
  })

  test('has nothing more to do once it is archived', () => {
    expect(ids(lacking({ gone: [archived], policy }))).toEqual([])
  })

  test('gives back the status of new products when the listing is there again', () => {
    expect(operationAt(lacking({ gone: [archived], items: again, policy }), `product.${skuOf(GONE)}`)).toMatchObject({
      before: { status: 'Archived' },
      after: { status: 'Draft' },
    })
  })

  test('leaves a product alone that a person archived', () => {
    const contents = lacking({ gone: [theirs(GONE, { status: 'Archived' })], items: again, policy })
    expect(ids(contents)).toEqual([])
    expect(contents.drift).toEqual([])
  })

  test('says what a person has to do where no rule gives a status', () => {
    const contents = lacking({ gone: [archived], items: again, policy, specs: [STATUS] })
    expect(ids(contents)).toEqual([])
    expect(contents.diagnostics).toMatchObject([{ code: 'still-archived', severity: 'warning' }])
  })

  test('is blocked in a target that archives nothing', () => {
    const input = planInput({
      items: LISTED.map((asin) => boot(asin, { listing_status: 'ACTIVE' })),
      live: account([...LISTED.map((asin) => theirs(asin)), theirs(GONE)]),
      specs: [STATUS],
      settings: settings((own) => Object.assign(own.policy, policy)),
    })
    const kinds = input.traits.kinds.map(({ archived: _, ...kind }) => kind)
    const absences = new Map([[skuOf(GONE), CONFIRMED]])
    const contents = assemblePlan({ ...input, traits: { ...input.traits, kinds }, absences })

    expect(contents.blocked).toMatchObject([{ id: UPDATE, code: 'unsupported' }])
  })
})

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
