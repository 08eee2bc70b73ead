import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ExportHeader } from '../../src/model/export.ts'
import type { JsonObject } from '../../src/model/json.ts'
import type { Plan } from '../../src/model/plan.ts'
import type { AmazonSimOptions } from '../../src/sandbox/amazon/options.ts'
import type { RawCatalogItem } from '../../src/sandbox/amazon/raw.ts'
import { boot, US } from '../providers/amazon/world.ts'
import { failureOf, parsed, Stage } from './stage.ts'

/** Files and answers as they were met in use; what is right of each stands here. */
const FIELD = join(import.meta.dirname, '../fixtures/field')
const path = (name: string) => join(FIELD, name)
const json = <T>(name: string) => JSON.parse(readFileSync(path(name), 'utf8')) as T

const NUMBERS = [1, 2, 3, 4]
const asin = (n: number) => `B0FIELD00${n}`
const EAN = { identifierType: 'EAN', identifier: '0884882325202' }
const MET = NUMBERS.map(
  (n): RawCatalogItem => ({
    ...boot(asin(n), { brand: 'Twisted X' }),
    identifiers: [{ marketplaceId: US, identifiers: n === 2 ? [EAN] : [] }],
  }),
)
const CODES = json<[string, string][]>('marks-around-codes/codes.json')
const ACCOUNT = [
  { sku: 'MCA0032' },
  { sku: 'A', gtin: '00884882325297' },
  { sku: 'Z', gtin: '037323452971' },
  ...CODES.slice(1).map(([gtin], index) => ({ sku: `MARKED-${index + 1}`, gtin })),
]

type Amend = NonNullable<AmazonSimOptions['amend']>

let stage: Stage
beforeAll(async () => {
  stage = await Stage.open({ items: MET, account: { products: ACCOUNT }, amazon: { report: { looks: 0 } } })
})
afterAll(() => stage.close())

function configure(amazon: string): void {
  stage.workspace.write(
    'sync.yaml',
    `version: 1\nscope: field\nsource: { amazon: { marketplace: US, ${amazon} } }\ntarget: { plytix: {} }\n`,
  )
}

/** What the built program exports while Amazon answers like that. */
async function exported(amend: Amend, { missingReportsRole = false } = {}) {
  Object.assign(stage.sandbox.amazon.options, { amend, missingReportsRole })
  const before = stage.sandbox.amazon.calls.length
  const ended = await stage.sync('export', '--json', '--out', 'met.ndjson')
  const lines = stage.workspace.read('met.ndjson').trim().split('\n')
  const items = lines.slice(1).map((line) => JSON.parse(line))
  return {
    header: parsed<ExportHeader>(ended),
    offers: items.map((item) => [item.asin, item.sku, item.listing_status]),
    calls: stage.sandbox.amazon.calls.length - before,
    said: ended.stdout,
  }
}

const plan = (name: string) => stage.sync('plan', '--json', '--export', name)

function saved(value: unknown): string {
  stage.workspace.write('met.json', JSON.stringify(value))
  return 'met.json'
}

const matchesOf = ({ operations }: Plan) =>
  operations.flatMap(({ address, after }) =>
    address.startsWith('link.amazon_listings.')
      ? (after as { targets: string[] }).targets.map((target) => [address.split('.')[2], target.slice(-10)])
      : [],
  )

