import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { tableOf, textOf } from './report-text.ts'

const HEAD = ['item-name', 'listing-id', 'seller-sku', 'product-id-type', 'asin1', 'product-id', 'status']
const table = (rows: string[][], head = HEAD) => [head, ...rows].map((row) => row.join('\t')).join('\r\n')
const row = (n: number, name = `Boot ${n}`) => [name, `L${n}`, `SKU-${n}`, '1', `B00BOOT00${n}`, '', 'Active']
const skus = async (text: string | Buffer, piece?: number) =>
  (await tableOf(text, { piece }))?.rows.map(({ asin, sku }) => `${asin} ${sku}`)
const ROWS = [1, 2, 3].map((n) => `B00BOOT00${n} SKU-${n}`)

describe('rows that are broken', () => {
  test.each([
    ['a line feed in a name', [row(1), row(2, 'Boot\nbrown'), row(3)]],
    ['two line feeds in a name', [row(1), row(2, 'Boot\nin\nbrown'), row(3)]],
    ['an empty line in a name', [row(1), row(2, 'Boot\n \nbrown'), row(3)]],
    ['a carriage return in a name', [row(1), row(2, 'Boot\rbrown'), row(3)]],
    ['a tab in a name', [row(1), row(2, 'Boot\tbrown'), row(3)]],
    ['two tabs in a name', [row(1), row(2, 'Boot\tbrown\tnew'), row(3)]],
    ['missing cells at the end', [row(1), row(2).slice(0, 5), row(3)]],
    ['a broken name in the last row', [row(1), row(2), row(3, 'Boot\nbrown')]],
  ])('are read whole where only one reading makes sense: %s', async (_, rows) => {
    const text = table(rows)
    expect(await skus(text)).toEqual(ROWS)
    expect((await tableOf(text))?.unread).toEqual([])
  })

  test.each([
    ['a row without any name of the product', ['Boot', 'L2', 'SKU-2', '', '', '', 'Active'], 'SKU SKU-2'],
    ['a row that was cut off', ['Boot', 'L2'], 'a row that begins with "Boot L2"'],
    ['an ASIN that is none', ['Boot', 'L2', 'SKU-2', '1', 'none', 'none', 'Active'], 'SKU SKU-2'],
    ['cells that moved beyond repair', ['Boot', 'L2', 'x', 'SKU-2', '1', 'B00BOOT002', '', 'Active', 'z'], 'SKU x'],
  ])('are named where they cannot be read: %s', async (_, broken, name) => {
    const parsed = await tableOf(table([row(1), broken, row(3)]))

    expect(parsed?.rows.map(({ sku }) => sku)).toEqual(['SKU-1', 'SKU-3'])
    expect(parsed?.unread).toEqual([name])
  })

  test('never swallow the row after them', async () => {
    expect(await skus(table([row(1).slice(0, 3), row(2), row(3)]))).toEqual(ROWS.slice(1))
  })

  test('are asked for by their code where they have only that', async () => {
    const coded = ['Boot', 'L2', 'SKU-2', '4', '', '0884882325202', 'Active']
    expect(await tableOf(table([row(1), coded]))).toMatchObject({
      coded: [{ type: 'EAN', code: '0884882325202', sku: 'SKU-2', status: 'ACTIVE' }],
      unread: [],
    })
  })
})

