import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { OUTCOMES } from '../../src/model/run.ts'
import { describeRun, type RunSummary, summariseRuns } from '../../src/services/runs.ts'
import { planCopy, savePlanCopy } from '../../src/state/plan-copy.ts'
import type { Report } from '../../src/ui/report/report.ts'
import { reviewRun } from '../../src/ui/run-details.ts'
import { reviewRuns } from '../../src/ui/runs.ts'
import { reportText } from '../../src/ui/text/report-text.ts'
import { boot, bootmaker, create, link, operation, refusal, testClock, upload } from '../applier/world.ts'
import { createRunWorld, freeLock, planOf } from './run-world.ts'

const commands = { resume: (run: string) => `sync apply --resume ${run}` }
const textOf = (report: Report) => reportText(report, { width: null, colour: false, whole: false }).join('\n')
const RETRY = 'sync apply --retry-failed 20261121T030000Z-0002'
const UNDO = 'sync undo 20261121T030000Z-0002'

/** Two images of which one is dead, a product with both, and links to it and to a product that is refused. */
function pictureBook() {
  const source = boot('MCA0032')
  const world = createRunWorld({
    seed: bootmaker([source]),
    answer: (write) => {
      if (write.kind === 'asset' && write.key === '71b.jpg')
        return { ...refusal('image-unreachable'), attempts: 3 } as never
      return write.kind === 'product' && write.key === 'AMZN-US-BAD' ? refusal() : null
    },
  })
  const gallery = ['asset.71a.jpg', 'asset.71b.jpg']
  const images = gallery.map((asset, n) => ({ slot: `PT0${n}`, image: asset.slice(6, 9), asset }))
  const good = create(
    'AMZN-US-B1',
    { attributes: { amazon_images: gallery } },
    { depends_on: gallery.map((asset) => `upload:${asset}`), baseline: { fields: [], images, links: {} } },
  )
  const bad = create('AMZN-US-BAD')
  const links = link(source, ['AMZN-US-B1', 'AMZN-US-BAD'], { depends_on: [good.id, bad.id] })
  return { world, plan: [upload('71a.jpg'), upload('71b.jpg'), good, bad, links] }
}

test('counts sources apart from pairs, and references apart from images', async () => {
  const { world, plan } = pictureBook()
  const { result } = await world.apply(plan)

  const run = await describeRun(world.state, result.run_id, commands)

  expect(run.operations).toMatchObject({ succeeded: 2, failed: 3, pending: 0 })
  expect(run.units.images).toMatchObject({ succeeded: 1, failed: 1 })
  expect(run.units.image_references).toMatchObject({ succeeded: 1, failed: 1 })
  expect(run.units.link_sources).toMatchObject({ succeeded: 0, failed: 1 })
  expect(run.units.link_pairs).toMatchObject({ succeeded: 1, failed: 1 })
  expect(run.failures).toMatchObject([
    { address: 'asset.71b.jpg', code: 'image-unreachable', status: 422, attempts: 3 },
    { address: 'product.AMZN-US-BAD' },
    { address: 'link.amazon_listings.MCA0032', code: 'partial' },
  ])
  expect(run.outcomes).toHaveLength(5)
  expect(run.outcomes.find(({ id }) => id.startsWith('create:product.AMZN-US-B1'))).toMatchObject({
    outcome: 'succeeded',
    left_out: ['asset.71b.jpg'],
  })
})

test('names the commands that try the failures again, and that put back what was changed', async () => {
  const { world, plan } = pictureBook()
  const { result } = await world.apply(plan)

  const text = textOf(reviewRun(await describeRun(world.state, result.run_id, commands), { retry: RETRY, undo: UNDO }))

  expect(text).toContain('Links (pairs): 1 succeeded, 1 failed.')
  expect(text).toContain('422 image-unreachable: It is refused. (3 attempts) Do something else.')
  expect(text).toContain(`To try what failed again: ${RETRY}`)
  expect(text).toContain(`To plan putting back what it changed: ${UNDO}`)
})

test('tells from the journal how far a run came that never ended', async () => {
  const world = createRunWorld()
  const plan = Array.from({ length: 5 }, (_, n) => create(`AMZN-US-B${n}`))
  let writes = 0
  const target = {
    ...world.target,
    async write(...args: Parameters<typeof world.target.write>) {
      writes += 1
      if (writes > 3) await freeLock(world.state)
      return world.target.write(...args)
    },
  }
  await expect(world.apply(plan, { target, concurrency: 1 })).rejects.toMatchObject({ code: 'lock-lost' })

  const [run] = await summariseRuns(world.state, commands)

  expect(run).toMatchObject({ status: 'interrupted', ended_at: null, operations: { succeeded: 3, pending: 2 } })
  expect(run?.resume).toBe(`sync apply --resume ${run?.run_id}`)
})

test('does not believe a recorded result that the journal contradicts', async () => {
  const world = createRunWorld()
  const { result } = await world.apply([create('AMZN-US-B1'), create('AMZN-US-B2')])
  const run_id = '20261121T040000Z-0001'
  const journal = world.state.journal(world)
  const plan = planOf([create('AMZN-US-B1'), create('AMZN-US-B2')])
  await savePlanCopy(world.state.folder, run_id, plan)
  await journal.begin({
    ...result,
    run_id,
    account: 'memory',
    scope: 'prairie',
    started_at: '2026-11-21T04',
    operations: 2,
  })
  await journal.intend(['create:product.AMZN-US-B2'])
  journal.conclude({ id: 'create:product.AMZN-US-B1', outcome: 'succeeded' })
  await journal.end({ ...result, run_id })

  const [, run] = await summariseRuns(world.state, commands)

  expect(result.status).toBe('complete')
  expect(run).toMatchObject({ status: 'interrupted', operations: { succeeded: 1, pending: 1 } })
})

