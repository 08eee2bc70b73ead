import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { CatalogueItem } from '../../src/providers/amazon/catalogue-item.ts'
import { exportPath, newestExport } from '../../src/state/exports/folder.ts'
import { headerFor } from '../../src/state/exports/header.ts'
import { readExport, readExportHeader } from '../../src/state/exports/read.ts'
import { writeExport } from '../../src/state/exports/write.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'exports-'))
})

afterEach(() => rmSync(folder, { recursive: true }))

const FACTS = {
  provider: 'amazon',
  marketplace: 'US',
  query: { brands: ['Twisted X'] },
  complete: true,
  counts: { searched: 2 },
  exported_at: '2026-11-21T03:00:00.000Z',
}

function item(asin: string, fields: Partial<CatalogueItem> = {}): CatalogueItem {
  const lists = { parent_asins: [], child_asins: [], identifiers: [], bullet_points: [], images: [] }
  return {
    asin,
    marketplace: 'US',
    item_name: 'Bööt\n\u2028',
    ...lists,
    attributes: { a: [{ value: 1 }] },
    ...fields,
  } as CatalogueItem
}

const BOOTS = [item('B000000003'), item('B000000001'), item('B000000002')]

test('keeps the order in which the source names options, whatever the order of all else', async () => {
  const file = join(folder, 'boots.ndjson')
  const options = { Width: 'wide', Color: 'grey', Size: '39' }
  const write = async (items: CatalogueItem[]) => {
    const { digest } = await writeExport(file, FACTS, items)
    return { digest, options: Object.keys((await readExport(file)).items[0]?.options ?? {}) }
  }
  const one = { ...item('B000000001'), options } as CatalogueItem
  const turned = Object.fromEntries(Object.entries(one).reverse()) as CatalogueItem

  const written = await write([one])
  expect(written.options).toEqual(['Width', 'Color', 'Size'])
  expect(await write([turned])).toEqual(written)
  expect(headerFor(FACTS, [turned]).digest).toBe(written.digest)
})

test('reads what was written, sorted by ASIN', async () => {
  const file = join(folder, 'deep/er/boots.ndjson')

  const header = await writeExport(file, FACTS, BOOTS)
  const read = await readExport(file)

  expect(read.header).toEqual(header)
  expect(header).toEqual({ format_version: '1.0', ...FACTS, counts: { searched: 2, items: 3 }, digest: header.digest })
  expect(read.items).toEqual(BOOTS.toSorted((a, b) => (a.asin < b.asin ? -1 : 1)))
  expect(readFileSync(file, 'utf8').split('\n')).toHaveLength(5)
  expect(readdirSync(join(folder, 'deep/er'))).toEqual(['boots.ndjson'])
})

test('gives the same digest whatever the order of items and keys', async () => {
  const shuffled = BOOTS.toReversed().map(({ asin, ...rest }) => ({ ...rest, asin }))

  const header = await writeExport(join(folder, 'a.ndjson'), FACTS, BOOTS)

  expect(headerFor(FACTS, shuffled).digest).toBe(header.digest)
  expect(headerFor(FACTS, BOOTS.slice(1)).digest).not.toBe(header.digest)
})

test('leaves attributes out when they are not needed, and still checks them', async () => {
  const file = join(folder, 'a.ndjson')
  await writeExport(file, FACTS, BOOTS)

  const { items } = await readExport(file, { dropAttributes: true })

  expect(items.map(({ attributes }) => attributes)).toEqual([{}, {}, {}])
})

test.each([
  ['cut off within a line', (text: string) => text.slice(0, -20), 'line 4 is no catalogue item'],
  [
    'cut off between lines',
    (text: string) => `${text.split('\n').slice(0, 3).join('\n')}\n`,
    'it holds 2 items, not 3',
  ],
  ['cut off after its header', (text: string) => `${text.split('\n')[0]}\n`, 'it holds 0 items, not 3'],
  ['changed', (text: string) => text.replace('"value":1', '"value":2'), 'its items are not those of its digest'],
])('refuses an export that was %s', async (_, damage, reason) => {
  const file = join(folder, 'a.ndjson')
  await writeExport(file, FACTS, BOOTS)
  writeFileSync(file, damage(readFileSync(file, 'utf8')))

  await expect(readExport(file)).rejects.toMatchObject({
    code: 'export-damaged',
    message: `${file} is incomplete or was changed: ${reason}.`,
    hints: [expect.stringContaining('sync export')],
  })
})

test('refuses a format of a later major version', async () => {
  const file = join(folder, 'a.ndjson')
  await writeExport(file, FACTS, BOOTS)
  writeFileSync(file, readFileSync(file, 'utf8').replace('"1.0"', '"2.0"'))

  await expect(readExport(file)).rejects.toMatchObject({ code: 'export-format' })
})

test('refuses a file without a header', async () => {
  const file = join(folder, 'a.ndjson')
  writeFileSync(file, '{"asin":"B000000001"}\n')

  await expect(readExport(file)).rejects.toMatchObject({ code: 'not-an-export' })
  expect(await readExportHeader(file)).toBeNull()
})

test('reads lines that are longer than a piece of the file', async () => {
  const long = item('B000000001', { description: 'ö'.repeat(3_000_000) })
  const file = join(folder, 'a.ndjson')
  await writeExport(file, FACTS, [long, ...BOOTS.slice(0, 1)])

  const { items } = await readExport(file)

  expect(items.map(({ description }) => (description as string | null)?.length)).toEqual([3_000_000, undefined])
})

test('leaves nothing behind when writing fails', async () => {
  const broken = item('B000000001', { attributes: { a: BigInt(1) as never } })

  await expect(writeExport(join(folder, 'a.ndjson'), FACTS, [broken])).rejects.toBeInstanceOf(TypeError)

  expect(readdirSync(folder)).toEqual([])
})

test('says so when a file cannot be written', async () => {
  writeFileSync(join(folder, 'a'), '')
  const file = join(folder, 'a', 'b.ndjson')

  await expect(writeExport(file, FACTS, BOOTS)).rejects.toMatchObject({ code: 'export-unwritable' })
})

test('names files after source, shop and time, in harmless characters that still tell shops apart', () => {
  const pathOf = (marketplace: string) => exportPath('x', { ...FACTS, marketplace })

  expect(exportPath('x', FACTS)).toBe(join('x', 'amazon-US-20261121T030000000Z.ndjson'))
  expect(pathOf('../US')).toMatch(/^x.amazon-___US-[0-9a-f]{8}-20261121T030000000Z\.ndjson$/)
  expect(pathOf('a/b')).not.toBe(pathOf('a:b'))
})

test('finds the newest complete export of a query', async () => {
  const write = (day: number, changes: Partial<typeof FACTS>) => {
    const facts = { ...FACTS, exported_at: `2026-11-0${day}T03:00:00.000Z`, ...changes }
    return writeExport(exportPath(folder, facts), facts, BOOTS)
  }
  await write(1, {})
  await write(2, { query: { ...FACTS.query, extra: 1 } as never })
  await write(3, { complete: false })
  await write(4, { query: { brands: ['Ariat'] } })
  await write(5, { marketplace: 'CA' })
  writeFileSync(join(folder, 'amazon-US-20261109T030000000Z.ndjson'), 'nonsense')
  const match = { provider: 'amazon', shop: 'US', query: FACTS.query }

  expect(await newestExport(folder, match)).toBe(join(folder, 'amazon-US-20261102T030000000Z.ndjson'))
  expect(await newestExport(folder, { ...match, query: { brands: ['Justin'] } })).toBeNull()
  expect(await newestExport(join(folder, 'missing'), match)).toBeNull()
})
