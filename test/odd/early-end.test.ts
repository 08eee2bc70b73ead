import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import type { ExportHeader } from '../../src/model/export.ts'
import type { Plan } from '../../src/model/plan.ts'
import { TOMORROW } from './fair/service.ts'
import { type Fairground, fairWares, openFairground } from './fairground.ts'

interface OneExport extends ExportHeader {
  calls: { calls: number; endpoints?: { endpoint: string; calls: number; ms: number; average_ms: number }[] }
  seconds?: number
  items_per_second?: number
  diagnostics: { severity: string; code: string; message: string; hint: string }[]
}

interface Exports {
  exports: OneExport[]
  failed?: { provider: string; marketplace: string; code: string }[]
}

const SCARF = { shop: 'east', id: 'scarf', name: 'Scarf', price: '3.00' }
let ground: Fairground

beforeEach(async () => {
  ground = await openFairground({ stalls: ['north'] })
  ground.fair.wares.push(...fairWares('north', 6))
  ground.list(SCARF)
})

const exported = () => ground.json<Exports>('export')
const ofFair = ({ exports }: Exports) => exports.find(({ provider }) => provider === 'fair') ?? expect.fail('no fair')
const paths = () => ground.fair.calls.map(({ path }) => path.slice(1))
const exportsFolder = () => join(ground.cwd, 'state/default/exports')

describe('a quota of the day', () => {
  test('ends the read with what there is, and with no further call; the other source goes on', async () => {
    ground.fair.quota = 5

    const all = await exported()

    expect(all.failed).toBeUndefined()
    expect(all.exports.map(({ provider, complete, counts }) => [provider, complete, counts.items])).toEqual([
      ['bazaar', true, 1],
      ['fair', false, 3],
    ])
    const { report, diagnostics } = ofFair(all)
    const message = "The fair's quota of the day is used up."
    expect(report?.unfinished).toEqual({ code: 'fair-quota', message, until: TOMORROW })
    expect(diagnostics).toMatchObject([
      {
        ...{ severity: 'warning', code: 'fair-quota', message },
        hint: `It can go on after ${TOMORROW}. What was read so far is kept: go on with "sync export --resume".`,
      },
    ])
    expect(ground.fair.calls).toHaveLength(5)
  })

  test('is said to people, and the command ends with 0', async () => {
    ground.fair.quota = 5

    const { code, stdout } = await ground.run('export')

    expect(code).toBe(0)
    expect(stdout).toContain('Exported 3 listings of stall north (incomplete, it can go on).')
    expect(stdout).toContain("warning: The fair's quota of the day is used up.")
  })

  test('is gone on after with --resume, with no call made twice', async () => {
    ground.fair.quota = 5
    await exported()
    ground.fair.quota = Number.POSITIVE_INFINITY

    const resumed = await ground.json<OneExport>('export', '--resume')

    expect([resumed.complete, resumed.counts.items, resumed.report?.unfinished]).toEqual([true, 6, undefined])
    expect(ground.fair.calls).toHaveLength(9)
    expect((await ground.run('export', '--resume')).code).toBe(1)
  })

  test('ends the command with 1 when nothing at all was read of the only source', async () => {
    const alone = await openFairground({ sources: ['fair'], stalls: ['north'] })
    alone.fair.wares.push(...fairWares('north', 2))
    alone.fair.quota = 0

    const { code, stderr } = await alone.run('export')

    expect(code).toBe(1)
    expect(stderr).toContain("Error: The fair's quota of the day is used up.")
  })

  test('lets a plan be made of what there is, and the next plan goes on', async () => {
    ground.fair.quota = 5
    const first = await ground.json<Plan>('plan')
    expect(first.operations.map(({ address }) => address).filter((address) => /^good/.test(address))).toHaveLength(4)
    expect(first.sources.map(({ complete }) => complete)).toEqual([true, false])
    expect(first.diagnostics.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['incomplete-export', 'fair-quota']),
    )
    ground.fair.quota = Number.POSITIVE_INFINITY

    const second = await ground.json<Plan>('plan')

    expect(second.sources.map(({ complete, items }) => [complete, items])).toEqual([
      [true, 1],
      [true, 6],
    ])
    expect(ground.fair.calls).toHaveLength(9)
  })
})

