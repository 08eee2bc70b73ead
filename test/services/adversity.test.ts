import { expect, test } from 'vitest'
import { ProviderError, type SyncError } from '../../src/model/errors.ts'
import type { Change } from '../../src/model/target.ts'
import { acquireLock } from '../../src/state/lock.ts'
import { listRuns } from '../../src/state/runs.ts'
import { create, productOf } from '../applier/world.ts'
import { boots, createRunWorld, isProduct, Killed, killAt } from './run-world.ts'

test('refuses a second apply while the first is under way, and names its holder', async () => {
  const world = createRunWorld()
  let second: unknown
  const slow = {
    ...world.target,
    async write(write: Change, signal: AbortSignal) {
      second ??= await world.apply([create('AMZN-US-X')]).catch((error: unknown) => error)
      return world.target.write(write, signal)
    },
  }

  const { result } = await world.apply(boots(2), { target: slow, lock: { command: 'sync apply a.json', timeout: 0 } })

  expect(result.status).toBe('complete')
  expect(second).toMatchObject({ code: 'locked', message: expect.stringContaining('"sync apply a.json"') })
  expect((second as SyncError).hints.join()).toMatch(/sync state unlock lock-[0-9a-f]{8}/)
  expect(productOf(world.target, 'AMZN-US-X')).toBeUndefined()
})

test('writes nothing more once another holder has the lock', async () => {
  const world = createRunWorld()
  const signal = new AbortController().signal
  const thief = {
    ...world.target,
    async write(write: Change, stop: AbortSignal) {
      world.state.database.exec('UPDATE lock SET lock_id = NULL')
      await acquireLock({
        state: world.state,
        clock: world.clock,
        random: () => 0.5,
        command: 'thief',
        timeout: 0,
        signal,
      })
      return world.target.write(write, stop)
    },
  }

  const lost = world.apply(boots(5), { target: thief, concurrency: 1 })

  await expect(lost).rejects.toMatchObject({ code: 'lock-lost', message: expect.stringContaining('"thief"') })
  expect(world.target.snapshot().products).toHaveLength(1)
  expect(listRuns(world.state)).toMatchObject([{ status: null, counts: { succeeded: 0, pending: 5 } }])
})

test('ends before the next call when the disk is full, says so, and goes on when there is room', async () => {
  const world = createRunWorld()
  const { database } = world.state
  const pages = Number(database.prepare('PRAGMA page_count').get()?.page_count)
  let full = false
  const target = {
    ...world.target,
    write(write: Change, signal: AbortSignal) {
      if (!full) database.exec(`PRAGMA max_page_count = ${pages}`)
      full = true
      return world.target.write(write, signal)
    },
  }
  const many = boots(400)

  const failed = world.apply(many, { target, concurrency: 1 })

  await expect(failed).rejects.toMatchObject({
    code: 'state-unwritable',
    message: expect.stringContaining('full'),
    hints: expect.arrayContaining([expect.stringMatching(/sync apply --resume/)]),
  })
  database.exec('PRAGMA max_page_count = 1000000')
  const { result } = await world.apply({ resume: null })
  expect(result.status).toBe('complete')
  expect(result.operations.succeeded + result.operations.adopted).toBe(400)
  expect(world.target.snapshot().products).toHaveLength(400)
})

test.each([-40 * 86_400_000, 40 * 86_400_000])('is not confused by a clock that jumps by %i ms', async (jump) => {
  const world = createRunWorld()
  const kill = killAt(isProduct('AMZN-US-B3'), 'after')
  const target = {
    ...world.target,
    write(write: Change, signal: AbortSignal) {
      if (isProduct('AMZN-US-B1')(write)) world.clock.advance(jump)
      return world.target.write(write, signal)
    },
  }
  await expect(world.apply(boots(6), { target: kill.wrap(target), concurrency: 1 })).rejects.toThrow(Killed)
  world.clock.advance(-jump)

  const { result } = await world.apply({ resume: null })

  expect(result).toMatchObject({ status: 'complete', operations: { succeeded: 6 } })
  expect(world.target.snapshot().products).toHaveLength(6)
})

test('fails like any other command when the target cannot be reached before the run', async () => {
  const world = createRunWorld()
  const connect = () => Promise.reject(new ProviderError('credentials', 'Memory refuses the credentials.'))

  await expect(world.apply(boots(1), { target: { ...world.target, connect } })).rejects.toThrow(/refuses/)
  expect(listRuns(world.state)).toEqual([])
})
