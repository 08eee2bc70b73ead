import { describe, expect, test } from 'vitest'
import { assemblePlan } from '../../src/planner/index.ts'
import { account, boot, operationAt, override, ownedBoot, planInput, settings, skuOf } from '../support/boots.ts'
import {
  ACTIVE,
  active,
  CONFIRMED,
  DELETING,
  GONE,
  ids,
  type Lacking,
  LISTED,
  lacking,
  SINCE,
  STATUS,
  theirs,
  UPDATE,
} from './gone-world.ts'

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

  test.each([
    ['a style that is rolled out', 'PB10', 1],
    ['a size of it', 'PB10-M-09', 1],
    ['a style that begins alike', 'PB101', 0],
    ['a style outside of it', 'XT20-M-09', 0],
  ])('is dealt with during a rollout where its baseline links it to %s', (_, master, operations) => {
    const one = ownedBoot(GONE, active, { ...ACTIVE, links: { amazon_listings: [master] } })
    for (const on_gone of ['mark', 'archive', 'delete'] as const) {
      const contents = lacking({ gone: [one], styles: ['PB10'], policy: { ...DELETING, on_gone } })
      expect(ids(contents)).toHaveLength(operations)
      if (operations === 0) expect(contents.gone[0]?.message).toContain('within source.amazon.rollout')
    }
  })

  test('and whose style nobody knows is outside of every rollout', () => {
    const contents = lacking({ gone: [theirs(GONE)], styles: ['PB10'], policy: DELETING })

    expect(ids(contents)).toEqual([])
    expect(contents.gone).toMatchObject([{ since: SINCE, message: expect.stringContaining('is left as it is') }])
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
    const absences = new Map([[`product.${skuOf(GONE)}`, CONFIRMED]])
    const contents = assemblePlan({ ...input, traits: { ...input.traits, kinds }, absences })

    expect(contents.blocked).toMatchObject([{ id: UPDATE, code: 'unsupported' }])
  })
})
