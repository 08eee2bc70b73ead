import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { loadWorkspace } from '../../src/config/index.ts'
import type { Workspace } from '../../src/model/settings.ts'
import type { Target } from '../../src/model/target.ts'
import { createMemoryTarget } from '../../src/providers/memory/index.ts'
import { explainSubject } from '../../src/services/explain.ts'
import { reportMatches } from '../../src/services/match.ts'
import { writeStubs } from '../../src/services/override-stubs.ts'
import { makePlan, type PlanRequest } from '../../src/services/plan.ts'
import { recordingTarget, snapshotTarget } from '../../src/services/snapshot.ts'
import { renderExplanation } from '../../src/ui/explain.ts'
import { matchSections } from '../../src/ui/match.ts'
import { FORMATS, renderSections } from '../../src/ui/sections.ts'
import { temporaryFolder, workspaceFolder } from '../config/workspace-files.ts'
import { createManualClock } from '../net/manual-clock.ts'
import { boot, digest, EVERYTHING, picture, planInput, product, settings, spec, TITLE } from '../support/boots.ts'

const NOW = Date.parse('2026-11-21T04:00:00Z')
const signal = new AbortController().signal
const COLOR = spec('amazon_color', { from: 'color' })
const POSITION = { file: 'specs/overrides/boots.yaml', line: 3, column: 3 }

const ITEMS = [
  boot('B0PARENT01', { item_classification: 'VARIATION_PARENT', model_number: 'PB10', child_asins: ['B0PRAIRIE1'] }),
  boot('B0PRAIRIE1', {
    upc: '884882325297',
    color: 'Brown',
    parent_asins: ['B0PARENT01'],
    images: [picture('MAIN', 'mn'), picture('PT01', 'p1')],
  }),
  boot('B0PRAIRIE2', { upc: '884882325235' }),
  boot('B0PRAIRIE3', { part_number: 'PB10-M-09' }),
]
const PRODUCTS = [
  product('PB10'),
  product('PB10-M-09', { gtin: '884882325297' }),
  product('PB20', { gtin: '884882325235' }),
  product('PB20-OLD', { gtin: '0884882325235' }),
]

function workspace(more: Partial<Workspace> = {}): Workspace {
  return {
    root: '/boots',
    settings: settings(),
    attributes: [TITLE, COLOR],
    overrides: [],
    digest: 'sha256:0',
    files: {},
    diagnostics: [],
    ...more,
  }
}

function request(target: Target, more: Partial<Workspace> = {}): PlanRequest {
  return {
    workspace: workspace(more),
    sources: planInput({ items: ITEMS, live: { products: [] } as never }).sources,
    paths: { item_name: 'summaries[0].itemName' },
    target,
    memory: async () => ({ created: new Set(), deadImages: new Set() }),
    selection: EVERYTHING,
    allow: new Set(),
    program: { name: 'catalog-sync', version: '0' },
    clock: createManualClock(NOW),
    digest,
  }
}

const live = () => createMemoryTarget({ seed: { products: PRODUCTS } })

describe('the match report', () => {
  test('says the same as a plan, with the evidence', async () => {
    const report = await reportMatches(request(live()), signal)
    const plan = await makePlan(request(live()), signal)

    expect(report.matches).toEqual([
      {
        address: 'product.AMZN-US-B0PARENT01',
        asin: 'B0PARENT01',
        class: 'parent',
        canonical_sku: 'PB10',
        method: 'model_number',
        value: 'PB10',
        canonical_value: 'PB10',
        disagreed: [],
      },
      expect.objectContaining({ asin: 'B0PRAIRIE1', canonical_sku: 'PB10-M-09', method: 'upc', value: '884882325297' }),
    ])
    expect([report.unmatched, report.ambiguous]).toEqual([plan.unmatched, plan.ambiguous])
    expect(plan.matches).toMatchObject({ rate: report.rate, by_method: report.by_method, by_class: report.by_class })
  })

  test('reads well, in every form', async () => {
    const sections = matchSections(await reportMatches(request(live()), signal))
    expect(renderSections(sections, 'text').slice(0, 4)).toEqual([
      'Matched 2 of 4 listings (50 %):',
      '    Sellable listings: 1 of 3 (33.3 %); variation parents: 1 of 1 (100 %).',
      '    By method: model_number 1, upc 1.',
      '    1 unmatched, 1 ambiguous.',
    ])
    for (const format of FORMATS) {
      if (format === 'json') continue
      expect(renderSections(sections, format).join('\n')).toContain('B0PRAIRIE2')
    }
    expect(renderSections(sections, 'csv')[1]).toBe(
      '"Ambiguous, linked to nothing until an override decides",B0PRAIRIE2,"PB20 (upc 884882325235), PB20-OLD (upc 884882325235)"',
    )
  })

  test('writes stubs that are valid, change nothing until someone decides, and are written once', async () => {
    const root = workspaceFolder({
      'specs/overrides/a.yaml': 'version: 1\noverrides:\n  B0PRAIRIE3: { canonical: none, reason: x }\n',
    })
    const file = join(root, 'specs/overrides/open.yaml')
    const report = await reportMatches(request(live()), signal)
    const here = loadWorkspace({ cwd: root })

    const first = await writeStubs(file, report, here)
    const text = readFileSync(file, 'utf8')
    expect(first).toMatchObject({ added: ['B0PRAIRIE2'], kept: ['B0PRAIRIE3'], read: true })
    expect(text).toContain(
      '    # canonical: PB20  # by upc 884882325235\n    # canonical: PB20-OLD  # by upc 884882325235\n',
    )
    expect(loadWorkspace({ cwd: root }).diagnostics.map(({ message }) => message)).toEqual([
      'B0PRAIRIE2 changes nothing',
    ])

    expect((await writeStubs(file, report, loadWorkspace({ cwd: root }))).added).toEqual([])
    expect(readFileSync(file, 'utf8')).toBe(text)
    writeFileSync(
      file,
      text.replace('# canonical: PB20  #', 'canonical: PB20  #').replace('# reason: …', 'reason: the newer one'),
    )
    expect(loadWorkspace({ cwd: root }).overrides.find(({ asin }) => asin === 'B0PRAIRIE2')?.canonical).toBe('PB20')
  })

  test('says when stubs would not be read', async () => {
    const root = temporaryFolder()
    mkdirSync(join(root, 'elsewhere'))
    const report = await reportMatches(request(live()), signal)
    expect((await writeStubs(join(root, 'elsewhere/open.yaml'), report, workspace({ root }))).read).toBe(false)
    await expect(writeStubs(join(root, 'open.csv'), report, workspace({ root }))).rejects.toThrow('writes YAML')
  })
})

