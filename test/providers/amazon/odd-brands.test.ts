import { afterEach, describe, expect, test } from 'vitest'
import type { AmazonSimOptions } from '../../../src/sandbox/amazon/options.ts'
import { boot, boots, openWorld, type World } from './world.ts'

let world: World | null = null
afterEach(async () => {
  await world?.close()
  world = null
})

const open = async (options: AmazonSimOptions, items: ReturnType<typeof boots>) => {
  world = await openWorld(items, options)
  return world
}

describe('brands', () => {
  test('that find nothing are named, with what is near, beside one that works', async () => {
    const items = [...boots(3, { brand: 'Prairie Boots' }), boot('B0OTHER001', { brand: 'Prarie Bots' })]
    const { read } = await open({ leakyBrands: true }, items)
    const brands = [
      { name: 'Prairie Boots', aliases: [] },
      { name: 'Praire Bootes', aliases: [] },
    ]
    const result = await read({ brands })

    expect(result.report.searches).toContainEqual(expect.objectContaining({ brand: 'Praire Bootes', reached: 0 }))
    expect(result.diagnostics).toContainEqual(
      expect.objectContaining({
        severity: 'warning',
        code: 'brand-unknown',
        message: expect.stringContaining('Praire Bootes'),
      }),
    )
  })

  test.each([
    [
      'a name',
      {
        brands: [
          { name: 'Prairie Boots', aliases: [] },
          { name: 'Xyzzy', aliases: [] },
        ],
      },
    ],
    ['an alias', { brands: [{ name: 'Prairie Boots', aliases: ['Xyzzy'] }] }],
    [
      'the first of two',
      {
        brands: [
          { name: 'Xyzzy', aliases: [] },
          { name: 'Prairie Boots', aliases: [] },
        ],
      },
    ],
    ['an alias beside a name of its own', { brands: [{ name: 'Xyzzy', aliases: ['Prairie Boots'] }] }],
    [
      'a name without letters',
      {
        brands: [
          { name: 'Prairie Boots', aliases: [] },
          { name: '%&!', aliases: [] },
        ],
      },
    ],
  ])('that find nothing stand in the account of what was read: %s', async (_, request) => {
    const { read } = await open({}, boots(3, { brand: 'Prairie Boots' }))
    const { report, items } = await read(request)

    const spellings = request.brands.flatMap(({ name, aliases }) => [name, ...aliases])
    expect(items).toHaveLength(3)
    for (const spelling of spellings) {
      const found = report.searches.filter(({ brand }) => brand === spelling)
      expect([spelling, found.map(({ reached }) => reached)]).toEqual([
        spelling,
        [spelling === 'Prairie Boots' ? 3 : 0],
      ])
    }
  })

  test('that Amazon counts and does not list stand there too', async () => {
    const { read } = await open(
      {
        amend: (operation, answer, { query }) =>
          operation === 'searchCatalogItems' && /Xyzzy/.test(query.toString())
            ? { ...answer, status: 200, body: { numberOfResults: 25, items: [] } }
            : answer,
      },
      boots(3, { brand: 'Prairie Boots' }),
    )
    const brands = ['Prairie Boots', 'Xyzzy'].map((name) => ({ name, aliases: [] }))
    const { report, complete } = await read({ brands })

    expect(report.searches).toContainEqual(expect.objectContaining({ brand: 'Xyzzy', reached: 0 }))
    expect(complete).toBe(false)
  })

  test.each([
    'Prairie Boot &amp; Co',
    'Prairie Boot &#38; Co',
    'PRAIRIE BOOT & CO',
    'Prairie\u200b Boot & Co',
    'Prairie Boot &  Co',
  ])('are the same however they are written: %s', async (brand) => {
    const { read } = await open({ brandSpaces: 'both' }, boots(2, { brand }))
    const result = await read({ brands: [{ name: 'Prairie Boot & Co', aliases: [] }], asins: ['B000000001'] })

    expect(result.report.rejected.listings).toBe(0)
  })
})
