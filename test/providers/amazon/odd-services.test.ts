import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import type { JsonObject } from '../../../src/model/json.ts'
import type { AmazonSimOptions } from '../../../src/sandbox/amazon/options.ts'
import { boot, boots, openWorld, US, type World } from './world.ts'

let world: World | null = null
afterEach(async () => {
  await world?.close()
  world = null
})

type Amend = NonNullable<AmazonSimOptions['amend']>

/** Changes the body of what one operation answers; `nth` counts its calls from 1. */
function amending(operation: string, change: (body: JsonObject, nth: number) => JsonObject): Amend {
  let nth = 0
  return (asked, answer) => {
    if (asked !== operation || answer.status !== 200) return answer
    nth += 1
    return { ...answer, body: change(answer.body as JsonObject, nth) }
  }
}

const FIVE = boots(5)
const open = async (options: AmazonSimOptions, items = FIVE) => {
  world = await openWorld(items, options)
  return world
}
const calls = () => world?.amazon.calls.length ?? 0

describe('an answer without the list that was asked for', () => {
  test('is asked for again, and nothing is concluded from it', async () => {
    const { read } = await open({
      amend: amending('searchCatalogItems', ({ items, ...rest }, nth) =>
        nth === 1 ? rest : { ...rest, items: items ?? [] },
      ),
    })
    expect(await read()).toMatchObject({ complete: true, items: { length: 5 } })
  })

  test.each([
    ['nothing', {}],
    ['null', { items: null, numberOfResults: 5 }],
    ['an object', { items: { B000000001: {} }, numberOfResults: 5 }],
    ['a text', { items: 'none', numberOfResults: 5 }],
    ['errors', { errors: [{ code: 'InternalFailure' }] }],
    ['another key', { listings: [], numberOfResults: 5 }],
  ])('ends the reading within a few calls when it stays so: %s', async (_, body) => {
    const { read } = await open({ amend: amending('searchCatalogItems', () => body as never) })

    await expect(read({ brands: [], asins: ['B000000001'] })).rejects.toMatchObject({ code: 'amazon-unavailable' })
    expect(calls()).toBeLessThan(60)
  })

  test('leaves the export incomplete where only some calls answer so, and calls no listing unavailable', async () => {
    const asins = boots(45).map(({ asin }) => asin)
    const { read } = await open(
      {
        amend: (operation, answer, { query }) =>
          operation === 'searchCatalogItems' && query.get('identifiers')?.includes('B000000044')
            ? { ...answer, body: { numberOfResults: 20 } }
            : answer,
      },
      boots(45),
    )
    const result = await read({ brands: [], asins, includeParents: false })

    expect(result.complete).toBe(false)
    expect(result.report.missing).toEqual([])
    expect(result.report.failed).toMatchObject([{ asin: 'B000000044' }])
    expect(result.items.filter(({ unavailable }) => !unavailable)).toHaveLength(44)
  })
})

describe('an answer about something else', () => {
  test.each([
    ['another listing', (items: JsonObject[]) => items.map((item) => ({ ...item, asin: 'B0STRANGER' }))],
    ['no ASIN', (items: JsonObject[]) => items.map(({ asin: _, ...item }) => item)],
    ['an ASIN that is none', (items: JsonObject[]) => items.map((item) => ({ ...item, asin: 'x' }))],
    ['texts', () => ['B000000001'] as never[]],
    ['null', () => [null] as never[]],
  ])('says nothing about the listing that was asked for: %s', async (_, change) => {
    const { read } = await open({
      amend: amending('searchCatalogItems', (body) => ({
        ...body,
        items: change(body.items as JsonObject[]) as never,
      })),
    })
    await expect(read({ brands: [], asins: ['B000000001', 'B000000002'] })).rejects.toMatchObject({
      code: 'amazon-unavailable',
      message: expect.stringContaining('B000000001 and 1 more'),
    })
    expect(calls()).toBeLessThan(30)
  })
})