test('shows a run as running while its process holds the lock', async () => {
  const world = createRunWorld()
  const seen: RunSummary[] = []
  const target = {
    ...world.target,
    async write(...args: Parameters<typeof world.target.write>) {
      seen.push(...(await summariseRuns(world.state, commands)))
      return world.target.write(...args)
    },
  }

  await world.apply([create('AMZN-US-B1')], { target })

  expect(seen).toMatchObject([{ status: 'running', resume: null }])
})

test('lists a run whose folder is damaged as such, with the others', async () => {
  const world = createRunWorld()
  const runs: string[] = []
  for (const sku of ['B1', 'B2', 'B3']) runs.push((await world.apply([create(`AMZN-US-${sku}`)])).result.run_id)
  const [whole = '', cut = '', gone = ''] = runs
  writeFileSync(planCopy(world.state.folder, cut), '{"format_version": "1.0", "oper')
  rmSync(planCopy(world.state.folder, gone))
  mkdirSync(join(world.state.folder, 'runs', 'holiday pictures'))

  const list = await summariseRuns(world.state, commands)

  expect(Object.fromEntries(list.map(({ run_id, status }) => [run_id, status]))).toEqual({
    [whole]: 'complete',
    [cut]: 'corrupt',
    [gone]: 'corrupt',
    'holiday pictures': 'corrupt',
  })
  expect(textOf(reviewRuns(list))).toMatch(/corrupt +1 succeeded +its plan is missing/)
  await expect(describeRun(world.state, cut, commands)).rejects.toMatchObject({ code: 'run-corrupt' })
  await expect(describeRun(world.state, '20261121T030000Z-zzzz', commands)).rejects.toMatchObject({
    code: 'unknown-run',
    hints: [expect.stringContaining('20261121T030000Z-')],
  })
})

test('counts that add up to the plan, in every state that a run can be in', async () => {
  const world = createRunWorld({
    answer: (write) => (write.kind === 'product' && write.key === 'A' ? refusal() : null),
  })
  const plan = [
    create('A'),
    create('B', {}, { depends_on: ['create:product.A'] }),
    create('C'),
    create('D'),
    create('E'),
  ]
  for (const budget of [1, 1, 1, 9]) {
    await world.apply(plan, { limits: { budget: world.target.calls().writes + budget }, concurrency: 1 })
    const [run] = await summariseRuns(world.state, commands)
    expect(OUTCOMES.reduce((sum, outcome) => sum + (run?.operations[outcome] ?? 0), 0)).toBe(5)
    expect(run?.status === 'partial' || run?.status === 'complete').toBe(run?.operations.pending === 0)
  }
  const [run] = await summariseRuns(world.state, commands)
  expect(run).toMatchObject({ status: 'partial', operations: { succeeded: 3, failed: 1, skipped: 1, pending: 0 } })
})

test('pairs every outcome with its own operation, whatever fails before it', async () => {
  const names = ['71a', '71b', '71c', '71d']
  const world = createRunWorld({
    answer: (write) => (write.kind === 'asset' && write.key === '71b.jpg' ? refusal('image-unreachable') : null),
  })
  const products = names.map((name) =>
    create(
      `AMZN-US-${name}`,
      { attributes: { amazon_images: [`asset.${name}.jpg`] } },
      { depends_on: [`upload:asset.${name}.jpg`] },
    ),
  )
  await world.apply([...names.map((name) => upload(`${name}.jpg`)), ...products])

  const { products: made, assets } = world.target.snapshot()
  const file = new Map(assets.map(({ id, filename }) => [id, filename]))
  for (const { sku, attributes } of made) {
    const gallery = ((attributes.amazon_images ?? []) as string[]).map((id) => file.get(id))
    expect(gallery).toEqual(sku === 'AMZN-US-71b' ? [] : [`${sku.slice(8)}.jpg`])
  }
})

test('has no word for a plan that was never applied', async () => {
  const world = createRunWorld()

  expect(textOf(reviewRuns(await summariseRuns(world.state, commands)))).toBe('No plan was applied from here yet.')
})

test('keeps a plan copy that resumes without the file, and refuses an edited one', async () => {
  const world = createRunWorld()
  const plan = [
    create('AMZN-US-B1'),
    create('AMZN-US-B2'),
    operation({ id: 'create:product.X', after: { sku: 'X', attributes: {} } }),
  ]
  const { result } = await world.apply(plan, { limits: { budget: 1 }, concurrency: 1 })
  appendFileSync(planCopy(world.state.folder, result.run_id), 'x')

  await expect(world.apply({ resume: null })).rejects.toMatchObject({ code: 'run-corrupt' })
})

test('lists runs of one second in the order in which they began', async () => {
  const { state } = createRunWorld()
  const journal = state.journal({ clock: testClock() })
  const ids = ['20261121T030000Z-ffff', '20261121T030000Z-0000']
  for (const [n, run_id] of ids.entries()) {
    const started_at = `2026-11-21T03:00:00.00${n}Z`
    await journal.begin({ run_id, plan_id: 'sha256:0', account: 'memory', scope: 'prairie', started_at, operations: 0 })
  }

  expect((await summariseRuns(state, commands)).map(({ run_id }) => run_id)).toEqual(ids)
})
