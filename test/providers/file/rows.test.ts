import { expect, it } from 'vitest'
import { FILE_FACTS } from '../../../src/providers/file/facts.ts'
import { oddities, readText } from './read.ts'

it('columns are read under the names that they are mapped to, all others under their own', async () => {
  const { items } = await readText('sku,Title,Product Type\nB1,Felt boot,Boots\n', { columns: { item_name: 'Title' } })

  expect(items).toMatchObject([
    {
      key: 'B1',
      source: 'file',
      shop: 'boots',
      role: 'single',
      item_name: 'Felt boot',
      'Product Type': 'Boots',
      brand: null,
      attributes: { sku: 'B1', Title: 'Felt boot', 'Product Type': 'Boots' },
      paths: { item_name: 'Title' },
    },
  ])
  expect(items[0]).not.toHaveProperty('Title')
})

it('a column whose name is taken is read among the attributes, and that is said', async () => {
  const read = await readText('sku,images,asin\nB1,x,B07X8Z63ZL\n')

  expect(read.items[0]).toMatchObject({ asin: 'B1', images: [], attributes: { images: 'x', asin: 'B07X8Z63ZL' } })
  expect(oddities(read).map((text) => text.split(' is read as ')[0])).toEqual([
    '2:2: the column images',
    '2:3: the column asin',
  ])
})

it('rows that name a parent are its children', async () => {
  const { items } = await readText('sku,of\nB,\nB1,B\nB2,B\nC,\n', { parent: 'of' })

  expect(items.map(({ key, role, parent_key, child_asins }) => [key, role, parent_key, child_asins])).toEqual([
    ['B', 'parent', null, ['B1', 'B2']],
    ['B1', 'child', 'B', []],
    ['B2', 'child', 'B', []],
    ['C', 'single', null, []],
  ])
})

it('a parent without a row is there as one that is not available, and a row is never its own', async () => {
  const read = await readText('sku,of\nB1,B\nC,C\n', { parent: 'of' })

  expect(read.items.map(({ key, unavailable }) => [key, unavailable])).toEqual([
    ['B1', undefined],
    ['C', undefined],
    ['B', true],
  ])
  expect(read.report.missing).toEqual([{ asin: 'B', named_by: ['B1'] }])
  expect(oddities(read)).toEqual([
    '2:-: B1 names the parent B, which has no row',
    '3:-: C names itself as its parent, and counts as having none',
  ])
})

it('two rows of one key end with both lines', async () => {
  await expect(readText('sku,title\nB1,x\nB2,y\nB1,z\n')).rejects.toThrow(
    'boots.csv has two rows of one key: line 4: B1 is the key of this row and of that on line 2.',
  )
})

it('rows that cannot be used are named with their lines, and the file is incomplete', async () => {
  const read = await readText('sku,title\nB1,x\n ,y\nB3\nB4,z,more\nB5,z,,\n"B\u00076",z\n')

  expect(read.items.map(({ key }) => key)).toEqual(['B1', 'B5'])
  expect(read.complete).toBe(false)
  expect(oddities(read)).toEqual([
    '3:-: the key (column sku) is empty; the row is left out',
    '4:-: the row has 1 cell where the header has 2 columns; the row is left out',
    '5:-: the row has 3 cells where the header has 2 columns; the row is left out',
    '7:-: the key (column sku) holds characters that are not seen: B\\u00076; the row is left out',
  ])
})

it('records of NDJSON that are none are named with their lines', async () => {
  const read = await readText('{"sku":"B1"}\n{"sku":\n[1]\n{"title":"x"}\n', { name: 'boots.ndjson' })

  expect(oddities(read)).toEqual([
    '2:-: the row is no JSON; the row is left out',
    '3:-: the row is no object; the row is left out',
    '4:-: the key (column sku) is empty; the row is left out',
  ])
})

it('only so many rows are read as are asked for', async () => {
  const read = await readText('sku\nB1\nB2\nB3\n', { limit: 2 })

  expect(read).toMatchObject({ complete: false, items: [{ key: 'B1' }, { key: 'B2' }] })
})

const CODES = { gtin: 'barcode', model: 'style' }