describe('columns', () => {
  test.each([
    ['underscores', ['item_name', 'listing_id', 'seller_sku', 'product_id_type', 'asin_1', 'product_id', 'status']],
    [
      'capitals and blanks',
      ['Item Name', 'Listing Id', 'Seller SKU', 'Product Id Type', 'ASIN1', 'Product Id', 'Status'],
    ],
    [
      'invisible characters',
      ['item-name', 'x', '\u200bseller-sku', 'product-id-type', 'asin1\u200e', 'product-id', 'status'],
    ],
    ['German names', ['Artikelbezeichnung', 'x', 'Händler-SKU', 'Produkt-ID-Typ', 'ASIN 1', 'Produkt-ID', 'Status']],
    ['columns in another order of unknown ones', ['a', 'b', 'sku', 'c', 'asin', 'd', 'status']],
  ])('are known by name with %s', async (_, head) => {
    expect(await skus(table([row(1), row(2), row(3)], head))).toEqual(ROWS)
  })

  test('that say by name what they hold beat what stands in other ones', async () => {
    const rows = [1, 2, 3].map((n) => ['Boot', 'L', `B00BOOT00${4 - n}`, '1', `B00BOOT00${n}`, 'Active'])
    const head = ['item-name', 'listing-id', 'seller-sku', 'product-id-type', 'product-id', 'status']
    expect(await skus(table(rows, head))).toEqual([
      'B00BOOT001 B00BOOT003',
      'B00BOOT002 B00BOOT002',
      'B00BOOT003 B00BOOT001',
    ])
  })

  const WHOLE = 29
  const SHORT = 16
  const foreign = (width: number) => Array.from({ length: width }, (_, place) => `safu ${place}`)
  const filled = (cells: { [place: number]: string }, width: number) =>
    Array.from({ length: width }, (_, place) => cells[place] ?? '')
  const whole = (n: number, cells = {}) =>
    filled(
      { 0: 'Boot', 3: `SKU-${n}`, 9: '1', 16: `B00BOOT00${n}`, 22: `B00BOOT00${n}`, 28: 'Active', ...cells },
      WHOLE,
    )
  const short = (n: number, cells = {}) =>
    filled({ 0: 'Boot', 2: `SKU-${n}`, 6: '1', 11: `B00BOOT00${n}`, 15: 'Active', ...cells }, SHORT)

  test.each([
    ['a whole report', whole, {}],
    ['a whole report whose SKUs are ASINs', whole, { 3: 'B00OLD0001' }],
    ['a whole report without ASINs in their own column', whole, { 16: '' }],
    ['a short report', short, {}],
    ['a short report whose SKUs are ASINs', short, { 2: 'B00OLD0001' }],
  ])('in a language that is not known are taken by their places, and that is said: %s', async (_, row, cells) => {
    const parsed = await tableOf(table([row(1), row(2, cells), row(3)], foreign(row(1).length)))

    const sku = Object.entries(cells).flatMap(([place, cell]) => (Number(place) < 4 ? [cell] : []))[0] ?? 'SKU-2'
    expect(parsed?.rows.map((listing) => [listing.asin, listing.sku, listing.status])).toEqual([
      ['B00BOOT001', 'SKU-1', 'ACTIVE'],
      ['B00BOOT002', sku, 'ACTIVE'],
      ['B00BOOT003', 'SKU-3', 'ACTIVE'],
    ])
    expect(parsed?.notes.join(' ')).toMatch(/taken by their places.*the seller's SKU by its place.*the status by its/)
  })

  test.each([
    ['of another number', foreign(7), [row(1), row(2), row(3)]],
    ['of another number, among them SKUs that are ASINs', foreign(3), [['B00OLD0001', 'B00BOOT001', 'x']]],
    ['in another order', foreign(WHOLE), [1, 2, 3].map((n) => whole(n, { 9: 'new', 16: `SKU-${n}` }))],
    ['of another table', foreign(SHORT), [1, 2, 3].map((n) => filled({ 0: `B00BOOT00${n}`, 6: 'kg', 11: 'x' }, SHORT))],
  ])('in a language that is not known are never guessed by what stands in them: %s', async (_, head, rows) => {
    expect(await tableOf(table(rows, head))).toBeNull()
  })

  test.each([
    ['ASINs that stand elsewhere', { 16: 'x', 20: 'asin1' }, { 16: '', 20: 'B00BOOT001' }],
    ['a status that stands elsewhere', { 16: 'asin1', 5: 'status' }, { 5: 'Inactive' }],
  ])('are not taken by their places beside names that show another order: %s', async (_, names, cells) => {
    const head = foreign(WHOLE).map((name, place) => (names as { [place: number]: string })[place] ?? name)
    const parsed = await tableOf(table([whole(1, cells)], head))

    expect(parsed?.rows).toMatchObject([{ asin: 'B00BOOT001', sku: null }])
    expect(parsed?.notes).toEqual([expect.stringContaining('No column can be told')])
  })
})

test.each([
  ['nothing', ''],
  ['a page', '<html><body>Service Unavailable</body></html>'],
  ['a document of another kind', '{"errors":[{"code":"InternalFailure"}]}'],
  ['a table of something else', 'order\tprice\n1\t2\n'],
  ['noise', '\u0000\u0001\u0002'],
])('%s is no report, and says nothing about what there is', async (_, text) => {
  expect(await tableOf(text)).toBeNull()
})

test.each(['Etkin', 'Vorübergehend', 'n/a', '1', 'Aktiv*'])(
  'a status that is not known is none, and that is said: %s',
  async (status) => {
    const parsed = await tableOf(table([1, 2, 3].map((n) => [...row(n).slice(0, 6), n === 3 ? 'Active' : status])))

    expect(parsed?.rows.map((listing) => listing.status)).toEqual([null, null, 'ACTIVE'])
    expect(parsed?.notes).toEqual([
      `The status "${status}" is not known; listings that have it are taken to have none.`,
    ])
  },
)

test('a column of statuses that are all unknown is named a few times only', async () => {
  const rows = Array.from({ length: 500 }, (_, n) => [...row(1).slice(0, 6), `hali ${n}`])

  expect((await tableOf(table(rows)))?.notes).toHaveLength(6)
})

test('a report without rows says that there are none', async () => {
  expect(await tableOf(table([]))).toEqual({ rows: [], coded: [], unread: [], notes: [] })
})

describe('bytes', () => {
  const text = table([['Grüße', 'L1', 'GRÖSSE-38', '1', 'B00BOOT001', '', 'Active']])

  test.each([
    ['UTF-8', Buffer.from(text), null],
    ['UTF-8 with its mark', Buffer.from(`\uFEFF${text}`), null],
    ['Windows-1252', Buffer.from(text, 'latin1'), /Windows-1252/],
    ['UTF-16 with its mark', Buffer.from(`\uFEFF${text}`, 'utf16le'), /UTF-16/],
    ['UTF-16 the other way round', Buffer.from(`\uFEFF${text}`, 'utf16le').swap16(), /UTF-16/],
    ['UTF-8, compressed', gzipSync(text), null],
    ['Windows-1252, compressed', gzipSync(Buffer.from(text, 'latin1')), /Windows-1252/],
  ])('are read as what they are, whatever a label says: %s', async (_, bytes, note) => {
    const read = await textOf(bytes)

    expect(await skus(read.text)).toEqual(['B00BOOT001 GRÖSSE-38'])
    expect(read.notes).toEqual(note === null ? [] : [expect.stringMatching(note)])
  })

  test('never become characters that stand for what could not be read', async () => {
    const bytes = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte))
    expect((await textOf(bytes)).text).not.toContain('\uFFFD')
    expect((await textOf(bytes, { japanese: true })).text).not.toContain('\uFFFD')
  })
})

