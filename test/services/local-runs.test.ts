import { expect, test } from 'vitest'
import { parseBaseline } from '../../src/model/baseline.ts'
import type { Operation } from '../../src/model/plan.ts'
import type { Workspace } from '../../src/model/settings.ts'
import type { Change } from '../../src/model/target.ts'
import type { Work } from '../../src/services/apply.ts'
import { withBaselines } from '../../src/services/local-baselines.ts'
import { wantOf } from '../../src/services/plan.ts'
import { rebuildState } from '../../src/services/rebuild.ts'
import { verifyRun } from '../../src/services/verify.ts'
import { keptBaselines } from '../../src/state/baselines.ts'
import { renderRebuilt } from '../../src/ui/state.ts'
import { bootmaker, create, digest, productOf, refusal, update, upload } from '../applier/world.ts'
import { temporaryState } from '../state/temporary.ts'
import { settings } from '../support/boots.ts'
import type { MemoryTarget } from '../support/memory/index.ts'
import { productRecord } from '../support/pim.ts'
import { createRunWorld, isProduct, Killed, killAt, type RunWorld, WORKSPACE } from './run-world.ts'

const SKU = 'AMZN-US-B1'
const LOCAL: Workspace = {
  ...WORKSPACE,
  settings: settings((value) => {
    Object.assign(value, WORKSPACE.settings)
    value.policy = { ...WORKSPACE.settings.policy, baseline: 'local' }
  }),
}
const signal = new AbortController().signal
const BASELINE = { fields: ['label', 'attributes.amazon_title'], links: {} }
const roper = () => create(SKU, { attributes: { amazon_title: 'Roper' } }, { baseline: BASELINE })

const seen = (world: RunWorld, target: MemoryTarget = world.target) =>
  withBaselines(target, { workspace: LOCAL, state: () => world.state, digest })

const applied = (world: RunWorld, work: Work | Operation[], target: MemoryTarget = world.target) =>
  world.apply(work, { workspace: LOCAL, target: seen(world, target) })

const kept = ({ state, target }: RunWorld, sku = SKU) =>
  parseBaseline(keptBaselines(state)('memory', productOf(target, sku)?.id ?? '') ?? undefined, digest)

const killed = (world: RunWorld, write: (write: Change) => boolean, when: 'before' | 'after') =>
  killAt(write, when).wrap(world.target)

test('a create that was killed after its call is found, kept as not made by us, and not made twice', async () => {
  const world = createRunWorld()
  const target = killed(world, isProduct(SKU), 'after')
  await expect(applied(world, [roper()], target)).rejects.toThrow(Killed)
  expect(kept(world)).toBeNull()

  const { result } = await applied(world, { resume: null })

  expect(result).toMatchObject({ status: 'complete', operations: { adopted: 1 } })
  expect(world.target.snapshot().products).toHaveLength(1)
  expect(kept(world)).toMatchObject({ sku: SKU, created: false })
  expect(Object.keys(kept(world)?.fields ?? {})).toEqual(['attributes.amazon_title', 'label'])
})

test('a create that was killed before its call is done, and kept as made by us', async () => {
  const world = createRunWorld()
  await expect(applied(world, [roper()], killed(world, isProduct(SKU), 'before'))).rejects.toThrow(Killed)

  const { result } = await applied(world, { resume: null })

  expect(result).toMatchObject({ status: 'complete', operations: { succeeded: 1 } })
  expect(kept(world)).toMatchObject({ created: true })
})

test('an update that was killed after its call leaves the later baseline', async () => {
  const world = createRunWorld()
  await applied(world, [roper()])
  const before = kept(world)
  const target = seen(world)
  await target.connect(signal)
  const [live] = await target.look([{ kind: 'product', key: SKU }], wantOf(LOCAL, target.traits, digest), signal)
  if (!live) throw new Error('The product is not there.')
  const change = update(productRecord(live), { attributes: { amazon_title: 'Roper II' } })
  await expect(applied(world, [change], killed(world, isProduct(SKU), 'after'))).rejects.toThrow(Killed)
  expect(kept(world)).toEqual(before)

  const { result } = await applied(world, { resume: null })

  expect(result).toMatchObject({ status: 'complete', operations: { adopted: 1 } })
  expect(kept(world)?.fields.label).toBe(before?.fields.label)
  expect(kept(world)?.fields['attributes.amazon_title']).not.toBe(before?.fields['attributes.amazon_title'])
})

