import { afterAll, expect, test } from 'vitest'
import type { RunResult } from '../../src/model/run.ts'
import { byHand, idOf } from './person.ts'
import { parsed, Stage } from './stage.ts'

const stages: Stage[] = []

afterAll(() => Promise.all(stages.map((stage) => stage.close())))

async function open(): Promise<Stage> {
  const stage = await Stage.open()
  stages.push(stage)
  return stage
}

/** The first pictures of a saved plan cannot be fetched until what this gives is called. */
function bury(stage: Stage, pictures: number): { names: string[]; revive: () => void } {
  const uploads = stage.savedPlan('plan.json').operations.filter(({ action }) => action === 'upload')
  const dead = uploads.slice(0, pictures)
  const urls = new Set(dead.map(({ after }) => after.url))
  const { options } = stage.sandbox.plytix
  const { fetchAsset } = options
  options.fetchAsset = (asked) => (urls.has(asked) ? null : fetchAsset(asked))
  const revive = () => {
    options.fetchAsset = fetchAsset
  }
  return { names: dead.map(({ key }) => key), revive }
}

const whole = (stage: Stage) => stage.sandbox.plytix.store.snapshot()

/** What the account holds after an apply that nothing disturbs, without what names its run. */
async function undisturbed(): Promise<unknown> {
  const stage = await open()
  await stage.apply()
  return withoutRuns(whole(stage))
}

function withoutRuns({ products, assets, links }: ReturnType<typeof whole>): unknown {
  const values = products.map(({ attributes, ...one }) => ({
    ...one,
    attributes: { ...attributes, amazon_sync_baseline: null },
  }))
  return { products: values, assets, links }
}

test.concurrent('what failed is tried again with all that was skipped or left out because of it, and nothing is lost', async () => {
  const stage = await open()
  await stage.apply('--only', 'schema')
  parsed(await stage.sync('plan', '--out', 'plan.json', '--json'))
  const { revive } = bury(stage, 3)
  const options = await idOf(stage.sandbox, 'attributes/product', 'amazon_item_classification')
  await byHand(stage.sandbox, ['PATCH', `attributes/product/${options}`], { options: ['BASE_PRODUCT'] })

  const first = JSON.parse((await stage.sync('apply', 'plan.json', '--json')).stdout) as RunResult
  expect(first.failures.filter(({ action }) => action === 'upload')).toHaveLength(3)
  expect(first.operations.skipped).toBeGreaterThan(0)

  revive()
  await byHand(stage.sandbox, ['PATCH', `attributes/product/${options}`], {
    options: ['BASE_PRODUCT', 'VARIATION_PARENT', 'PRODUCT_BUNDLE', 'OTHER'],
  })
  const again = parsed<RunResult>(await stage.sync('apply', '--retry-failed', first.run_id, '--json'))

  expect(again).toMatchObject({ status: 'complete', operations: { failed: 0, conflict: 0, skipped: 0 } })
  expect(withoutRuns(whole(stage))).toEqual(await undisturbed())
  expect(await stage.plan()).toMatchObject({ operations: [], blocked: [], drift: [], conflicts: [] })
}, 240_000)

test.concurrent('a picture that was blocked is uploaded when it is asked for by name, and shown by the plan after it', async () => {
  const stage = await open()
  parsed(await stage.sync('plan', '--out', 'plan.json', '--json'))
  const { names, revive } = bury(stage, 1)
  const [name] = names
  await stage.sync('apply', 'plan.json', '--json')
  revive()
  expect((await stage.plan()).blocked).toMatchObject([{ address: `asset.${name}`, code: 'image' }])

  const planned = await stage.plan('--address', `asset.${name}`)
  expect(planned.operations.map(({ id }) => id)).toEqual([`upload:asset.${name}`])
  expect((await stage.apply('--address', `asset.${name}`)).status).toBe('complete')
  expect((await stage.apply()).status).toBe('complete')

  expect(withoutRuns(whole(stage))).toEqual(await undisturbed())
  expect(await stage.plan()).toMatchObject({ operations: [], blocked: [] })
}, 240_000)
