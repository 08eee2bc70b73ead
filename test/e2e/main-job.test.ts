import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Plan } from '../../src/model/plan.ts'
import type { RunResult } from '../../src/model/run.ts'
import type { AccountSeed } from '../../src/sandbox/plytix/index.ts'
import type { SimCounts } from '../../src/sandbox/plytix/journal.ts'
import type { Ended } from '../support/program.ts'
import { planOnDay } from './plan-on-day.ts'
import { parsed, Stage } from './stage.ts'

const DAY = 24 * 3600 * 1000

let stage: Stage
let before: Required<AccountSeed>
let after: Required<AccountSeed>
let plan: Plan
let steps: Ended[]
let whilePlanning: SimCounts

beforeAll(async () => {
  stage = await Stage.open({ listings: 40 })
  const { plytix } = stage.sandbox
  before = plytix.store.snapshot()
  const exported = await stage.sync('export')
  plytix.options.planMode = true
  const planned = await stage.sync('plan', '--out', 'plan.json')
  whilePlanning = plytix.counts()
  plytix.options.planMode = false
  plan = stage.savedPlan('plan.json')
  const applied = await stage.sync('apply', 'plan.json', '--json')
  steps = [exported, planned, applied]
  after = plytix.store.snapshot()
})

afterAll(() => stage.close())

/** An account's products without those that this program makes. */
const masters = ({ products }: Required<AccountSeed>) => products.filter(({ sku }) => !sku.startsWith('AMZN-'))

test('export, plan and apply end well', () => {
  const [, , apply] = steps
  expect(steps.map(({ code }) => code)).toEqual([0, 0, 0])
  expect(steps.slice(0, 2).map(({ stderr }) => stderr)).toEqual(['', ''])
  expect(apply?.stderr).toMatch(/^Applying \d+ operations to Plytix: [^\n]+\n$/)
})

test('planning reads a few pages and writes nothing', () => {
  expect(stage.sandbox.plytix.violations).toEqual([])
  expect(whilePlanning).toMatchObject({ writes: 0 })
  expect(whilePlanning.reads).toBeLessThanOrEqual(12)
})

test('every operation succeeds, with one write for each', () => {
  const result = JSON.parse(steps[2]?.stdout ?? '') as RunResult

  expect(result).toMatchObject({ plan_id: plan.plan_id, status: 'complete', failures: [], resume: null })
  expect(result.operations).toEqual({
    succeeded: plan.operations.length,
    adopted: 0,
    failed: 0,
    conflict: 0,
    skipped: 0,
    pending: 0,
  })
  expect(result.calls).toMatchObject({ writes: plan.operations.length, throttled: 0, retried: 0 })
})

test('the account holds every listing with its values, pictures and links', () => {
  const made = after.products.filter(({ sku }) => sku.startsWith('AMZN-'))
  const pairs = after.links.flatMap(({ targets }) => targets)
  const pictures = made.flatMap(({ attributes }) => (attributes?.amazon_images ?? []) as string[])

  expect(made).toHaveLength(40)
  for (const { sku, label, attributes } of made) {
    expect(attributes).toMatchObject({ amazon_title: label, amazon_asin: sku.slice(-10), amazon_marketplace: 'US' })
  }
  expect(pairs).toHaveLength(plan.summary.link_pairs)
  expect(pictures).toHaveLength(plan.summary.attach)
  expect(after.assets).toHaveLength(plan.summary.upload)
  expect(made.filter(({ thumbnail }) => thumbnail !== undefined)).toHaveLength(plan.summary.thumbnail)
})

test('canonical products keep every value', () => {
  expect(masters(after)).toEqual(masters(before))
})

test('the next plan is empty, whoever makes it', async () => {
  const here = await stage.sync('plan', '--detailed-exitcode')
  const json = await stage.plan()
  const folder = stage.anotherMachine()
  const elsewhere = await stage.syncIn({ folder }, 'plan', '--detailed-exitcode', '--json')

  expect([here.code, elsewhere.code]).toEqual([0, 0])
  expect(here.stdout).toContain('No changes. The account and the source agree. 40 products unchanged.')
  expect(json).toMatchObject({ operations: [], blocked: [], drift: [], conflicts: [] })
  expect(parsed<Plan>(elsewhere)).toMatchObject({ plan_id: json.plan_id, operations: [] })
})

test('tomorrow the plan is still empty', async () => {
  const tomorrow = await planOnDay(stage, Date.now() + DAY)

  expect(tomorrow.operations).toEqual([])
  expect(tomorrow.created_at > plan.created_at).toBe(true)
})

test('the same plan applied again says so and makes no call', async () => {
  stage.sandbox.plytix.resetCounts()

  const { code, stdout } = await stage.sync('apply', 'plan.json')

  expect(code).toBe(0)
  expect(stdout).toContain('was applied before')
  expect(stage.sandbox.plytix.calls).toEqual([])
})

test('on a machine that knows nothing of the run the same plan ends adopted, without a write', async () => {
  const folder = stage.anotherMachine()
  const { plytix } = stage.sandbox
  plytix.resetCounts()

  const ended = await stage.syncIn({ folder }, 'apply', 'plan.json', '--json')

  const { operations, status } = JSON.parse(ended.stdout) as RunResult
  expect([ended.code, status]).toEqual([0, 'complete'])
  expect(operations).toMatchObject({ adopted: plan.operations.length, succeeded: 0, failed: 0, conflict: 0 })
  expect(plytix.calls.filter((call) => call.kind === 'write' && call.status < 300)).toEqual([])
  expect(stage.sandbox.plytix.store.snapshot()).toEqual(after)
})