describe('lists that do not end', () => {
  const again = amending('searchCatalogItems', (body, nth) => ({ ...body, pagination: { nextToken: `again-${nth}` } }))

  test('a search whose pages repeat with new tokens ends after a few, as incomplete', async () => {
    const first = { items: null as unknown }
    const { read } = await open({
      amend: (operation, answer, request) => {
        if (operation !== 'searchCatalogItems') return answer
        if (request.query.get('pageToken') === null) {
          first.items ??= (answer.body as JsonObject).items
          return again(operation, answer, request)
        }
        return again(operation, { status: 200, body: { numberOfResults: 500, items: first.items as never } }, request)
      },
    })
    const result = await read()

    expect(result).toMatchObject({ complete: false, items: { length: 5 } })
    expect(calls()).toBeLessThan(30)
  })

  test.each([5e9, -1, Number.NaN, '5', null, 1e308])(
    'a count of %s costs no calls beyond what there is',
    async (count) => {
      const { read } = await open({
        amend: amending('searchCatalogItems', (body) => ({ ...body, numberOfResults: count as never })),
      })
      const result = await read()

      expect(result.items).toHaveLength(5)
      expect(calls()).toBeLessThan(60)
    },
  )
})

const SELLER = { brands: [], sellerId: 'A2SANDBOXSELLER', includeParents: false }

describe("the seller's own listings, searched", () => {
  const page =
    (skus: string[], body: JsonObject): Amend =>
    (operation, answer) =>
      operation === 'searchListingsItems'
        ? { ...answer, status: 200, body: { ...body, items: skus.map((sku, n) => listing(sku, n)) as never } }
        : answer
  const SUPPRESSED: { [sku: string]: JsonObject } = {
    'SUPPRESSED-4': { summaries: [], issues: [{ code: '13013' }] },
    'WITHOUT-LIST': { issues: [] },
    'NULL-LIST': { summaries: null },
    'NO-TEXTS': { summaries: [{ marketplaceId: US, status: [] }] },
    ELSEWHERE: {
      summaries: [{ marketplaceId: 'A2EUQ1WTGCTBG2', asin: 'B000000009', createdDate: '2026-01-09T00:00:00Z' }],
    },
    'ODD-ASIN': { summaries: [{ marketplaceId: US, asin: 'x', createdDate: 'yesterday' }] },
  }
  const listing = (sku: string, n: number): JsonObject =>
    SUPPRESSED[sku] !== undefined
      ? { sku, ...SUPPRESSED[sku] }
      : {
          sku,
          summaries: [
            {
              marketplaceId: US,
              asin: `B00000000${n + 1}`,
              status: ['BUYABLE'],
              createdDate: `2026-01-0${n + 1}T00:00:00Z`,
            },
          ],
        }

  test.each([
    ['last', ['S-1', 'S-2', 'S-3', 'SUPPRESSED-4']],
    ['first', ['SUPPRESSED-4', 'S-1', 'S-2', 'S-3']],
    ['in the middle', ['S-1', 'SUPPRESSED-4', 'S-2', 'S-3']],
    ['without the list, last', ['S-1', 'S-2', 'S-3', 'WITHOUT-LIST']],
    ['with null in its place, last', ['S-1', 'S-2', 'S-3', 'NULL-LIST']],
    ['with one that says nothing, last', ['S-1', 'S-2', 'S-3', 'NO-TEXTS']],
    ['with that of another marketplace, last', ['S-1', 'S-2', 'S-3', 'ELSEWHERE']],
    ['with an ASIN that is none, last', ['S-1', 'S-2', 'S-3', 'ODD-ASIN']],
  ])('are whole with one that has no summary: %s', async (_, skus) => {
    const { read } = await open({ missingReportsRole: true, amend: page(skus, { numberOfResults: 4 }) }, boots(9))
    const result = await read(SELLER)

    expect(result).toMatchObject({ complete: true, report: { out_of_reach: 0, own_listings: { rows: 3 } } })
    expect(result.diagnostics).toContainEqual(
      expect.objectContaining({
        code: 'no-asin',
        message: expect.stringContaining(skus.find((sku) => !sku.startsWith('S-')) ?? ''),
      }),
    )
  })

  test.each([
    ['all of them', 3, true],
    ['fewer than Amazon counts', 900, false],
  ])('end after a few pages that repeat: %s', async (_, count, complete) => {
    let token = 0
    const repeat: Amend = (operation, answer, request) => {
      token += 1
      const body = { numberOfResults: count, pagination: { nextToken: `t${token}` } }
      return page(['S-1', 'S-2', 'S-3'], body)(operation, answer, request)
    }
    const { read, amazon } = await open({ missingReportsRole: true, amend: repeat })
    const result = await read(SELLER)

    expect(result).toMatchObject({ complete, report: { own_listings: { rows: 3 } } })
    expect(amazon.counts().searchListingsItems).toBeLessThan(10)
  })

  test.each([
    ['two pages in turn', [['S-1', 'S-2'], ['S-3']], 3, true],
    ['ever fewer of them', [['S-1', 'S-2', 'S-3'], ['S-2', 'S-3'], ['S-3']], 3, true],
    ['empty ones', [['S-1'], []], 2, false],
    ['one listing alone', [['S-1']], 1, true],
    ['with a count of none', [['S-1', 'S-2']], 0, true],
    ['with a count that cannot be', [['S-1', 'S-2']], 5e9, false],
  ] as [string, string[][], number, boolean][])(
    'end after a few pages that bring nothing new: %s',
    async (...given) => {
      const [, lists, count, complete] = given
      let nth = 0
      const circling: Amend = (operation, answer, request) => {
        if (operation !== 'searchListingsItems') return answer
        const skus = lists[nth % lists.length] ?? []
        nth += 1
        const body = { numberOfResults: count, pagination: { nextToken: `t${nth}` } }
        return page(skus, body)(operation, answer, request)
      }
      const { read, amazon } = await open({ missingReportsRole: true, amend: circling })
      const result = await read(SELLER)

      expect(result.complete).toBe(complete)
      expect(amazon.counts().searchListingsItems).toBeLessThan(15)
    },
  )

  test('are not taken for none when the answer has no list', async () => {
    const { read } = await open({
      missingReportsRole: true,
      amend: amending('searchListingsItems', () => ({ numberOfResults: 0 })),
    })
    await expect(read(SELLER)).rejects.toMatchObject({ code: 'amazon-unavailable' })
  })
})