describe('a snapshot', () => {
  const place = (folder: string, profile: string | null = null) => ({ folder, profile, settings: settings() })
  const traits = live().traits
  const choice = (folder: string, more: object = {}) => ({
    ...place(folder),
    file: 'latest',
    traits,
    clock: createManualClock(NOW),
    ...more,
  })
  const never = (reason: string) => {
    throw new Error(reason)
  }

  test('is kept whenever the account is read, and gives the same plan without a call', async () => {
    const folder = temporaryFolder()
    const plan = await makePlan(request(recordingTarget(live(), place(folder), never)), signal)
    const { target, remark } = await snapshotTarget(choice(folder))
    const again = await makePlan(request(target), signal)

    expect(again.plan_id).toBe(plan.plan_id)
    expect(again.cost.plan_reads).toBe(0)
    expect(again.target).toEqual(plan.target)
    expect(remark).toMatchObject({ code: 'snapshot', message: expect.stringContaining(' ago, at ') })
  })

  test('is kept three times, the oldest goes', async () => {
    const folder = temporaryFolder()
    const target = live()
    for (let i = 0; i < 5; i++) await makePlan(request(recordingTarget(target, place(folder), never)), signal)
    expect(readdirSync(join(folder, 'snapshots'))).toHaveLength(3)
  })

  test('of another account, name or query, and a damaged one, are refused', async () => {
    const folder = temporaryFolder()
    await expect(snapshotTarget(choice(folder))).rejects.toMatchObject({ code: 'snapshot-missing' })
    await makePlan(request(recordingTarget(live(), place(folder), never)), signal)
    const [name = ''] = readdirSync(join(folder, 'snapshots'))
    const file = join(folder, 'snapshots', name)

    await expect(snapshotTarget(choice(folder, { profile: 'acme' }))).rejects.toMatchObject({
      code: 'snapshot-account',
    })
    const wider = request((await snapshotTarget(choice(folder))).target, {
      attributes: [TITLE, COLOR, spec('amazon_size', { from: 'size' })],
    })
    await expect(makePlan(wider, signal)).rejects.toThrow('was read without amazon_size')

    const other = join(folder, 'other.ndjson')
    writeFileSync(other, readFileSync(file, 'utf8').replace('"account":"memory"', '"account":"stable"'))
    await expect(snapshotTarget(choice(folder, { file: other }))).rejects.toThrow('of account stable')
    writeFileSync(other, readFileSync(file, 'utf8').replace('PB20-OLD', 'PB20-NEW'))
    await expect(snapshotTarget(choice(folder, { file: other }))).rejects.toMatchObject({ code: 'snapshot-damaged' })
    writeFileSync(other, readFileSync(file, 'utf8').split('\n').slice(0, -2).join('\n'))
    await expect(snapshotTarget(choice(folder, { file: other }))).rejects.toMatchObject({ code: 'snapshot-damaged' })
    writeFileSync(other, 'something\n')
    await expect(snapshotTarget(choice(folder, { file: other }))).rejects.toMatchObject({ code: 'not-a-snapshot' })
  })

  test('takes no writes', async () => {
    const folder = temporaryFolder()
    await makePlan(request(recordingTarget(live(), place(folder), never)), signal)
    const { target } = await snapshotTarget(choice(folder))
    await expect(
      target.write({ kind: 'relationship', action: 'create', label: 'a', name: 'A' }, signal),
    ).rejects.toThrow('takes no writes')
  })
})

describe('an explanation', () => {
  const explained = (subject: string, more: Partial<Workspace> = {}, attribute: string | null = null) =>
    explainSubject({ ...request(live(), more), subject, attribute }, signal)

  test('tells how a listing was found, matched and built, and what is planned', async () => {
    const overrides = [
      {
        asin: 'B0PRAIRIE1',
        marketplace: null,
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
      replaced: { value: 'Brown', provenance: { source: 'amazon', path: 'color' } },
      decision: 'write',
    })
    expect(renderExplanation(story)).toContain('        instead of "Brown" from amazon color')
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
    const overrides = [{ asin: 'B0PRAIRIE1', marketplace: null, ignore: true, position: POSITION }]
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
})