describe('what a source lists that is absent or ended early', () => {
  const PRUNED = ['plan', '--prune', 'all', '--allow-deletes']

  beforeEach(async () => {
    await exported()
    const { code, text } = await ground.run('apply', '--auto-approve', '--allow-large-change')
    expect(code, text).toBe(0)
    expect(ground.depot.load().goods).toHaveLength(7)
    rmSync(exportsFolder(), { recursive: true })
  })

  const sorry = (plan: Plan) => [plan.operations, plan.gone, plan.guards, plan.applyable]

  test('is never taken for gone when it ended early, and keeps the plan from nothing', async () => {
    ground.fair.calls.length = 0
    ground.fair.quota = 2

    const plan = await ground.json<Plan>(...PRUNED)

    expect(sorry(plan)).toEqual([[], [], [], true])
    expect(plan.diagnostics.map(({ code }) => code)).toContain('gone-unknown')
  })

  test('is never taken for gone when it could not be read at all', async () => {
    ground.fair.closes = 0
    ground.list({ ...SCARF, price: '4.00' })

    const plan = await ground.json<Plan>(...PRUNED)

    expect(plan.operations.map(({ id }) => id)).toEqual(['update:good.bazaar.east.scarf'])
    expect([plan.gone, plan.guards, plan.selection.complete]).toEqual([[], [], false])
    expect(plan.diagnostics).toContainEqual(
      expect.objectContaining({
        ...{ severity: 'warning', code: 'source-unread' },
        message:
          'fair, stall north, could not be read, so nothing is planned from it, and nothing of it is taken for gone: The fair is closed.',
      }),
    )
  })

  test('ends the plan when no source could be read', async () => {
    ground.fair.closes = 0
    rmSync(ground.bazaar)

    const { code, stderr } = await ground.run('plan')

    expect(code).toBe(1)
    expect(stderr).toMatch(/The bazaar of .* cannot be read\. The fair is closed\./)
  })

  test('is taken from its newest complete export where there is one', async () => {
    await exported()
    ground.fair.quota = 0

    await ground.run('export')
    const plan = await ground.json<Plan>('plan')

    expect(plan.sources.map(({ complete, items }) => [complete, items])).toEqual([
      [true, 1],
      [true, 6],
    ])
  })
})

describe('a read that knows what was read before', () => {
  test('asks for the details of what is new or has changed, and of nothing else', async () => {
    await exported()
    ground.fair.calls.length = 0
    const [first] = ground.fair.wares
    Object.assign(first ?? {}, { price: '7.00', updated: '2026-11-22T00:00:00Z' })
    ground.fair.wares.push({ ...SCARF, shop: 'north', updated: '2026-11-22T00:00:00Z' })

    const { complete, counts, report, digest } = ofFair(await exported())

    expect([complete, counts.items, report?.built_on?.exports]).toEqual([true, 7, 1])
    expect(paths().sort()).toEqual(['ware', 'ware', 'wares', 'wares', 'wares', 'wares'])
    for (const name of readdirSync(exportsFolder())) rmSync(join(exportsFolder(), name), { recursive: true })
    expect(ofFair(await exported()).digest).toBe(digest)
  })

  test('reads all details again with every tenth export', async () => {
    const details: number[] = []
    for (let round = 0; round < 11; round++) {
      ground.fair.calls.length = 0
      await exported()
      details.push(paths().filter((path) => path === 'ware').length)
    }

    expect(details).toEqual([6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 6])
  })

  test('reads all details again after seven days', async () => {
    await exported()
    const name = readdirSync(exportsFolder()).find((one) => one.startsWith('fair-')) ?? ''
    const file = join(exportsFolder(), name)
    const old = new Date(Date.now() - 7.1 * 24 * 3_600_000).toISOString()
    writeFileSync(file, readFileSync(file, 'utf8').replace(/"exported_at":"[^"]*"/, `"exported_at":"${old}"`))
    ground.fair.calls.length = 0

    await exported()

    expect(paths().filter((path) => path === 'ware')).toHaveLength(6)
  })

  test('reads all details again when the export before is damaged', async () => {
    await exported()
    const name = readdirSync(exportsFolder()).find((one) => one.startsWith('fair-')) ?? ''
    const file = join(exportsFolder(), name)
    writeFileSync(file, readFileSync(file, 'utf8').replace('Hat 3', 'Cap 3'))

    expect(ofFair(await exported()).counts.items).toBe(6)
  })
})

describe('the report of an export', () => {
  test('has items a second and the average time of each kind of call, as they were', async () => {
    ground.fair.latency = 40

    const { seconds = 0, items_per_second, calls } = ofFair(await exported())

    const took = (path: string) => ground.fair.calls.filter((call) => call.path === `/${path}`)
    expect(calls.endpoints?.map(({ endpoint, calls: many }) => [endpoint, many])).toEqual([
      ['wares', 3],
      ['ware', 6],
    ])
    for (const { endpoint, calls: many, ms, average_ms } of calls.endpoints ?? []) {
      const real = took(endpoint).reduce((sum, { began, ended }) => sum + ended - began, 0)
      expect(ms).toBeGreaterThanOrEqual(real - many)
      expect(average_ms).toBeCloseTo(ms / many, 2)
    }
    expect(seconds).toBeGreaterThan(0.36)
    expect(items_per_second).toBeCloseTo(6 / seconds, 1)
  })

  test('says the same to people', async () => {
    const { stdout } = await ground.run('export')

    expect(stdout).toMatch(
      /^ {2}\d+(\.\d\d)? listings a second, [\d.]+ s in all\n {2}wares: 3 calls, [\d.]+ ms on average, .*\n {2}ware: 6 calls, /m,
    )
  })
})
