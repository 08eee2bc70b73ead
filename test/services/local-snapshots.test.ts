import { expect, test } from 'vitest'
import { explainSubject } from '../../src/services/explain.ts'
import { recordingTarget, snapshotTarget } from '../../src/services/snapshot.ts'
import { boot, settings } from '../support/boots.ts'
import { edit, keeping, type LocalDesk, localDesk } from '../support/local-desk.ts'
import { carryOut, openMachine, plan, requestOf } from '../support/world-desk.ts'

const ASIN = 'B0ROPER001'
const SKU = `AMZN-US-${ASIN}`

/** A desk whose first apply is done, and whose title a person has changed since. */
async function edited(): Promise<LocalDesk> {
  const items = [boot(ASIN, { item_name: 'Roper boot' })]
  const desk = localDesk({ settings: settings(), overrides: [], items, account: {} }, openMachine())
  await carryOut(desk, await plan(desk))
  await edit(desk, SKU, { attributes: { amazon_title: 'Roper, worn in' } })
  return desk
}

const placeOf = ({ state, world }: LocalDesk, baseline: 'local' | 'account' = 'local') => ({
  folder: state.folder,
  profile: null,
  settings: keeping(world, baseline).settings,
})

test('a snapshot holds the baselines of its time', async () => {
  const desk = await edited()
  const recording = recordingTarget(desk.target, placeOf(desk), expect.unreachable)
  const live = await plan({ ...desk, target: recording })

  const choice = { ...placeOf(desk), file: 'latest', traits: desk.target.traits, clock: desk.clock }
  const { target } = await snapshotTarget(choice)
  const later = await plan({ ...desk, target })

  expect(live.drift).toMatchObject([{ field: '/attributes/amazon_title', live: 'Roper, worn in' }])
  expect(later.drift).toEqual(live.drift)
  expect(later.operations).toEqual(live.operations)
})

test('a snapshot is not taken for one of an account that keeps baselines elsewhere', async () => {
  const desk = await edited()
  await plan({ ...desk, target: recordingTarget(desk.target, placeOf(desk), expect.unreachable) })

  const choice = { ...placeOf(desk, 'account'), file: 'latest', traits: desk.target.traits, clock: desk.clock }
  const { target } = await snapshotTarget(choice)

  await expect(plan({ ...desk, world: keeping(desk.world, 'account'), target })).rejects.toMatchObject({
    code: 'snapshot-query',
  })
})

test('explain tells what was last written from the state', async () => {
  const desk = await edited()
  const { signal } = new AbortController()

  const explanation = await explainSubject({ ...requestOf(desk), subject: ASIN, attribute: 'amazon_title' }, signal)

  expect(explanation.found.live).toMatchObject({ baseline: true })
  expect(explanation.values).toMatchObject([{ live: 'Roper, worn in', last_written: 'Roper boot', decision: 'drift' }])
})
