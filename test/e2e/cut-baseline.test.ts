import { afterAll, expect, test } from 'vitest'
import { Stage } from './stage.ts'

/** An account that keeps only the beginning of what was last written. */
const CUTS = { cutTexts: { amazon_sync_baseline: 60 } }
const AT_ONCE = 4

const stages: Stage[] = []

afterAll(() => Promise.all(stages.map((stage) => stage.close())))

async function open(): Promise<Stage> {
  const stage = await Stage.open({ listings: 12, plytix: CUTS, yaml: 'policy:\n  baseline: account' })
  stages.push(stage)
  return stage
}

const keepLocally = ({ workspace }: Stage) =>
  workspace.edit('sync.yaml', ['policy:\n  baseline: account', 'policy:\n  baseline: local'])

const ours = ({ sandbox }: Stage) =>
  sandbox.plytix.store.snapshot().products.filter(({ sku }) => sku.startsWith('AMZN-'))

test.concurrent('an apply ends at the first product whose baseline is cut, and a resume goes on once it is local', async () => {
  const stage = await open()
  await stage.sync('plan', '--out', 'plan.json')

  const ended = await stage.sync('apply', 'plan.json', '--concurrency', String(AT_ONCE))

  expect(ended.code).toBe(1)
  expect(ended.text).toMatch(/keeps only 60 of the \d+ characters of amazon_sync_baseline/)
  expect(ended.text).toContain('The run ends, since every further product would meet the same.')
  expect(ended.text).toContain('policy.baseline: local')
  const before = ours(stage)
  expect(before.length).toBeGreaterThan(0)
  expect(before.length).toBeLessThanOrEqual(AT_ONCE)

  keepLocally(stage)
  const resumed = await stage.sync('apply', '--resume', '--json')
  expect(resumed.code).toBe(0)
  expect(JSON.parse(resumed.stdout)).toMatchObject({ status: 'complete', operations: { failed: 0, skipped: 0 } })
  expect((await stage.plan()).operations).toEqual([])
})

test.concurrent('a new plan goes on as well, makes nothing twice, and knows what was written before', async () => {
  const stage = await open()
  const { status, failures } = await stage.apply('--concurrency', String(AT_ONCE))
  expect([status, failures[0]?.code]).toEqual(['interrupted', 'baseline-cut'])
  const made = ours(stage).map(({ sku }) => sku)

  keepLocally(stage)
  const second = await stage.plan()
  const rest = await stage.apply()

  expect(rest.status).toBe('complete')
  const ids = second.operations.map(({ id }) => id)
  for (const sku of made) expect(ids).not.toContain(`create:product.${sku}`)
  expect(ours(stage)).toHaveLength(made.length + (second.summary.by_kind.product?.create ?? 0))
  stage.workspace.edit('specs/attributes.yaml', ['from: item_name', 'from: join(`" "`, [item_name, asin])'])
  const { summary, conflicts } = await stage.plan()
  expect(conflicts).toEqual([])
  expect(summary.by_kind.product?.update).toBe(ours(stage).length)
})
