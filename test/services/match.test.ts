import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { MATCH_FORMATS, type MatchFormat, matchForms } from '../../src/cli/match-view.ts'
import { loadWorkspace } from '../../src/config/index.ts'
import type { Ambiguous } from '../../src/model/plan.ts'
import { reportMatches } from '../../src/services/match.ts'
import { writeStubs } from '../../src/services/override-stubs.ts'
import { makePlan } from '../../src/services/plan.ts'
import { recordingTarget, snapshotTarget } from '../../src/services/snapshot.ts'
import { matchCsv } from '../../src/ui/csv/match-csv.ts'
import tiny from '../architecture/tiny/index.ts'
import { temporaryFolder, workspaceFolder } from '../config/workspace-files.ts'
import { createManualClock } from '../net/manual-clock.ts'
import { settings, spec } from '../support/boots.ts'
import { providers } from '../support/providers.ts'
import { COLOR, live, NOW, request, signal, workspace } from './prairie.ts'

const SEVERAL = `version: 1
scope: prairie
source:
  amazon: { marketplace: US, brands: [Prairie] }
  tiny: { shops: [north] }
target: { plytix: }
`

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
    const report = await reportMatches(request(live()), signal)
    const forms = matchForms(report, { scope: 'prairie', flags: { format: 'text' } })
    const shown = async (format: MatchFormat) => [...(await forms[format]({ width: null, colour: false }))].join('')
    const text = await shown('text')

    expect(text).toMatch(/^Matches for prairie: 4 listings against the canonical products\.\n/)
    expect(text).toMatch(
      [
        'Sellable listings: 1 of 3 (33.3 %); variation parents: 1 of 1 (100 %).',
        'By method: model_number 1, upc 1.',
        '1 unmatched, 1 ambiguous.',
        'Matched 2 of 4 listings (50 %).\n',
      ].join('\n'),
    )
    for (const format of MATCH_FORMATS) expect(await shown(format)).toContain('B0PRAIRIE2')
    expect(await shown('markdown')).toMatch(/^<!-- catalog-sync:matches prairie -->\n## Matches for prairie\n/)
  })

  test('holds a row for every listing as CSV', async () => {
    const [header, ...rows] = [...matchCsv(await reportMatches(request(live()), signal))].join('').split('\r\n')

    expect(header).toBe('section,asin,class,canonical_sku,method,value,canonical_value,candidates,code,message')
    expect(rows).toEqual([
      'matched,B0PARENT01,parent,PB10,model_number,PB10,PB10,,,',
      expect.stringMatching(/^matched,B0PRAIRIE1,child,PB10-M-09,upc,884882325297,884882325297,,,$/),
      expect.stringMatching(
        /^ambiguous,B0PRAIRIE2,,,,,,"PB20 \(upc 884882325235\), PB20-OLD \(upc 884882325235\)",[\w-]+,$/,
      ),
      expect.stringMatching(/^unmatched,B0PRAIRIE3,/),
      '',
    ])
  })

  test('writes stubs that are valid, change nothing until someone decides, and are written once', async () => {
    const root = workspaceFolder({
      'specs/overrides/a.yaml': 'version: 1\noverrides:\n  B0PRAIRIE3: { canonical: none, reason: x }\n',
    })
    const file = join(root, 'specs/overrides/open.yaml')
    const report = await reportMatches(request(live()), signal)
    const here = loadWorkspace({ providers, cwd: root })

    const first = await writeStubs(file, report, here)
    const text = readFileSync(file, 'utf8')
    expect(first).toMatchObject({ added: ['B0PRAIRIE2'], kept: ['B0PRAIRIE3'], read: true })
    expect(text).toContain(
      '    # canonical: PB20  # by upc 884882325235\n    # canonical: PB20-OLD  # by upc 884882325235\n',
    )
    expect(loadWorkspace({ providers, cwd: root }).diagnostics.map(({ message }) => message)).toEqual([
      'B0PRAIRIE2 changes nothing',
    ])

    expect((await writeStubs(file, report, loadWorkspace({ providers, cwd: root }))).added).toEqual([])
    expect(readFileSync(file, 'utf8')).toBe(text)
    writeFileSync(
      file,
      text.replace('# canonical: PB20  #', 'canonical: PB20  #').replace('# reason: …', 'reason: the newer one'),
    )
    const settled = loadWorkspace({ providers, cwd: root }).overrides.find(({ id }) => id === 'B0PRAIRIE2')
    expect(settled?.canonical).toBe('PB20')
  })

  test('keys stubs by source, shop and id where there are several sources', async () => {
    const root = workspaceFolder({
      'sync.yaml': SEVERAL,
      'specs/overrides/a.csv': 'asin,marketplace,source,canonical\nboot/2,north,tiny,none\nB0PRAIRIE3,,,none\n',
    })
    const here = loadWorkspace({ providers: new Map([...providers, ['tiny', tiny]]), cwd: root })
    const open = (source: string, shop: string, id: string): Ambiguous => {
      const candidates = [{ sku: 'PB10', method: 'upc', value: '1' }]
      return { address: `product.${id}`, source, asin: id, marketplace: shop, code: 'same-identifier', candidates }
    }
    const ambiguous = [
      open('tiny', 'north', 'boot/1'),
      open('tiny', 'north', 'boot/2'),
      open('amazon', 'US', 'B0PRAIRIE2'),
      open('amazon', 'US', 'B0PRAIRIE3'),
    ]
    const report = { ...(await reportMatches(request(live()), signal)), unmatched: [], ambiguous }

    const written = await writeStubs(join(root, 'specs/overrides/open.yaml'), report, here)

    expect(written.added).toEqual(['US/B0PRAIRIE2', 'tiny/north/boot/1'])
    expect(written.kept).toEqual(['US/B0PRAIRIE3', 'tiny/north/boot/2'])
    const again = loadWorkspace({ providers: new Map([...providers, ['tiny', tiny]]), cwd: root })
    expect(again.overrides.map(({ source, shop, id }) => [source, shop, id])).toContainEqual([
      'tiny',
      'north',
      'boot/1',
    ])
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
      attributes: [spec('amazon_title', { from: 'item_name' }), COLOR, spec('amazon_size', { from: 'size' })],
    })
    await expect(makePlan(wider, signal)).rejects.toThrow('was read without attributes.amazon_size')

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
      target.write(
        {
          kind: 'relationship',
          action: 'create',
          key: 'a',
          id: null,
          fields: { name: 'A' },
          parts: [],
          volatile: [],
          needs: {},
        },
        signal,
      ),
    ).rejects.toThrow('takes no writes')
  })
})