it('codes are taken from the columns that hold them', async () => {
  const { items } = await readText('sku,barcode,style\nB1, 4012345678901 ,M7\n', { codes: CODES })

  expect(items[0]).toMatchObject({ gtin: '4012345678901', model_number: 'M7', barcode: ' 4012345678901 ' })
  const [item] = FILE_FACTS.items(items, { hosts: [], hostsKey: '', name: '{id}.{ext}', recognise: [] })
  const codes = [
    { scheme: 'GTIN', value: '4012345678901' },
    { scheme: 'SKU', value: 'B1' },
  ]
  expect(item).toMatchObject({ codes, names: { model: 'M7' } })
})

it.each([
  ['4.01235E+12', null, '4.01235E+12 looks like a number that a spreadsheet has shortened; no code is taken from it'],
  ['"4,01235E+12"', null, '4,01235E+12 looks like a number that a spreadsheet has shortened; no code is taken from it'],
  ['4012345678901.0', null, '4012345678901.0 is a number with decimals, not a code; no code is taken from it'],
  [
    '12345678905',
    null,
    '12345678905 has 11 digits, as no such code has: zeros in front may have been lost; no code is taken from it',
  ],
  ["'012345678905", "'012345678905", "'012345678905 has marks around it, as spreadsheets put them to keep a text"],
  [
    '"=""012345678905"""',
    '="012345678905"',
    '="012345678905" has marks around it, as spreadsheets put them to keep a text',
  ],
])(
  'a code that a spreadsheet damaged (%s) is found with line and column, and never guessed',
  async (cell, gtin, problem) => {
    const read = await readText(`sku,barcode\nB1,4012345678901\nB2,${cell}\n`, { codes: { gtin: 'barcode' } })

    expect(read.items[1]?.gtin).toBe(gtin)
    expect(oddities(read)).toEqual([`3:2: column barcode: ${problem}`])
  },
)

it('codes that are JSON numbers are read by their digits', async () => {
  const text = '{"sku":"B1","barcode":4012345678901}\n{"sku":"B2","barcode":4.01234567E+12}\n'

  const read = await readText(text, { name: 'boots.ndjson', codes: { gtin: 'barcode' } })

  expect(read.items.map(({ gtin }) => gtin)).toEqual(['4012345678901', null])
  expect(oddities(read)).toHaveLength(1)
})

it('a column of damaged codes is told with its first rows and their number', async () => {
  const rows = Array.from({ length: 500 }, (_, n) => `B${n},4.01235E+12`)

  const read = await readText(`sku,barcode\n${rows.join('\n')}\n`, { codes: { gtin: 'barcode' } })

  expect(oddities(read)).toHaveLength(21)
  expect(oddities(read).at(-1)).toContain('480 more of the same are not named (code-damaged).')
})

it('images are read from their columns in order, lists among them', async () => {
  const row = { sku: 'B1', front: 'https://x.example/a.jpg', more: ['https://x.example/b.png', ''], sizes: 5 }

  const read = await readText(JSON.stringify([row]), { name: 'boots.json', images: ['front', 'more', 'sizes'] })

  expect(read.items[0]?.images).toEqual([
    { slot: 'front', url: 'https://x.example/a.jpg' },
    { slot: 'more.1', url: 'https://x.example/b.png' },
  ])
  expect(oddities(read)).toEqual(['1:-: column sizes holds something else than addresses of images'])
})

it('images are named by what people recognise and told apart by their addresses', () => {
  const images = [
    { slot: 'image1', url: 'https://x.example/a/front.jpg' },
    { slot: 'image2', url: 'https://x.example/b/front.JPG?v=2' },
    { slot: 'image3', url: 'https://x.example/a/front.jpg' },
    { slot: 'image4', url: 'http://x.example/front.jpg' },
    { slot: 'image5', url: 'https://me:secret@x.example/front.jpg' },
  ]
  const row = { asin: 'B1', marketplace: 'boots', parent_asins: [], child_asins: [], paths: {}, role: 'single', images }
  const settings = { hosts: [], hostsKey: 'source.file.image_hosts', name: '{id}.{ext}', recognise: [] }

  const [item] = FILE_FACTS.items([row], settings)

  expect(item?.images.map(({ slot, main, file }) => [slot, main, file])).toEqual([
    ['image1', true, expect.stringMatching(/^front-[0-9a-f]{12}\.jpg$/)],
    ['image2', false, expect.stringMatching(/^front-[0-9a-f]{12}\.jpg$/)],
  ])
  expect(item?.unusable.map(({ problem }) => problem)).toEqual([
    'it is no https address',
    'its address holds a password',
  ])
  const [first] = item?.images ?? []
  expect(FILE_FACTS.imageIds(settings)(first?.file ?? '')).toEqual([first?.id])
})
