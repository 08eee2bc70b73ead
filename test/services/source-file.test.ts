import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { matchReport } from '../../src/planner/match/report.ts'
import type { CatalogueItem } from '../../src/providers/amazon/catalogue-item.ts'
import { readSourceFile } from '../../src/services/source-file.ts'
import { writeExport } from '../../src/state/exports/write.ts'
import { account, boot, plan, planInput, product } from '../support/boots.ts'
import { amazonShop } from '../support/providers.ts'

const FIELD = join(import.meta.dirname, '../fixtures/field')

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sync-file-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function file(content: string | Uint8Array): string {
  const path = join(folder, 'listings.json')
  writeFileSync(path, content)
  return path
}

const answer = (itemName: string) =>
  JSON.stringify({ items: [{ asin: 'B0PRAIRIE1', summaries: [{ marketplaceId: 'ATVPDKIKX0DER', itemName }] }] })

/** UTF-16 with its mark; the other end first if asked. */
function utf16(text: string, swapped = false): Buffer {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le')
  return swapped ? bytes.swap16() : bytes
}

const NAME = 'Größe 38, Piña'

describe('the bytes of a file', () => {
  test.each<[string, Uint8Array, string | null]>([
    ['UTF-8', Buffer.from(answer(NAME)), null],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${answer(NAME)}`), null],
    ['Windows-1252', Buffer.from(answer(NAME), 'latin1'), 'Windows-1252'],
    ['UTF-16, little end first', utf16(answer(NAME)), 'UTF-16'],
    ['UTF-16, big end first', utf16(answer(NAME), true), 'UTF-16'],
    ['packed UTF-8', gzipSync(answer(NAME)), null],
    ['packed Windows-1252', gzipSync(Buffer.from(answer(NAME), 'latin1')), 'Windows-1252'],
    ['packed UTF-16', gzipSync(utf16(answer(NAME))), 'UTF-16'],
  ])('are read as what they are, and it is said: %s', async (_what, bytes, encoding) => {
    const { items, diagnostics } = await readSourceFile(file(bytes), amazonShop('US'))

    expect(items[0]?.item_name).toBe(NAME)
    const remarks = diagnostics.filter(({ code }) => code === 'file-encoding').map(({ message }) => message)
    expect(remarks).toEqual(encoding === null ? [] : [`It is no UTF-8 text, and is read as ${encoding}.`])
  })

  test('of the euro sign and curly quotes are those of Windows, not of Latin-1', async () => {
    const bytes = Buffer.from(answer('X'), 'latin1')
    bytes[bytes.indexOf('"X"') + 1] = 0x80

    const { items } = await readSourceFile(file(bytes), amazonShop('US'))

    expect(items[0]?.item_name).toBe('€')
  })

  test('of the Japanese marketplace are Shift_JIS, as far as they are that', async () => {
    const [before, after] = answer('@').split('@') as [string, string]
    const written = (bytes: number[]) =>
      Buffer.concat([
        Buffer.from(before.replace('ATVPDKIKX0DER', 'A1VC38T7YXB528')),
        Buffer.from(bytes),
        Buffer.from(after),
      ])
    const nameOf = async (bytes: number[]) =>
      (await readSourceFile(file(written(bytes)), amazonShop('JP'))).items[0]?.item_name

    expect(await nameOf([0x83, 0x75, 0x81, 0x5b, 0x83, 0x63])).toBe('ブーツ')
    expect(await nameOf([0xff, 0xfd])).toBe('ÿý')
  })

  test('that are broken gzip are refused with the reason', async () => {
    const cut = gzipSync(answer(NAME)).subarray(0, 40)

    await expect(readSourceFile(file(cut), amazonShop('US'))).rejects.toMatchObject({ code: 'export-damaged' })
  })

  test('of an export of this program may be packed', async () => {
    const path = join(folder, 'export.ndjson')
    const facts = {
      provider: 'amazon',
      marketplace: 'US',
      query: {},
      complete: true,
      counts: {},
      exported_at: '2026-11-21T02:00:00Z',
    }
    await writeExport(path, facts, [boot('B0PRAIRIE1'), boot('B0PRAIRIE2')])

    const packed = await readSourceFile(file(gzipSync(readFileSync(path))), amazonShop('US'))

    expect(packed).toMatchObject({ form: 'export', items: [{ asin: 'B0PRAIRIE1' }, { asin: 'B0PRAIRIE2' }] })
  })
})

describe('a code as a number', () => {
  test.each([
    ['884882325297', '884882325297', true],
    ['37323452971', '37323452971', true],
    ['884882325297.0', '884882325297', true],
    ['8.84882E+11', '8.84882E+11', false],
    ['8.84882325297E+11', '8.84882325297E+11', false],
    ['884882325297.5', '884882325297.5', false],
    ['88488232529700000001', '88488232529700000001', false],
  ])('%s is read as %s, and named when its digits are not those of a code', async (number, upc, usable) => {
    const path = file(`[{"asin": "B0PRAIRIE1", "item_name": "Boot", "image_urls": [], "upc": ${number}}]`)

    const { items } = await readSourceFile(path, amazonShop('US'))

    expect(items[0]?.upc).toBe(upc)
    const { diagnostics } = plan({ items: items as CatalogueItem[], live: account([]) })
    expect(diagnostics.some(({ code, message }) => code === 'code-unusable' && message.includes(upc))).toBe(!usable)
  })
})

describe('a file as it was met', () => {
  const met = (name: string) => JSON.parse(readFileSync(join(FIELD, name), 'utf8'))
  const canonical = [
    product('A', { gtin: '00884882325297' }),
    product('Z', { gtin: '037323452971' }),
    product('MCA0032'),
  ]

  test('that is not UTF-8 keeps its letters', async () => {
    const { items } = await readSourceFile(join(FIELD, 'export-file-not-utf-8/latin1.json'), amazonShop('US'))

    expect(items[0]?.item_name).toBe('Größe 38, Piña')
  })

  test.each(['flattened', 'variants', 'mapping', 'catalog items'])(
    'with codes as numbers is matched: %s',
    async (form) => {
      const path = file(JSON.stringify(met('codes-as-numbers/forms.json')[form]))

      const { items } = await readSourceFile(path, amazonShop('US'))

      const { matches } = matchReport(planInput({ items: items as CatalogueItem[], live: account(canonical) }))
      expect(matches.map(({ asin, canonical_sku }) => [asin, canonical_sku])).toEqual([
        ['B0FIELD001', 'A'],
        ['B0FIELD002', 'Z'],
      ])
    },
  )

  test('of another marketplace is refused, and of a mixed one only what is of this is taken', async () => {
    const read = (name: string) => readSourceFile(join(FIELD, 'file-of-another-marketplace', name), amazonShop('US'))

    await expect(read('canada.json')).rejects.toMatchObject({ code: 'other-marketplace' })
    const { items, header, diagnostics } = await read('mixed.json')
    expect(items.map(({ asin }) => asin)).toEqual(['B0FIELD001'])
    expect(header.complete).toBe(false)
    expect(diagnostics.find(({ code }) => code === 'other-marketplace')?.message).toContain('B0FIELD002')
  })

  test('of Catalog Items 2020-12-01 is read whole', async () => {
    const { items } = await readSourceFile(join(FIELD, 'catalog-items-2020-12-01/answer.json'), amazonShop('US'))

    expect(items).toMatchObject([
      { asin: 'B0FIELD0P1', brand: 'Twisted X', child_asins: ['B0FIELD0C1'] },
      { asin: 'B0FIELD0C1', brand: 'Twisted X', color: 'Bomber', size: '9', style: 'Moc', parent_asin: 'B0FIELD0P1' },
    ])
    const contents = plan({ items: items as CatalogueItem[], live: account(canonical) })
    const addresses = contents.operations.map(({ address }) => address)
    expect(addresses).toContain('link.amazon_hierarchy.AMZN-US-B0FIELD0P1')
    expect(addresses).toContain('link.amazon_listings.MCA0032')
  })
})
