import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { explain } from '../../src/planner/explain/index.ts'
import { assemblePlan } from '../../src/planner/index.ts'
import type { PlanInput } from '../../src/planner/types.ts'
import { STALL } from '../odd/stall/traits.ts'
import { account, boot, operationAt, override, ownedBoot, product, spec } from '../support/boots.ts'
import { type TwoSources, twoSources } from '../support/two-sources.ts'
import { BOOT, BOTH, HAT, planned, SCARF, SHARED, titleOf, WHOLE } from './several-sources-fixtures.ts'

/** A product of ours, with the key of the item that it was made of. */
function made(id: string, item: string) {
  const { amazon_sync_baseline } = ownedBoot('unused', {}, { sku: id, item }).attributes
  return product(id, { attributes: { amazon_sync_baseline } } as never)
}

describe('items of several sources', () => {
  it('are all planned, each read by the facts of its own source', () => {
    const contents = planned(WHOLE)

    expect(contents.operations.map(({ id }) => id)).toEqual([
      'create:attribute.amazon_images',
      'create:attribute.amazon_sync_baseline',
      'create:attribute.amazon_title',
      'create:relationship.amazon_hierarchy',
      'create:relationship.amazon_listings',
      'create:product.amazon-US-B0PARENT01',
      'create:product.amazon-US-B0PRAIRIE1',
      'create:product.bazaar-north-hat.9/1:felt',
      'create:product.bazaar-north-hat.9/s',
      'create:product.bazaar-south-hat.9/1:felt',
      'link:link.amazon_hierarchy.amazon-US-B0PARENT01',
      'link:link.amazon_hierarchy.bazaar-north-hat.9/1:felt',
    ])
    expect(operationAt(contents, 'product.bazaar-north-hat.9/s').provenance['/attributes/amazon_title']).toMatchObject({
      source: 'bazaar',
    })
    expect(contents.matches.by_class).toMatchObject({
      parent: { total: 2 },
      child: { total: 2 },
      standalone: { total: 1 },
    })
  })

  it('are children of parents in their own source and shop alone', () => {
    const contents = planned(WHOLE)

    expect(operationAt(contents, 'link.amazon_hierarchy.bazaar-north-hat.9/1:felt').after).toEqual({
      targets: ['product.bazaar-north-hat.9/s'],
    })
  })

  it('make the same plan in whatever order exports and items come', () => {
    const input = twoSources({ ...BOTH, wares: [...(BOTH.wares ?? []), HAT, SCARF] })
    const expected = JSON.stringify(assemblePlan(input))

    fc.assert(
      fc.property(shuffled(input), (other) => {
        expect(JSON.stringify(assemblePlan(other))).toBe(expected)
      }),
      { numRuns: 50 },
    )
  })

  it('take the names that one of them has for ids and shops in a template for those of all', () => {
    const { operations } = planned({ ...WHOLE, template: 'AMZN-{marketplace}-{asin}' })

    expect(operations.map(({ key }) => key)).toEqual(
      expect.arrayContaining(['AMZN-US-B0PRAIRIE1', 'AMZN-north-hat.9/1:felt', 'AMZN-south-hat.9/1:felt']),
    )
  })

  it('are rolled out source by source', () => {
    const boots = [
      boot('B0PRAIRIE1', { item_classification: 'VARIATION_PARENT', model_number: 'PB10' }),
      boot('B0PRAIRIE2'),
    ]
    const change: TwoSources['change'] = ({ sources }) => {
      if (sources[0]) sources[0].rollout_styles = ['PB10']
    }

    const { operations } = planned({ boots, wares: [SCARF], change })

    expect(operations.filter(({ kind }) => kind === 'product').map(({ key }) => key)).toEqual([
      'amazon-US-B0PRAIRIE1',
      'bazaar-south-hat.9/1:felt',
    ])
  })
})

/** The same exports and items in other orders. */
function shuffled(input: PlanInput): fc.Arbitrary<PlanInput> {
  const permuted = <T>(list: T[]) => fc.shuffledSubarray(list, { minLength: list.length, maxLength: list.length })
  return fc
    .tuple(permuted(input.sources), ...input.sources.map(({ items }) => permuted(items)))
    .map(([sources, ...items]) => ({
      ...input,
      sources: sources.map((source) => ({ ...source, items: items[input.sources.indexOf(source)] ?? [] })),
    }))
}