const FIELD = join(import.meta.dirname, '../../fixtures/field')
const MET = [1, 2, 3, 4].map((n) => boot(`B0FIELD00${n}`))
const json = (name: string) => JSON.parse(readFileSync(join(FIELD, name), 'utf8')) as JsonObject

describe('answers as they were met', () => {
  test.each(['newest', 'oldest'])('a listing without a summary, the %s', async (name) => {
    const { read } = await open(
      {
        missingReportsRole: true,
        amend: amending('searchListingsItems', () => json(`listing-without-summary/${name}.json`)),
      },
      MET,
    )
    const result = await read(SELLER)

    expect(result).toMatchObject({ complete: true, report: { out_of_reach: 0, own_listings: { rows: 3 } } })
  })

  test('the same page with ever new tokens', async () => {
    const page = json('listings-search-repeats/page.json')
    const { read, amazon } = await open(
      {
        missingReportsRole: true,
        amend: (operation, answer, { query }) =>
          operation === 'searchListingsItems'
            ? { status: 200, body: { ...page, pagination: { nextToken: `${query.get('pageToken') ?? ''}t` } } }
            : answer,
      },
      MET,
    )
    const result = await read(SELLER)

    expect(result.report.own_listings).toMatchObject({ way: 'search', rows: 4 })
    expect(amazon.counts().searchListingsItems).toBeLessThan(10)
  })
})