describe('a listings report as it was met', () => {
  const reporting =
    (name: string): Amend =>
    (operation, answer) => {
      if (operation === 'getReportDocument') {
        const { compressionAlgorithm: _, ...body } = answer.body as JsonObject
        return { ...answer, body }
      }
      if (operation !== 'download') return answer
      return { status: 200, headers: { 'content-type': 'text/plain; charset=UTF-8' }, body: readFileSync(path(name)) }
    }
  const ASINS = NUMBERS.map(asin)
  const SKUS = NUMBERS.map((n) => `SKU-${n}`)
  const HALF = ['ACTIVE', 'ACTIVE', 'INACTIVE', 'INACTIVE']
  const rows = (skus: string[], statuses: (string | null)[]) => ASINS.map((one, n) => [one, skus[n], statuses[n]])

  test.each([
    ['report-row-broken/newline.txt', rows(SKUS, Array(4).fill('ACTIVE'))],
    ['report-row-broken/carriage-return.txt', rows(SKUS, Array(4).fill('ACTIVE'))],
    ['report-row-broken/tab.txt', rows(SKUS, Array(4).fill('ACTIVE'))],
    ['report-row-broken/ean.txt', rows(SKUS, Array(4).fill(null))],
    ['report-header-in-another-language/chinese.txt', rows(SKUS, HALF)],
    ['report-header-in-another-language/japanese.txt', rows(SKUS, HALF)],
    ['sku-column-taken-for-asin/siblings.txt', rows([4, 3, 2, 1].map(asin), HALF)],
    [
      'sku-column-taken-for-asin/old-asins.txt',
      rows(
        NUMBERS.map((n) => `B0OLDSKU0${n}`),
        Array(4).fill(null),
      ),
    ],
    ['report-charset/windows-1252.txt', rows(['GRÖSSE-38', 'PIÑA 2'], ['ACTIVE', 'ACTIVE']).slice(0, 2)],
  ])('gives every listing its own SKU and status: %s', async (name, offers) => {
    configure('brands: [], seller_id: A2SANDBOXSELLER')
    const { header, offers: found } = await exported(reporting(name))

    expect(found).toEqual(offers)
    expect(header).toMatchObject({ complete: true, report: { own_listings: { way: 'report', unread: 0 } } })
  })
})

describe('a search of the own listings as it was met', () => {
  const searching =
    (answerOf: (token: string) => JsonObject): Amend =>
    (operation, answer, { query }) =>
      operation === 'searchListingsItems' ? { status: 200, body: answerOf(query.get('pageToken') ?? '') } : answer

  test.each(['newest', 'oldest'])('is whole although the %s listing has no summary', async (name) => {
    configure('brands: [], seller_id: A2SANDBOXSELLER')
    const { header, offers, said } = await exported(
      searching(() => json(`listing-without-summary/${name}.json`)),
      { missingReportsRole: true },
    )

    expect(offers.map(([, sku]) => sku)).toEqual(['SKU-1', 'SKU-2', 'SKU-3'])
    expect(header).toMatchObject({ complete: true, report: { out_of_reach: 0 } })
    expect(said).toContain('SUPPRESSED-4')
  })

  test('ends after a handful of calls when the same page comes with ever new tokens', async () => {
    configure('brands: [], seller_id: A2SANDBOXSELLER')
    const page = json<JsonObject>('listings-search-repeats/page.json')
    const { offers, calls } = await exported(
      searching((token) => ({ ...page, pagination: { nextToken: `${token}t` } })),
      { missingReportsRole: true },
    )

    expect(offers.map(([, sku]) => sku)).toEqual(['SKU-1', 'SKU-2', 'SKU-3', 'SKU-4'])
    expect(calls).toBeLessThan(15)
  })
})

describe('a brand as it was met', () => {
  test('is named with what it reached when it finds nothing beside one that does', async () => {
    configure('brands: [Twisted X, Prarie Boots]')
    const { header, said } = await exported((_, answer) => answer)

    expect(header.report?.searches).toContainEqual(expect.objectContaining({ brand: 'Prarie Boots', reached: 0 }))
    expect(JSON.parse(said).diagnostics).toContainEqual(
      expect.objectContaining({ code: 'brand-unknown', message: expect.stringContaining('Prarie Boots') }),
    )
  })

  test('is the same with an entity in it', async () => {
    configure('brands: [Twisted & X], asins: [B0FIELD001]')
    const { header } = await exported((operation, answer) =>
      operation === 'searchCatalogItems'
        ? { ...answer, body: JSON.parse(JSON.stringify(answer.body).replaceAll('"Twisted X"', '"Twisted &amp; X"')) }
        : answer,
    )

    expect(header.report?.rejected.listings).toBe(0)
  })
})