describe('items of several sources that become one resource', () => {
  it('give it the values of the source that comes first, whichever that is, and of its first shop', () => {
    expect(titleOf(BOTH, '0439023483').amazon_title).toBe('A book of Amazon')
    expect(titleOf({ ...BOTH, order: ['bazaar', 'amazon'] }, '0439023483').amazon_title).toBe('A book of the north')
    expect(titleOf(SHARED, '0439023483').amazon_title).toBe('A book of the north')
  })

  it('are said, once for each two shops', () => {
    const { diagnostics, matches } = planned(BOTH)

    expect(diagnostics.filter(({ code }) => code === 'duplicate-key')).toMatchObject([
      {
        severity: 'warning',
        message:
          '0439023483 is listed by amazon US and by bazaar north; amazon US comes first in sync.yaml and gives every value.',
        hint: expect.stringContaining('{source}'),
      },
      { message: expect.stringContaining('by amazon US and by bazaar south') },
    ])
    expect(matches.total).toBe(1)
  })

  it('are told apart by an explanation', () => {
    expect(explain(twoSources(BOTH), 'bazaar/north/0439023483')).toMatchObject({
      ok: true,
      explanation: {
        subject: { asin: '0439023483', source: 'bazaar', marketplace: 'north', sku: '0439023483' },
        found: { stage: 'outranked', message: expect.stringContaining('0439023483 of amazon US gives every value') },
      },
    })
    expect(explain(twoSources(BOTH), '0439023483')).toMatchObject({
      explanation: { subject: { source: 'amazon', marketplace: 'US' }, found: { stage: 'planned' } },
    })
  })

  it('keep the values of the first where only the export of the other is read', () => {
    const live = account([made('0439023483', 'US/0439023483')])

    expect(planned({ ...BOTH, live, read: ['north'] })).toMatchObject({
      operations: [],
      diagnostics: [
        {
          code: 'duplicate-key',
          message: expect.stringContaining(
            'amazon US comes first in sync.yaml and gives every value, though it is not read',
          ),
        },
      ],
    })
    expect(titleOf({ ...BOTH, live, order: ['bazaar', 'amazon'], read: ['north'] }, '0439023483').amazon_title).toBe(
      'A book of the north',
    )
  })

  it('leave it to the other when the first is ignored', () => {
    const overrides = [override('0439023483', { ignore: true })]

    expect(titleOf({ ...BOTH, overrides }, '0439023483').amazon_title).toBe('A book of the north')
  })
})

describe('groups of several sources in a target that holds variants within products', () => {
  it('become one product where their parents do, read from the source that comes first', () => {
    const given: TwoSources = {
      template: '{id}',
      boots: [boot('0439023483', { item_name: 'A hat of Amazon' })],
      wares: [{ ...HAT, id: '0439023483' }],
      change: ({ target }) => Object.assign(target, { provider: 'stall' }),
    }
    const input = twoSources(given)
    const live = { ...input.live, resources: { good: [] } }
    const attributes = [spec('title', { type: null, from: 'item_name || name' })]
    const variants = [spec('size', { type: null, from: 'size' })]

    const { operations } = assemblePlan({ ...input, traits: STALL, live, attributes, variants })

    expect(operations.map(({ id }) => id)).toEqual(['create:good.0439023483'])
    expect(operations[0]?.after).toMatchObject({
      title: 'A hat of Amazon',
      sizes: { 'hat.9/s': { size: 'S' } },
    })
  })
})

describe('products whose listing is gone', () => {
  it('are those of the source and shop that their baseline names, where their key leaves several', () => {
    const live = account([made('0439023483', 'bazaar/north/0439023483')])
    const given: TwoSources = { template: '{id}', boots: [BOOT], wares: [SCARF], live }

    expect(planned(given).gone).toMatchObject([
      { key: '0439023483', message: expect.stringContaining('The export of bazaar north of 2026-11-21') },
    ])
    expect(planned({ ...given, incomplete: ['north'] })).toMatchObject({ gone: [] })
    expect(planned({ ...given, incomplete: ['north'] }).diagnostics).toContainEqual(
      expect.objectContaining({
        code: 'gone-unknown',
        message:
          '1 product of ours is not in the export of bazaar north; since it is incomplete, they are not taken for gone.',
      }),
    )
    expect(planned({ ...given, incomplete: ['south'] }).gone).toHaveLength(1)
  })

  it('are none of which another source has a listing', () => {
    const live = account([made('0439023483', 'bazaar/north/0439023483')])

    expect(planned({ ...BOTH, wares: [SCARF], live })).toMatchObject({ gone: [], guards: [] })
  })

  it('make the export of their shop count as shrunken, and no other', () => {
    const live = account(['1', '2', '3'].map((id) => made(`043902348${id}`, `bazaar/south/043902348${id}`)))

    expect(planned({ template: '{id}', boots: [BOOT], wares: [HAT, SCARF], live }).guards).toMatchObject([
      {
        code: 'shrunken-export',
        message: expect.stringMatching(/^The export of bazaar south lacks 3 of the 3 listings/),
      },
    ])
  })
})
