import { describe, expect, test } from 'vitest'
import type { Item } from '../../src/model/item.ts'
import type { JsonObject } from '../../src/model/json.ts'
import type { Workspace } from '../../src/model/settings.ts'
import { explainSubject } from '../../src/services/explain.ts'
import { reportMatches } from '../../src/services/match.ts'
import { makePlan } from '../../src/services/plan.ts'
import { renderExplanation } from '../../src/ui/explain.ts'
import { settings, shopsOf } from '../support/boots.ts'
import { live, POSITION, request, signal } from './prairie.ts'

describe('an explanation', () => {
  const explained = (subject: string, more: Partial<Workspace> = {}, attribute: string | null = null) =>
    explainSubject({ ...request(live(), more), subject, attribute }, signal)

  test('tells how a listing was found, matched and built, and what is planned', async () => {
    const overrides = [
      {
        id: 'B0PRAIRIE1',
        shop: null,
        attributes: { amazon_color: 'Bomber' },
        images: { exclude: ['PT01'], order: [], main: null },
        position: POSITION,
        places: { 'attributes.amazon_color': { ...POSITION, line: 4 } },
      },
    ]
    const story = await explained('b0prairie1', { overrides })

    expect(story).toMatchObject({
      subject: { asked: 'b0prairie1', kind: 'listing', asin: 'B0PRAIRIE1', sku: 'AMZN-US-B0PRAIRIE1' },
      found: { stage: 'planned', class: 'child', override: 'specs/overrides/boots.yaml:3:3', live: null },
      match: { status: 'matched', canonical_sku: 'PB10-M-09', method: 'upc', canonical_value: '884882325297' },
      links: [
        { relationship: 'amazon_hierarchy', source: 'AMZN-US-B0PARENT01', decision: 'link' },
        {
          relationship: 'amazon_listings',
          source: 'PB10-M-09',
          decision: 'link',
          provenance: { source: 'match', path: 'upc' },
        },
      ],
      images: [
        { slot: 'MAIN', decision: 'upload', thumbnail: true },
        { slot: 'PT01', decision: 'excluded' },
      ],
      planned: [{ id: 'create:product.AMZN-US-B0PRAIRIE1', status: 'planned' }],
    })
    expect(story.values.find(({ label }) => label === 'amazon_color')).toMatchObject({
      desired: 'Bomber',
      provenance: { source: 'override', path: 'specs/overrides/boots.yaml:4:3' },
      replaced: { value: 'Brown', provenance: { source: 'amazon', path: 'summaries[0].color' } },
      decision: 'write',
    })
    expect(renderExplanation(story)).toContain('        instead of "Brown" from amazon summaries[0].color')
  })

  test('tells of one field when one is named, and which was meant when it is unknown', async () => {
    expect((await explained('US/B0PRAIRIE1', {}, 'amazon_title')).values).toMatchObject([{ label: 'amazon_title' }])
    await expect(explained('B0PRAIRIE1', {}, 'amazon_colour')).rejects.toMatchObject({
      hints: ['Did you mean amazon_color?'],
    })
  })

  test('of a canonical product lists its listings and their links', async () => {
    expect(await explained('PB10-M-09')).toMatchObject({
      subject: { kind: 'canonical' },
      found: { stage: 'canonical' },
      match: { listings: [{ asin: 'B0PRAIRIE1', method: 'upc' }] },
      links: [{ target: 'AMZN-US-B0PRAIRIE1', decision: 'link' }],
      planned: [{ id: 'link:link.amazon_listings.PB10-M-09' }],
    })
  })

  test('says at which stage a listing was lost', async () => {
    const overrides = [{ id: 'B0PRAIRIE1', shop: null, ignore: true, position: POSITION }]
    expect((await explained('B0PRAIRIE1', { overrides })).found).toMatchObject({
      stage: 'ignored',
      message: 'An override says ignore (specs/overrides/boots.yaml:3:3): it is never created and never touched.',
    })
    const skip = settings((value) => {
      value.policy.unmatched = 'skip'
    })
    expect((await explained('B0PRAIRIE3', { settings: skip })).found.stage).toBe('skipped')
    await expect(explained('B0PRAIRIE9')).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringContaining('lost at the export: US (4 listings, complete, 2026-11-21)'),
      hints: [expect.stringContaining('Did you mean B0PRAIRIE1'), expect.anything()],
    })
    await expect(explained('PB10-M-O9')).rejects.toMatchObject({
      hints: ['Did you mean PB10-M-09?', expect.anything()],
    })
  })

  test('says how an export may be made to have it, by its id only where an export asks for ids', async () => {
    const { sources, ...asked } = { ...request(live()), subject: 'B0PRAIRIE9', attribute: null }
    const withQuery = (query: JsonObject) => sources.map((one) => ({ ...one, header: { ...one.header, query } }))
    const hints = (hint: string) => ({
      hints: [expect.anything(), `Export again with "sync export" if it is new${hint}.`],
    })

    await expect(explainSubject({ ...asked, sources: withQuery({}) }, signal)).rejects.toMatchObject(hints(''))
    await expect(explainSubject({ ...asked, sources: withQuery({ asins: [] }) }, signal)).rejects.toMatchObject(
      hints(', or name it with --asin there'),
    )
  })

  test('refuses an override to a SKU that the account does not hold, as a plan does', async () => {
    const overrides = [{ id: 'B0PRAIRIE1', shop: null, canonical: 'PB10-M-90', position: POSITION }]
    const refusal = {
      code: 'workspace',
      diagnostics: expect.arrayContaining([
        expect.objectContaining({ code: 'override-unknown-canonical', file: POSITION.file, line: 3, column: 3 }),
      ]),
    }

    await expect(explained('B0PRAIRIE1', { overrides })).rejects.toMatchObject(refusal)
    await expect(reportMatches(request(live(), { overrides }), signal)).rejects.toMatchObject(refusal)
    await expect(makePlan(request(live(), { overrides }), signal)).rejects.toMatchObject(refusal)
  })
})