describe('a file as it was met', () => {
  beforeAll(() => configure('brands: [Twisted X]'))

  test('keeps its letters where it is not UTF-8', async () => {
    const { stdout } = await plan(path('export-file-not-utf-8/latin1.json'))

    expect(stdout).toContain('Größe 38, Piña')
    expect(stdout).not.toContain('\ufffd')
  })

  test('of another marketplace is refused, and of several only what is of this is planned', async () => {
    const refused = await plan(path('file-of-another-marketplace/canada.json'))
    const { operations } = parsed<Plan>(await plan(path('file-of-another-marketplace/mixed.json')))

    expect([refused.code, failureOf(refused).code]).toEqual([1, 'other-marketplace'])
    expect(operations.map(({ address }) => address)).toContain('product.AMZN-US-B0FIELD001')
    expect(operations.map(({ address }) => address)).not.toContain('product.AMZN-US-B0FIELD002')
  })

  test('of Catalog Items 2020-12-01 is read whole', async () => {
    const contents = parsed<Plan>(await plan(path('catalog-items-2020-12-01/answer.json')))

    const child = contents.operations.find(({ address }) => address === 'product.AMZN-US-B0FIELD0C1')
    expect(child?.after).toMatchObject({ attributes: { amazon_color: 'Bomber', amazon_size: '9' } })
    expect(contents.operations).toContainEqual(
      expect.objectContaining({
        address: 'link.amazon_hierarchy.AMZN-US-B0FIELD0P1',
        after: { targets: ['product.AMZN-US-B0FIELD0C1'] },
      }),
    )
    expect(matchesOf(contents)).toContainEqual(['MCA0032', 'B0FIELD0P1'])
  })

  test.each(['flattened', 'variants', 'mapping', 'catalog items'])(
    'with codes as numbers is matched by their digits: %s',
    async (form) => {
      const contents = parsed<Plan>(
        await plan(saved(json<{ [form: string]: unknown }>('codes-as-numbers/forms.json')[form])),
      )

      expect(matchesOf(contents)).toEqual([
        ['A', asin(1)],
        ['Z', asin(2)],
      ])
    },
  )

  test('with one picture under several addresses makes one asset', async () => {
    const links = json<string[]>('image-id-percent-encoded/links.json')
    const images = links.map((link, n) => ({ variant: n === 0 ? 'MAIN' : `PT0${n}`, link, width: 1500, height: 1500 }))
    const item = { ...boot(asin(1)), images: [{ marketplaceId: US, images }] }

    const { operations } = parsed<Plan>(await plan(saved({ numberOfResults: 1, items: [item] })))

    expect(operations.filter(({ action }) => action === 'upload').map(({ address }) => address)).toEqual([
      'asset.61-pOigWtPQL.jpg',
    ])
    expect(operations.find(({ address }) => address === 'product.AMZN-US-B0FIELD001')?.after).toMatchObject({
      attributes: { amazon_images: ['asset.61-pOigWtPQL.jpg'] },
    })
  })

  test('is matched whatever marks the account has around its codes, or the codes are named', async () => {
    const items = CODES.slice(1).map(([, identifier], n) => ({
      ...boot(asin(n + 1)),
      identifiers: [{ marketplaceId: US, identifiers: [{ identifierType: 'UPC', identifier }] }],
    }))

    const contents = parsed<Plan>(await plan(saved({ numberOfResults: items.length, items })))

    expect(matchesOf(contents)).toEqual([
      ['MARKED-1', asin(1)],
      ['MARKED-2', asin(2)],
      ['MARKED-3', asin(3)],
    ])
    const named = contents.diagnostics.map(({ message }) => message).join('\n')
    expect(named).toMatch(/MARKED-4 \(884882325334\.0\), MARKED-5 \(884882325341, 884882325999\)/)
    expect(named).toContain('MARKED-1 (884882325303\\u200e)')
  })
})
