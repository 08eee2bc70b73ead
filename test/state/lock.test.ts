import { spawnSync } from 'node:child_process'
import { hostname } from 'node:os'
import { expect, test } from 'vitest'
import { acquireLock, type Lock, type LockRequest } from '../../src/state/lock.ts'
import { isAlive, processId } from '../../src/state/process.ts'
import { type TestClock, testClock } from '../applier/world.ts'
import { temporaryFolder, temporaryState } from './temporary.ts'

const ELSEWHERE = { host: 'builder-7', pid: 4711, started: null }

function lockWorld() {
  const folder = temporaryFolder()
  const clock = testClock()
  let n = 0
  const take = (more: Partial<LockRequest> = {}): Promise<Lock> =>
    acquireLock({
      state: temporaryState(folder),
      ...{ command: 'sync apply plan.json', clock, timeout: 0 },
      random: () => {
        n += 1
        return n / 1000
      },
      signal: new AbortController().signal,
      ...more,
    })
  return { folder, clock, take }
}

const holds = (folder: string, lock: Lock) => temporaryState(folder).lock.holds(lock)

/** What a run does that has the lock, or had it. */
function write(folder: string, lock: Lock): Promise<void> {
  const ids = { run_id: '20261121T030000Z-3f2a', plan_id: 'sha256:plan', account: 'boots', scope: 'boots' }
  const journal = temporaryState(folder).journal({ clock: testClock(), lock })
  return journal.begin({ ...ids, started_at: '2026-11-21T03:00:00Z', operations: 1 })
}

/** Time that passes while the waiting side sleeps, with a holder that beats every five seconds. */
function beating(clock: TestClock, lock: Lock): TestClock {
  let since = 0
  return {
    ...clock,
    monotonic: () => clock.now(),
    async sleep(milliseconds) {
      clock.advance(milliseconds)
      since += milliseconds
      if (since < 5000) return
      since = 0
      await lock.beat()
    },
  }
}

test('is held by one at a time, and names its holder to the others', async () => {
  const { take } = lockWorld()
  const lock = await take()

  await expect(take()).rejects.toMatchObject({
    code: 'locked',
    message: `Another run holds the lock of this state folder: "sync apply plan.json" (process ${process.pid} on ${hostname()}, since 2026-11-21T03:00:00.000Z).`,
    hints: [expect.stringContaining('--lock-timeout'), expect.stringContaining(`sync state unlock ${lock.lock_id}`)],
  })
  await lock.release()
  expect((await take()).fence).toBe(lock.fence + 1)
})

test('is taken over at once when the holder died on this host', async () => {
  const { take } = lockWorld()
  const { pid } = spawnSync('true')
  await take({ self: { host: hostname(), pid, started: 'boot:1' } })

  expect((await take()).fence).toBe(2)
})

test('is not taken over when the number of a dead holder belongs to another process by now', () => {
  expect(isAlive(processId(process.pid))).toBe(true)
  expect(isAlive({ pid: process.pid, started: 'boot:1' })).toBe(processId(process.pid).started === null)
})

test('is taken over from another host once its lease is over', async () => {
  const { take, clock } = lockWorld()
  await take({ self: ELSEWHERE })
  await expect(take()).rejects.toMatchObject({ message: expect.stringContaining('builder-7') })

  const started = clock.now()
  const lock = await take({ timeout: 60_000 })

  expect(lock.fence).toBe(2)
  expect(clock.now() - started).toBeGreaterThanOrEqual(30_000)
  expect(clock.now() - started).toBeLessThan(31_000)
})

test('is taken over within seconds from a holder elsewhere that has been silent for long', async () => {
  const { take, clock } = lockWorld()
  await take({ self: ELSEWHERE })
  clock.advance(3_600_000)

  expect((await take()).fence).toBe(2)
})

test('stays with a holder that beats, however far the clocks are apart', async () => {
  const { take, clock, folder } = lockWorld()
  const lock = await take({ self: ELSEWHERE })
  clock.advance(3_600_000)

  const other = take({ clock: beating(clock, lock), timeout: 90_000 })

  await expect(other).rejects.toMatchObject({ code: 'locked' })
  expect(await holds(folder, lock)).toBe(true)
})

test('is waited for as long as allowed, and taken when it comes free', async () => {
  const { take, clock } = lockWorld()
  const lock = await take()
  const told: string[] = []
  const sleep = async (milliseconds: number) => {
    clock.advance(milliseconds)
    if (clock.now() > Date.parse('2026-11-21T03:00:40Z')) await lock.release()
  }

  const next = await take({
    clock: { ...clock, sleep },
    timeout: 90_000,
    onWait: ({ lock_id }) => void told.push(lock_id),
  })

  expect(next.fence).toBe(2)
  expect(told).toEqual([lock.lock_id])
})

test('stops its former holder, whose release and heartbeat do nothing any more', async () => {
  const { take, folder } = lockWorld()
  const lock = await take()
  expect(await temporaryState(folder).lock.release('lock-00000000')).toBe(false)
  expect(await temporaryState(folder).lock.release(lock.lock_id)).toBe(true)
  await expect(write(folder, lock)).rejects.toThrow(/unlocked by hand/)

  const next = await take({ command: 'sync apply other.json' })
  await lock.beat()
  await lock.release()

  await expect(write(folder, lock)).rejects.toThrow(/"sync apply other.json".* has it now/)
  expect(await holds(folder, next)).toBe(true)
})

test('goes to one of those who see it free at the same time', async () => {
  const { take } = lockWorld()

  const taken = await Promise.allSettled(Array.from({ length: 8 }, () => take()))

  expect(taken.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  for (const one of taken) if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'locked' })
})

test('gives up waiting when it is told to', async () => {
  const { take } = lockWorld()
  await take()

  await expect(take({ timeout: 60_000, signal: AbortSignal.abort() })).rejects.toThrow(/abort/i)
})