describe('a report that arrives in pieces', () => {
  const many = Array.from({ length: 2000 }, (_, n) => [
    n % 10 === 0 ? `Stiefel für Größe ${n}\nund ${n + 1}` : `Stiefel ${'ä'.repeat(40)}`,
    ...['L', `SKU-ß-${n}`, '1', `B00${String(n).padStart(7, '0')}`, '', 'Active'],
  ])
  const expected = many.map(([, , sku, , asin]) => `${asin} ${sku}`)

  test.each([
    ['UTF-8', Buffer.from(table(many))],
    ['UTF-8, compressed', gzipSync(table(many))],
    ['Windows-1252', Buffer.from(table(many), 'latin1')],
    ['UTF-16', Buffer.from(`\uFEFF${table(many)}`, 'utf16le')],
    ['lines that end in carriage returns', Buffer.from(table(many).replaceAll('\r\n', '\r').replaceAll('\n', ' '))],
  ])('says the same wherever they end: %s', async (_, bytes) => {
    for (const piece of [997, 65_536, bytes.length]) expect(await skus(bytes, piece)).toEqual(expected)
  })

  test('is in UTF-8 even if some of its lines are not, and those are read by themselves', async () => {
    const odd = Buffer.from(`${row(2, 'Größe').join('\t').replace('SKU-2', 'GRÖSSE')}\r\n`, 'latin1')
    const bytes = Buffer.concat([Buffer.from(`${table(many)}\r\n`), odd, Buffer.from(row(3, 'Größe').join('\t'))])

    expect((await skus(bytes))?.slice(-2)).toEqual(['B00BOOT002 GRÖSSE', 'B00BOOT003 SKU-3'])
    expect((await textOf(bytes)).notes).toEqual(['Some lines are not in UTF-8; they are read as Windows-1252.'])
  })

  test('names a line that never ends, and goes on after it', async () => {
    const endless = 'x'.repeat(3 * 1024 * 1024)
    const parsed = await tableOf(table([...many, [endless, 'x'], row(3)]))

    expect(parsed?.rows.at(-1)?.sku).toBe('SKU-3')
    expect(parsed?.unread[0]).toMatch(/^a row that begins with "x{40}"$/)
  })
})