test('what the calls of a run that is given up have done is kept as well', async () => {
  const world = createRunWorld()
  await expect(applied(world, [roper()], killed(world, isProduct(SKU), 'after'))).rejects.toThrow(Killed)

  await applied(world, [create('AMZN-US-B2')])

  expect(kept(world)).toMatchObject({ sku: SKU, created: false })
})

test('a run that is given up leaves alone what the new plan was made without', async () => {
  const world = createRunWorld()
  await expect(applied(world, [roper()], killed(world, isProduct(SKU), 'after'))).rejects.toThrow(Killed)
  const live = productOf(world.target, SKU)
  if (!live) throw new Error('The product is not there.')

  const { result } = await applied(world, [update(live, { attributes: { amazon_color: 'Sand' } })])

  expect(result).toMatchObject({ status: 'complete', operations: { succeeded: 1 } })
  expect(Object.keys(kept(world)?.fields ?? {})).toEqual(['attributes.amazon_color'])
})

test('the same plan on another machine leaves the account as it is, and baselines in its state', async () => {
  const world = createRunWorld()
  const plan = [roper()]
  await applied(world, plan)
  const another = createRunWorld({ target: world.target })

  const { result } = await applied(another, plan)

  expect(result.operations).toMatchObject({ adopted: 1, succeeded: 0 })
  expect(kept(another)).toMatchObject({ sku: SKU, created: false })
  expect(kept(world)).toMatchObject({ created: true })
})

test('images that failed are brought in when they are retried', async () => {
  let dead = true
  const world = createRunWorld({
    answer: (write) => (dead && write.kind === 'asset' ? refusal('image-unreachable') : null),
  })
  const asset = 'asset.71a.jpg'
  const baseline = { ...BASELINE, images: [{ slot: 'MAIN', image: '71a', asset }] }
  const after = { attributes: { amazon_images: [asset] } }
  const first = await applied(world, [
    upload('71a.jpg'),
    create(SKU, after, { depends_on: [`upload:${asset}`], baseline }),
  ])
  dead = false

  const { result } = await applied(world, { retry: first.result.run_id })

  expect(result).toMatchObject({ status: 'complete', operations: { succeeded: 2 } })
  expect(productOf(world.target, SKU)?.attributes.amazon_images).toHaveLength(1)
  expect(kept(world)).toMatchObject({ created: true, images: [{ image: '71a' }] })
})

test('a run is verified as any other', async () => {
  const world = createRunWorld()
  const { result } = await applied(world, [roper()])

  const request = { run: result.run_id, state: world.state, workspace: LOCAL, target: seen(world), digest }

  expect(await verifyRun(request, signal)).toMatchObject({ ok: true, checked: 1, differences: [] })
})

test('a rebuilt database says how many products have lost their baselines', async () => {
  const world = createRunWorld({ seed: { ...bootmaker(), attributes: bootmaker().attributes?.slice(0, 4) ?? [] } })
  await applied(world, [roper(), create('AMZN-US-B2')])
  world.state.close()
  const state = temporaryState()
  state.close()

  const folder = `${state.folder}/lost`
  const request = { folder, workspace: LOCAL, target: async () => world.target, clock: world.clock, digest }
  const rebuilt = await rebuildState(request, signal)

  expect(rebuilt).toMatchObject({ products: 0, lost_baselines: 2 })
  expect(renderRebuilt(rebuilt).join('\n')).toContain(
    'last written to 2 products of ours was only in the lost database',
  )
})
