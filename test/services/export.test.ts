import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Settings } from '../../src/model/settings.ts'
import type { SourceRequest } from '../../src/model/source.ts'
import type { AmazonRequest } from '../../src/providers/amazon/wants.ts'
import { type Exported, exportSource } from '../../src/services/export.ts'
import { exportAll, type FailedExport } from '../../src/services/export-all.ts'
import { type ShopOfSource, shopsOf } from '../../src/services/shops.ts'
import { readSourceFile } from '../../src/services/source-file.ts'
import { type ExportFlags, readChoice, requestOf } from '../../src/services/source-request.ts'
import { newestExport } from '../../src/state/exports/folder.ts'
import { exportDocument, renderExport, renderFailedExport } from '../../src/ui/export.ts'
import { boots, openWorld, type World } from '../providers/amazon/world.ts'
import { settings } from '../support/boots.ts'
import { amazonRequest, amazonShop, providers } from '../support/providers.ts'

const WANTED: AmazonRequest = {
  marketplace: 'US',
  brands: [{ name: 'Twisted X', aliases: ['Twisted X Boots', 'Twisted-X'] }],
  asins: [],
  includeParents: true,
  limit: null,
}
const WHOLE = amazonRequest(WANTED)
const NOTHING_CHOSEN: ExportFlags = { brands: [], ids: [], idsFile: null, relatives: true, codes: true, limit: null }

/** What the workspace asks for, with what flags choose of it. */
async function chosen(flags: Partial<ExportFlags>): Promise<SourceRequest> {
  const [place] = shopsOf({ settings: settingsFor(['US']), providers })
  return requestOf(place as ShopOfSource, await readChoice({ ...NOTHING_CHOSEN, ...flags }))
}

function settingsFor(shops: string[]): Settings {
  const { want: options } = WHOLE
  return settings((value) => {
    value.sources = value.sources.map((source) => ({ ...source, shops, options }))
  })
}

let world: World
let folder: string

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'export-'))
  world = await openWorld(boots(30))
})

afterEach(async () => {
  rmSync(folder, { recursive: true })
  await world.close()
})

function exportBoots(request: SourceRequest, out: string | null = null) {
  const { source, clock } = world
  const { signal } = new AbortController()
  return exportSource({ source, request, whole: WHOLE, folder, out, clock, emit: () => {}, signal })
}

test('keeps what the source says in a file that the next command finds and reads', async () => {
  const { header, file } = await exportBoots(WHOLE)

  const match = { provider: 'amazon', shop: 'US', query: WHOLE.query }
  expect(await newestExport(folder, match)).toBe(file)
  expect(header).toMatchObject({
    complete: true,
    counts: { items: 30 },
    query: { spellings: { 'Twisted X': 'Twisted_X' } },
  })
  expect(await readSourceFile(file, amazonShop('US'))).toMatchObject({ form: 'export', header, diagnostics: [] })
})

test('counts as incomplete when it asks for less than the workspace', async () => {
  const request = await chosen({ ids: ['b000000001'] })

  const { header, file, diagnostics } = await exportBoots(request, join(folder, 'one.ndjson'))

  expect(header).toMatchObject({ complete: false, counts: { items: 1 }, query: { brands: [], asins: ['B000000001'] } })
  expect(file).toBe(join(folder, 'one.ndjson'))
  expect(diagnostics).toContainEqual(expect.objectContaining({ code: 'narrowed' }))
})

test('writes nothing when the source holds nothing', async () => {
  const request = amazonRequest({ ...WANTED, brands: [{ name: 'Ariat', aliases: [] }] })

  await expect(exportBoots(request)).rejects.toMatchObject({ code: 'no-products' })

  expect(readdirSync(folder, { recursive: true })).toEqual(['partial'])
})

test('a chosen brand comes with the aliases of the workspace, in any case', async () => {
  expect(await chosen({ brands: ['twisted x'] })).toEqual(WHOLE)
  expect(await chosen({})).toEqual(WHOLE)
})

test('reads ASINs from a file with comments', async () => {
  const idsFile = join(folder, 'asins.txt')
  writeFileSync(idsFile, '\uFEFF# boots\r\nB000000002\r\n\r\n b000000003 # the brown one\n')

  const request = await chosen({ ids: ['B000000001'], idsFile, relatives: false, limit: 9 })

  const asins = ['B000000001', 'B000000002', 'B000000003']
  expect(request).toEqual(amazonRequest({ ...WANTED, brands: [], asins, includeParents: false, limit: 9 }))
})

test('refuses a file of ASINs that is missing or empty', async () => {
  const idsFile = join(folder, 'asins.txt')

  await expect(chosen({ idsFile })).rejects.toThrow(`There is no file ${idsFile}.`)
  writeFileSync(idsFile, '# nothing yet\n')
  await expect(chosen({ idsFile })).rejects.toThrow(`The file ${idsFile} names no ASINs.`)
})