describe('an explanation where there are two marketplaces', () => {
  const both = settings(({ sources: [source] }) => {
    if (source) source.shops = ['US', 'CA']
  })
  const [exported] = request(live()).sources
  const maple = exported && {
    ...exported,
    header: { ...exported.header, marketplace: 'CA' },
    items: exported.items.slice(0, 2).map((item) => inShop(item, 'CA')),
  }
  const sources = [exported, maple].flatMap((one) => one ?? [])
  const asked = (subject: string, attribute: string | null = null) =>
    explainSubject(
      { ...request(live(), { settings: both, shops: shopsOf(both) }), sources, subject, attribute },
      signal,
    )

  test('tells of a listing in both, and of one of them when it is named', async () => {
    const story = await asked('B0PRAIRIE1', 'amazon_color')

    expect(story).toMatchObject({
      subject: { marketplace: 'US', sku: 'AMZN-US-B0PRAIRIE1' },
      also: [{ subject: { marketplace: 'CA', sku: 'AMZN-CA-B0PRAIRIE1' }, values: [{ label: 'amazon_color' }] }],
    })
    const text = renderExplanation(story, 'amazon_color')
    expect(text.filter((line) => /^B0/.test(line))).toEqual([
      'B0PRAIRIE1 in US (AMZN-US-B0PRAIRIE1)',
      'B0PRAIRIE1 in CA (AMZN-CA-B0PRAIRIE1)',
    ])
    expect(await asked('CA/B0PRAIRIE1')).toMatchObject({ subject: { marketplace: 'CA' } })
    expect(await asked('CA/B0PRAIRIE1')).not.toHaveProperty('also')
    expect(await asked('B0PRAIRIE2')).not.toHaveProperty('also')
  })

  test('says of a third one that it is not configured, and which are', async () => {
    await expect(asked('FR/B0PRAIRIE1')).rejects.toMatchObject({
      code: 'marketplace',
      message: 'Marketplace FR is not configured; sync.yaml names US, CA.',
    })
    await expect(asked('amazon/FR/B0PRAIRIE1')).rejects.toMatchObject({ code: 'marketplace' })
    await expect(asked('FR/boots')).rejects.toMatchObject({ code: 'not-found' })
  })
})

function inShop(item: Item, shop: string): Item {
  const ref = { ...item.ref, shop }
  return { ...item, ref, key: item.key.replace('US', shop), fields: { ...item.fields, marketplace: shop } } as Item
}
