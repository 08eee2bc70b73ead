import { describe, expect, it } from 'vitest'
import { matchReport } from '../../src/planner/match/report.ts'
import { boot, override } from '../support/boots.ts'
import { type TwoSources, twoSources } from '../support/two-sources.ts'
import { BOTH, planned, SCARF, titleOf, WHOLE } from './several-sources-fixtures.ts'

describe('overrides in a workspace with several sources', () => {
  const north = override('hat.9/1:felt', { source: 'bazaar', shop: 'north', attributes: { amazon_title: 'By hand' } })

  it('apply to the item of their source and shop, and to no other of the same id', () => {
    const given = { ...WHOLE, overrides: [north] }

    expect(titleOf(given, 'bazaar-north-hat.9/1:felt').amazon_title).toBe('By hand')
    expect(titleOf(given, 'bazaar-south-hat.9/1:felt').amazon_title).toBe('Scarf')
  })

  it('are about the first source where their key names none', () => {
    const general = override('0439023483', { attributes: { amazon_title: 'By hand' } })
    const given = { ...BOTH, template: '{source}/{shop}/{id}', overrides: [general] }

    expect(titleOf(given, 'amazon/US/0439023483').amazon_title).toBe('By hand')
    expect(titleOf(given, 'bazaar/north/0439023483').amazon_title).toBe('A book of the north')
    expect(titleOf({ ...given, order: ['bazaar', 'amazon'] }, 'bazaar/south/0439023483').amazon_title).toBe('By hand')
  })

  it('without effect are told with the words of their source, unless that was not exported', () => {
    const overrides = [override('hat.8', { source: 'bazaar', shop: 'south', canonical: 'none' })]

    const { diagnostics } = planned({ ...WHOLE, overrides })

    expect(diagnostics).toContainEqual(
      expect.objectContaining({
        code: 'override-unknown-asin',
        message: 'The override of hat.8 has no effect: the export of bazaar south has no such listing.',
        hint: 'Correct the ware, export again, or remove the override.',
      }),
    )
    const codes = planned({ ...WHOLE, overrides, read: ['US'] }).diagnostics.map(({ code }) => code)
    expect(codes).not.toContain('override-unknown-asin')
  })

  it('are suggested by the key that they would have', () => {
    const { diagnostics } = planned({
      ...WHOLE,
      change: ({ policy }) => {
        policy.unmatched = 'flag'
      },
    })

    const hints = diagnostics.filter(({ code }) => code === 'unmatched').map(({ hint }) => hint)
    expect(hints).toContainEqual(expect.stringContaining('belongs to: B0PRAIRIE1: { canonical: SKU }'))
    expect(hints).toContainEqual(expect.stringContaining('belongs to: bazaar/north/hat.9/1:felt: { canonical: SKU }'))
  })
})

describe('reports on several sources', () => {
  it('name the source and the shop of an item', () => {
    expect(planned(WHOLE).unmatched).toContainEqual(
      expect.objectContaining({ asin: 'hat.9/1:felt', source: 'bazaar', marketplace: 'south' }),
    )
    expect(matchReport(twoSources(WHOLE)).unmatched).toContainEqual(
      expect.objectContaining({ asin: 'B0PRAIRIE1', source: 'amazon', marketplace: 'US' }),
    )
  })
})

describe('a code that two sources give', () => {
  it('is no duplicate, as it would be within one of them', () => {
    const codes = [{ scheme: 'upc', value: '884882325235' }]
    const coded = (given: TwoSources) => {
      const input = twoSources(given)
      const sources = input.sources.map((source) => ({
        ...source,
        items: source.items.map((item) => ({ ...item, codes })),
      }))
      return matchReport({ ...input, sources }).quality.source.duplicates
    }

    expect(coded({ boots: [boot('B0PRAIRIE1')], wares: [SCARF] })).toEqual({ count: 0, first: [] })
    expect(coded({ boots: [boot('B0PRAIRIE1'), boot('B0PRAIRIE2')], wares: [SCARF] }).first).toMatchObject([
      { ids: ['B0PRAIRIE1', 'B0PRAIRIE2'] },
    ])
  })
})
