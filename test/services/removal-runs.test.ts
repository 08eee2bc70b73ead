import { describe, expect, test } from 'vitest'
import type { Operation, PlanPurpose } from '../../src/model/plan.ts'
import type { Change } from '../../src/model/target.ts'
import { withBaselines } from '../../src/services/local-baselines.ts'
import { describeRun } from '../../src/services/runs.ts'
import { verifyRun } from '../../src/services/verify.ts'
import { loadRecord } from '../../src/state/run-record.ts'
import { adopt, baselineOf, owned, remove, removeAsset, textOf, unlink } from '../applier/removing.ts'
import { boot, bootmaker, create, digest, edited, link, productOf, refusal, update } from '../applier/world.ts'
import { createRunWorld, Killed, killAt, planOf, type RunWorld, WORKSPACE } from './run-world.ts'

const signal = new AbortController().signal
const SCOPE = 'prairie'
const TITLE = 'attributes.amazon_title'

const ours = (sku: string, title: string, more: object = {}) =>
  owned(sku, { amazon_title: title }, { scope: SCOPE, ...more })
const ADOPTED = boot('AMZN-US-B1', { attributes: { amazon_title: 'Roper' } })
const GONE = ours('AMZN-US-B2', 'Welly')
const MOVED = ours('AMZN-US-B3', 'Clog')
const OLD = boot('MCA0032', { links: { amazon_listings: [MOVED.id, GONE.id] } })
const NEW = boot('MCA0033')

const MAKES = link(NEW, [MOVED.sku], { refs: { [`product.${MOVED.sku}`]: MOVED.id } })
const PLAN: Operation[] = [
  adopt(ADOPTED, { prints: { [TITLE]: 'aaaaaaaa' } }),
  update(MOVED, { attributes: { amazon_title: 'Clog II' } }, { baseline: { fields: [TITLE], links: {} } }),
  MAKES,
  unlink(OLD, [MOVED], { depends_on: [MAKES.id] }),
  remove(GONE),
  { ...removeAsset('71free.jpg'), depends_on: [`delete:product.${GONE.sku}`] },
]
const CLEANUP = { ...planOf(PLAN), purpose: { command: 'cleanup' as const } }

function shop(more: Parameters<typeof createRunWorld>[0] = {}): RunWorld {
  return createRunWorld({ seed: bootmaker([ADOPTED, GONE, MOVED, OLD, NEW], ['71free.jpg']), ...more })
}

test('a run that adopts, relinks and deletes ends whole, and keeps what every baseline was before', async () => {
  const world = shop()

  const { result } = await world.apply({ plan: CLEANUP, confirmed: true })

  expect(result.operations).toMatchObject({ succeeded: 6 })
  const { outcomes, units } = await describeRun(world.state, result.run_id, { resume: () => '' })
  const formers = outcomes.map(({ id, former }) => [id, former])
  expect(formers).toEqual([
    [`adopt:product.${ADOPTED.sku}`, null],
    [`update:product.${MOVED.sku}`, textOf(MOVED)],
    [MAKES.id, undefined],
    [`unlink:link.amazon_listings.MCA0032`, undefined],
    [`delete:product.${GONE.sku}`, textOf(GONE)],
    ['delete:asset.71free.jpg', undefined],
  ])
  expect(units.unlink_pairs).toMatchObject({ succeeded: 1 })
  const record = await loadRecord(world.state.folder, result.run_id)
  expect(record).toMatchObject({ outcomes: expect.arrayContaining(outcomes) })
  expect(baselineOf(productOf(world.target, ADOPTED.sku))?.fields).toEqual({ [TITLE]: 'aaaaaaaa' })
})

test('verify compares what was taken away with what is there', async () => {
  const world = shop()
  const { result } = await world.apply({ plan: CLEANUP, confirmed: true })
  const request = { run: result.run_id, state: world.state, workspace: WORKSPACE, target: world.target, digest }

  expect(await verifyRun(request, signal)).toMatchObject({ ok: true, checked: 6 })

  const write = (change: Parameters<typeof world.target.write>[0]) => world.target.write(change, signal)
  await write({ ...edited({ id: '', sku: GONE.sku }, { label: 'Again' }), action: 'create', id: null })
  await write(edited(ADOPTED, { attributes: { amazon_sync_baseline: null } }))
  const needs = { 'relationship.amazon_listings': 'rel-listings' }
  const links = { ...edited(OLD, {}), kind: 'link', key: 'amazon_listings.MCA0032', needs }
  await write({ ...links, fields: { targets: [MOVED.id] } })

  const { differences } = await verifyRun(request, signal)
  expect(differences.map(({ address, field }) => [address, field])).toEqual([
    [`product.${ADOPTED.sku}`, '/attributes/amazon_sync_baseline'],
    ['link.amazon_listings.MCA0032', '/targets'],
    [`product.${GONE.sku}`, ''],
  ])
})