const FIELD = join(import.meta.dirname, '../../fixtures/field')
const field = (name: string, japanese = false) => tableOf(readFileSync(join(FIELD, name)), { japanese })

describe('reports as they were met', () => {
  const NUMBERS = [1, 2, 3, 4]

  test.each(['newline', 'carriage-return', 'tab'])('with a %s in a text', async (name) => {
    const parsed = await field(`report-row-broken/${name}.txt`)
    expect(parsed?.rows.map(({ sku }) => sku)).toEqual(NUMBERS.map((n) => `SKU-${n}`))
    expect(parsed?.unread).toEqual([])
  })

  test('with a row that names an EAN alone', async () => {
    const parsed = await field('report-row-broken/ean.txt')
    expect(parsed?.rows.map(({ sku }) => sku)).toEqual(['SKU-1', 'SKU-3', 'SKU-4'])
    expect(parsed?.coded).toMatchObject([{ sku: 'SKU-2', type: 'EAN', code: '0884882325202' }])
  })

  test.each([
    ['chinese.txt', false],
    ['japanese.txt', false],
    ['japanese.sjis.txt', true],
  ])('with a header in another language: %s', async (name, japanese) => {
    const parsed = await field(`report-header-in-another-language/${name}`, japanese)
    expect(parsed?.rows).toMatchObject(
      NUMBERS.map((n) => ({ asin: `B0FIELD00${n}`, sku: `SKU-${n}`, status: n < 3 ? 'ACTIVE' : 'INACTIVE' })),
    )
  })

  test('whose SKUs are ASINs', async () => {
    expect((await field('sku-column-taken-for-asin/siblings.txt'))?.rows).toMatchObject([
      { asin: 'B0FIELD001', sku: 'B0FIELD004', status: 'ACTIVE' },
      { asin: 'B0FIELD002', sku: 'B0FIELD003', status: 'ACTIVE' },
      { asin: 'B0FIELD003', sku: 'B0FIELD002', status: 'INACTIVE' },
      { asin: 'B0FIELD004', sku: 'B0FIELD001', status: 'INACTIVE' },
    ])
    expect((await field('sku-column-taken-for-asin/old-asins.txt'))?.rows).toMatchObject(
      NUMBERS.map((n) => ({ asin: `B0FIELD00${n}`, sku: `B0OLDSKU0${n}` })),
    )
  })

  test('whose bytes are not what the header says', async () => {
    expect((await field('report-charset/windows-1252.txt'))?.rows.map(({ sku }) => sku)).toEqual([
      'GRÖSSE-38',
      'PIÑA 2',
    ])
  })
})
