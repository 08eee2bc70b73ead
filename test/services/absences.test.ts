import { appendFileSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import type { ExportHeader } from '../../src/model/export.ts'
import type { Item } from '../../src/model/item.ts'
import type { KnownExport } from '../../src/model/state.ts'
import { keysOfItem } from '../../src/planner/match/held.ts'
import type { CatalogueItem } from '../../src/providers/amazon/catalogue-item.ts'
import { AMAZON_FACTS } from '../../src/providers/amazon/facts.ts'
import { recallAbsences } from '../../src/services/absences.ts'
import { exportPath } from '../../src/state/exports/folder.ts'
import { readExportHeader } from '../../src/state/exports/read.ts'
import { writeExport } from '../../src/state/exports/write.ts'
import { account, boot, planInput, settings, skuOf } from '../support/boots.ts'
import { providers } from '../support/providers.ts'

const GONE = 'B0GONE0001'
const KEPT = boot('B0KEPT0001')
const WITH = [KEPT, boot(GONE)]
const NEWEST = '2026-11-21T02:00:00.000Z'
const earlier = (hours: number) => new Date(Date.parse(NEWEST) - hours * 3_600_000).toISOString()
const QUERY = { limit: null }

let folder: string
let known: KnownExport[]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'exports-'))
  known = []
})

type More = Partial<Pick<ExportHeader, 'complete' | 'query'>>

async function kept(hours: number, items: CatalogueItem[], more: More & { file?: string } = {}): Promise<string> {
  const { file, ...header } = more
  const exported_at = earlier(hours)
  const facts = {
    provider: 'amazon',
    marketplace: 'US',
    query: QUERY,
    complete: true,
    counts: {},
    exported_at,
    ...header,
  }
  const path = file ?? exportPath(folder, facts)
  await writeExport(path, facts, items as unknown as Parameters<typeof writeExport>[2])
  return path
}

/** What is known of the one listing that the newest export lacks. */
async function recalled(more: More = {}) {
  const input = planInput({ items: [KEPT], live: account([]) })
  const [source] = input.sources
  if (!source) throw new Error('There is no source.')
  const header = { ...source.header, exported_at: NEWEST, digest: 'sha256:newest', query: QUERY, ...more }
  const workspace = { settings: settings(), shops: [{ facts: AMAZON_FACTS, shops: ['US'] }] }
  const past = { workspace: workspace as never, providers: asked(), folder, known: async () => known }
  const namesOf = (item: Item) => keysOfItem(item, input)
  const found = await recallAbsences([{ source: { ...source, header }, names: [skuOf(GONE)], namesOf }], past)
  return { ...found.absences.get(skuOf(GONE)), diagnostics: found.diagnostics }
}

/** A workspace that asks for everything. */
function asked() {
  const amazon = providers.get('amazon')
  if (!amazon?.source) throw new Error('There is no source.')
  const side = { ...amazon.source, ask: () => ({ want: {}, query: QUERY, codes: false as const }) }
  return new Map([['amazon', { ...amazon, source: side }]]) as never
}

describe('a listing that the newest export lacks', () => {
  test('is not gone for certain when nothing earlier is known', async () => {
    expect(await recalled()).toMatchObject({
      since: null,
      confirmed: false,
      why: expect.stringContaining('a day apart'),
    })
  })

  test.each([
    [23.9, false],
    [24, true],
  ])('is gone for certain after %d hours: %s', async (hours, confirmed) => {
    await kept(hours, [KEPT])
    expect(await recalled()).toMatchObject({ since: earlier(hours), confirmed })
  })

  test('is gone since the oldest export in a row that lacks it', async () => {
    for (const hours of [10, 30, 50]) await kept(hours, [KEPT])
    await kept(70, WITH)
    await kept(90, [KEPT])
    expect(await recalled()).toMatchObject({ since: earlier(50), confirmed: true })
  })

  test('is not gone when an export between has it, not even an incomplete one', async () => {
    await kept(10, WITH, { complete: false })
    await kept(30, [KEPT])
    expect(await recalled()).toMatchObject({ since: null, confirmed: false })
  })

  test('counts as lacking where it is only a stub', async () => {
    await kept(30, [KEPT, boot(GONE, { unavailable: true })])
    expect(await recalled()).toMatchObject({ confirmed: true })
  })

  test.each<[what: string, more: More]>([
    ['an incomplete export', { complete: false }],
    ['an export of some listings', { query: { limit: 100 } }],
  ])('is not lacked on the word of %s', async (_, more) => {
    await kept(30, [KEPT], more)
    expect(await recalled()).toMatchObject({ since: null, confirmed: false })
    expect(await recalled({ query: { limit: 100 } })).toMatchObject({
      confirmed: false,
      why: expect.stringContaining('sync.yaml'),
    })
  })

  test('is not gone when a newer export has it again', async () => {
    await kept(30, [KEPT])
    await kept(-5, WITH)
    expect(await recalled()).toMatchObject({ since: null, confirmed: false, why: expect.stringContaining('newer') })
  })

  test('is looked for in files elsewhere that are known, and where they are gone that changes nothing', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'elsewhere-')), 'monday.ndjson')
    await kept(30, [KEPT], { file })
    const header = (await readExportHeader(file)) as ExportHeader
    known = [
      { path: file, header },
      { path: `${file}.lost`, header },
    ]
    expect(await recalled()).toMatchObject({ since: earlier(30), confirmed: true })
  })

  test('is not lacked on the word of a damaged file, which is said', async () => {
    appendFileSync(await kept(30, [KEPT]), '{"asin":"B0MORE0001"}\n')
    const { confirmed, diagnostics } = await recalled()
    expect(confirmed).toBe(false)
    expect(diagnostics).toMatchObject([{ code: 'export-damaged', severity: 'warning' }])
  })
})