test('what a run of ours has deleted is forgotten, so that nobody is blamed for it', async () => {
  const world = shop()
  const fields = { fields: ['label'], links: {} }
  await world.apply([create('AMZN-US-B9', { label: 'Mule' }, { baseline: fields })])
  const sku = 'AMZN-US-B9'
  const live = productOf(world.target, sku) ?? expect.fail()
  expect((await world.state.memory.load('memory')).created).toContain(sku)

  await world.apply([remove(live)])

  expect((await world.state.memory.load('memory')).created).not.toContain(sku)
  expect(await world.state.memory.skuOf('memory', live.id)).toBeNull()
  expect(await world.state.memory.written('memory', [sku])).toEqual(new Map())
})

test('what failed is tried again, with what was skipped for it', async () => {
  let refuse = true
  const world = shop({ answer: ({ kind }) => (refuse && kind === 'link' ? refusal() : null) })
  const { result } = await world.apply({ plan: CLEANUP, confirmed: true })
  expect(result.operations).toMatchObject({ failed: 1, skipped: 1, succeeded: 4 })
  refuse = false

  const again = await world.apply({ retry: result.run_id })

  expect(again.result.operations).toMatchObject({ succeeded: 2 })
  expect(productOf(world.target, 'MCA0032')?.links).toEqual({})
  expect(productOf(world.target, 'MCA0033')?.links).toEqual({ amazon_listings: [MOVED.id] })
})

test('an unlink whose link is done already is tried again alone', async () => {
  let refuse = true
  const world = shop({
    answer: ({ action, kind }) => (refuse && kind === 'link' && action === 'delete' ? refusal() : null),
  })
  const { result } = await world.apply({ plan: CLEANUP, confirmed: true })
  refuse = false

  const again = await world.apply({ retry: result.run_id })

  expect(result.operations).toMatchObject({ failed: 1 })
  expect(again.result.operations).toMatchObject({ succeeded: 1, failed: 0 })
})

test('where baselines are kept in the state, adopting and undoing change what is kept there', async () => {
  const world = shop({})
  const { settings } = WORKSPACE
  const policy = { ...settings.policy, baseline: 'local' as const }
  const local = { ...WORKSPACE, settings: { ...settings, policy } }
  const target = withBaselines(world.target, { workspace: local, state: world.state, digest })
  const run = (operations: Operation[], purpose?: PlanPurpose) =>
    world.apply({ plan: { ...planOf(operations), ...(purpose ? { purpose } : {}) } }, { workspace: local, target })
  const kept = async () => (await world.state.memory.baselines('memory')).get(ADOPTED.id)

  await run([adopt(ADOPTED, { prints: { [TITLE]: 'aaaaaaaa' } })])
  const text = await kept()
  expect(text).toContain('aaaaaaaa')
  const known = { ...ADOPTED, attributes: { ...ADOPTED.attributes, amazon_sync_baseline: text ?? '' } }
  const { result } = await run([adopt(known, { text: null })], { command: 'undo', of: 'run' })

  expect(result.operations.succeeded).toBe(1)
  expect(await kept()).toBeUndefined()
})

interface Cut {
  id: string
  isIt: (change: Change) => boolean
  former?: string | null
}

const CUT: Cut[] = [
  {
    id: `delete:product.${GONE.sku}`,
    isIt: ({ action, kind }) => action === 'delete' && kind === 'product',
    former: textOf(GONE),
  },
  { id: `adopt:product.${ADOPTED.sku}`, isIt: ({ key }) => key === ADOPTED.sku, former: null },
  { id: `update:product.${MOVED.sku}`, isIt: ({ key }) => key === MOVED.sku, former: textOf(MOVED) },
  { id: 'unlink:link.amazon_listings.MCA0032', isIt: ({ action, kind }) => action === 'delete' && kind === 'link' },
]

describe.each(CUT)('$id whose answer was lost', ({ id, isIt, former }) => {
  const outcomeOf = async ({ state }: RunWorld) => {
    const [run] = await state.runs.list()
    return (await state.runs.unfinished(run?.run_id ?? '')).outcomes.get(id)
  }

  test.each(['resumed', 'superseded'])(
    'counts as done by its run, with the baseline before, when that is %s',
    async (how) => {
      const world = shop()
      const kill = killAt(isIt, 'after')
      const target = kill.wrap(world.target)
      await expect(world.apply({ plan: CLEANUP, confirmed: true }, { target, concurrency: 1 })).rejects.toThrow(Killed)

      await world.apply(how === 'resumed' ? { resume: null } : [link(NEW, [])])

      expect(await outcomeOf(world)).toMatchObject({
        outcome: 'succeeded',
        ...(former === undefined ? {} : { former }),
      })
    },
  )

  test('is done by the resume when it never left', async () => {
    const world = shop()
    const target = killAt(isIt, 'before').wrap(world.target)
    await expect(world.apply({ plan: CLEANUP, confirmed: true }, { target, concurrency: 1 })).rejects.toThrow(Killed)

    const { result } = await world.apply({ resume: null })

    expect(result.operations).toMatchObject({ succeeded: 6 })
    expect(await outcomeOf(world)).toMatchObject({ outcome: 'succeeded', ...(former === undefined ? {} : { former }) })
  })
})