test.each([
  ['is empty', '  \n', 'export-empty'],
  ['holds no listings', '{"items":[]}', 'export-empty'],
  ['is not JSON', 'asin,title\n', 'export-not-json'],
  ['is of no known form', '{"products":[]}', 'export-unknown'],
  ['ends within its header', '{"format_version":"1.0","prov', 'export-damaged'],
])('refuses a file that %s', async (_, text, code) => {
  const file = join(folder, 'file')
  writeFileSync(file, text)

  await expect(readSourceFile(file, amazonShop('US'))).rejects.toMatchObject({ code })
})

test('refuses a file that is missing, and an export of another marketplace', async () => {
  const { file } = await exportBoots(WHOLE)

  await expect(readSourceFile(join(folder, 'no'), amazonShop('US'))).rejects.toMatchObject({
    code: 'export-unreadable',
  })
  await expect(readSourceFile(file, amazonShop('CA'))).rejects.toMatchObject({ code: 'other-marketplace' })
})

test('tells people what was found, which way, and what is out of reach', async () => {
  await world.close()
  world = await openWorld(boots(60), { searchCap: 20 })

  const lines = renderExport(await exportBoots(WHOLE))

  expect(lines[0]).toBe('Exported 20 listings of marketplace US (incomplete).')
  expect(lines[1]).toBe('  20 found by the search for the brand')
  expect(lines).toContain('  at least 40 out of reach')
  expect(lines).toContainEqual(
    expect.stringMatching(/^warning: The search for "Twisted X" reached 20 of about 60 listings/),
  )
  expect(lines.at(-1)).toMatch(/^File: .*amazon-US-\d+T\d+Z\.ndjson$/)
})

test('shows only the first few of many remarks of one kind', async () => {
  const exported = await exportBoots(WHOLE)
  const remark = { severity: 'warning', code: 'unavailable', message: 'B0: gone.' } as const
  const empty = { address: null, file: null, line: null, column: null, hint: null }
  const diagnostics = Array.from({ length: 12 }, () => ({ ...empty, ...remark }))

  const lines = renderExport({ ...exported, diagnostics })

  expect(lines.filter((line) => line.includes('gone'))).toHaveLength(5)
  expect(lines).toContain('warning: and 7 more (unavailable).')
})

function exportMarketplaces(shops: string[], out: string | null = null) {
  const { source, clock } = world
  const written: Exported[] = []
  const failed: FailedExport[] = []
  const exporting = exportAll(
    {
      settings: settingsFor(['US', 'CA']),
      providers,
      choice: NOTHING_CHOSEN,
      shops,
      folder,
      out,
      clock,
      resume: false,
      open: async () => source,
      gtins: async () => null,
      emit: () => {},
      onExport: (exported) => void written.push(exported),
      onFailure: (failure) => void failed.push(failure),
    },
    new AbortController().signal,
  )
  return { exporting, written, failed }
}

test('keeps the export of one marketplace when another one is denied, and says so', async () => {
  const { exporting, written, failed } = exportMarketplaces([])

  const { exports, failed: told } = await exporting

  expect(exports).toEqual(written)
  expect(written.map(({ header }) => header.marketplace)).toEqual(['US'])
  expect(told).toEqual(failed)
  expect(failed).toMatchObject([{ provider: 'amazon', shop: 'CA', code: 'amazon-denied' }])
  expect(renderFailedExport(failed[0] as FailedExport)[0]).toMatch(/^amazon CA could not be read: /)
  expect(exportDocument(exports, failed)).toMatchObject({
    exports: [{ marketplace: 'US' }],
    failed: [{ provider: 'amazon', marketplace: 'CA', code: 'amazon-denied' }],
  })
})

test('goes on with the others when the first one is denied', async () => {
  const { exporting, written } = exportMarketplaces(['CA', 'US'])

  await exporting

  expect(written.map(({ header }) => header.marketplace)).toEqual(['US'])
})

test('ends with the error when none could be read', async () => {
  const { exporting, failed } = exportMarketplaces(['CA'])

  await expect(exporting).rejects.toMatchObject({ code: 'amazon-denied' })
  expect(failed).toEqual([])
})

test('prints one header for one marketplace, and a list for several', async () => {
  const [exported] = (await exportMarketplaces(['us', 'US']).exporting).exports

  expect(exportDocument([exported as Exported])).toMatchObject({
    format_version: '1.0',
    complete: true,
    file: exported?.file,
  })
  expect(exportDocument([exported as Exported, exported as Exported])).toEqual({
    exports: [{}, {}].map(() => expect.anything()),
  })
})

test('refuses one file for several marketplaces before any call', async () => {
  const { exporting } = exportMarketplaces([], join(folder, 'all.ndjson'))

  await expect(exporting).rejects.toThrow('One file cannot hold the exports of US and CA.')
  expect(world.amazon.calls).toEqual([])
})
