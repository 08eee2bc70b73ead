import { expect, test } from 'vitest'
import type { Want } from '../../src/model/live.ts'
import { earlierReads } from '../../src/services/earlier-reads.ts'
import { recordingTarget } from '../../src/services/snapshot.ts'
import { targetWith } from '../../src/services/target-with.ts'
import { boot, settings } from '../support/boots.ts'
import { keeping, type LocalDesk, localDesk, moved } from '../support/local-desk.ts'
import { carryOut, openMachine, plan } from '../support/world-desk.ts'

const ASIN = 'B0ROPER001'
const LABEL = 'attributes.amazon_sync_baseline'

/** A desk whose first apply is done, where links may be removed. */
async function worked(baseline: 'local' | 'account'): Promise<LocalDesk> {
  const { policy, ...rest } = settings()
  const prune = { links: true, images: false, products: false, variants: false }
  const items = [boot(ASIN, { item_name: 'Roper boot', upc: '887276302195' })]
  const account = { products: [{ sku: 'MCA0032', gtin: '887276302195' }] }
  const world = { settings: { ...rest, policy: { ...policy, prune } }, overrides: [], items, account }
  const desk = moved(localDesk(world, openMachine()), { world: keeping(world, baseline) })
  await carryOut(desk, await plan(desk))
  return desk
}

/** The desk with a target that builds what it reads on earlier reads, unless everything is asked for. */
function building(desk: LocalDesk) {
  const asked: (boolean | undefined)[] = []
  const read = async (want: Want, signal: AbortSignal) => {
    asked.push(want.whole)
    const live = await desk.target.read(want, signal)
    return want.whole ? live : { ...live, built: true as const }
  }
  return { asked, desk: { ...desk, target: targetWith(desk.target, { read }) } }
}

test('a plan that removes nothing stands on what changed', async () => {
  const { asked, desk } = building(await worked('account'))

  expect((await plan(desk)).operations).toEqual([])
  expect(asked).toEqual([undefined])
})

test('a plan that would take off a link is made again from a read of everything', async () => {
  const before = await worked('account')
  const position = { file: 'specs/overrides/a.yaml', line: 1, column: 1 }
  const overrides = [{ id: ASIN, shop: null, canonical: 'none', position }]
  const { asked, desk } = building(moved(before, { world: { ...before.world, overrides } }))

  expect((await plan(desk)).operations.map(({ action }) => action)).toContain('unlink')
  expect(asked).toEqual([undefined, true])
})

test('what a later read is built on is what the account holds, without baselines that are kept here', async () => {
  const desk = await worked('local')
  const place = { folder: desk.state.folder, profile: null, settings: desk.world.settings }
  await plan({ ...desk, target: recordingTarget(desk.target, place, expect.unreachable) })
  const reads = earlierReads(desk.state, desk.target.traits.name)

  const earlier = await reads.newest(desk.account)
  const live = await earlier?.load()

  const { products } = desk.raw.snapshot()
  expect(live?.resources.product?.map(({ key }) => key).sort()).toEqual(products.map(({ sku }) => sku).sort())
  expect(live?.resources.product?.filter(({ fields }) => LABEL in fields)).toEqual([])
  expect(await reads.newest('another account')).toBeNull()
})

test('what was found out about an account is remembered for that account and system alone', async () => {
  const { state } = await worked('account')
  const finding = { at: '2026-11-21T03:00:00.000Z', value: { links: true } }
  const [one, other] = [earlierReads(state, 'one'), earlierReads(state, 'other')]

  await one.keep('boots', { ...finding, value: false })
  expect(await one.keep('boots', finding)).toBe(true)

  expect(await one.finding('boots')).toEqual(finding)
  expect([await one.finding('hats'), await other.finding('boots')]).toEqual([null, null])
})
