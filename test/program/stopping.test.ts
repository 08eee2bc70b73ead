import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import type { RunResult } from '../../src/model/run.ts'
import { createProgramWorld, type ProgramWorld } from './program.ts'

const FINISHING = 'the calls in flight finish first'
const SLOW = { plytix: { latencyMs: 25, asyncDelayMs: 1 } }

async function plannedWorld(finished = onTestFinished): Promise<ProgramWorld> {
  const world = await createProgramWorld(SLOW, finished)
  const { code, stderr } = await world.run('plan', '--out', 'plan.json')
  expect(stderr).not.toContain('Error')
  expect(code).toBe(0)
  world.sandbox.plytix.resetCounts()
  return world
}

const names = ({ sandbox }: ProgramWorld): string[] => sandbox.plytix.store.snapshot().products.map(({ sku }) => sku)

/** The account as one apply without any trouble leaves it. */
let plain: { snapshot: string; writes: number }
beforeAll(async () => {
  const world = await plannedWorld(afterAll)
  expect((await world.run('apply', 'plan.json')).code).toBe(0)
  plain = { snapshot: comparable(world), writes: world.writes() }
})

/** Baselines name their run and its account's ids, so that they differ from world to world. */
function comparable({ sandbox }: ProgramWorld): string {
  sandbox.plytix.store.settle()
  const text = JSON.stringify(sandbox.plytix.store.snapshot(), (key, value) =>
    key === 'amazon_sync_baseline' ? Boolean(value) : value,
  )
  return text
}

test('finishes the calls in flight on Ctrl-C, says how to go on, and goes on', async () => {
  const world = await plannedWorld()
  const release = world.hold(30)
  const { child, ended, said } = world.start('apply', 'plan.json', '--json', '--events', 'events.ndjson')
  await world.written(30)
  child.kill('SIGINT')
  await said(FINISHING)
  release()
  const stopped = await ended
  const result = JSON.parse(stopped.stdout) as RunResult
  const sent = world.writes()

  expect(stopped.code).toBe(130)
  expect(result.status).toBe('interrupted')
  expect(stopped.stderr).toContain(FINISHING)
  expect(result.operations.failed).toBe(0)
  const resume = /^sync (apply --resume \S+)$/.exec(result.resume ?? '')?.[1]?.split(' ') ?? []
  const resumed = await world.run(...resume, '--json', '--events', 'events.ndjson')
  expect(resumed.code).toBe(0)
  expect(JSON.parse(resumed.stdout)).toMatchObject({
    run_id: result.run_id,
    status: 'complete',
    operations: { pending: 0 },
  })
  expect(comparable(world)).toBe(plain.snapshot)
  // Whatever was in flight was finished, so that hardly anything is repeated.
  expect(world.writes()).toBeLessThanOrEqual(plain.writes + 8)
  expect(sent).toBeGreaterThanOrEqual(30)
  const events = readFileSync(join(world.folder, 'events.ndjson'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(events.every(({ v, at }) => v === 1 && at !== '')).toBe(true)
  // Before a run begins there are only figures of the process.
  const begun = events.filter(({ type, run_id }) => type !== 'process.gauges' || run_id !== null)
  expect(new Set(begun.map(({ run_id }) => run_id))).toEqual(new Set([result.run_id]))
  expect(events.map(({ type }) => type).filter((type) => /^run\.(started|finished)$/.test(type))).toEqual([
    'run.started',
    'run.finished',
    'run.started',
    'run.finished',
  ])
})

test.each(['SIGTERM', 'SIGHUP'] as const)('takes %s for a Ctrl-C', async (signal) => {
  const world = await plannedWorld()
  const release = world.hold(10)
  const { child, ended, said } = world.start('apply', 'plan.json')
  await world.written(10)
  child.kill(signal)
  await said(FINISHING)
  release()

  const { code, stdout } = await ended

  expect(code).toBe(130)
  expect(stdout).toMatch(/To go on: sync apply --resume \d{8}T\d{6}Z-[0-9a-f]{4}/)
})

test('is resumed after SIGKILL again and again, with nothing lost, doubled or left to a person', async () => {
  const world = await plannedWorld()
  for (const [index, writes] of [12, 40, 60].entries()) {
    const release = world.hold(writes)
    const { child, ended } = world.start('apply', ...(index === 0 ? ['plan.json'] : ['--resume']))
    await world.written(writes)
    child.kill('SIGKILL')
    expect((await ended).signal).toBe('SIGKILL')
    release()
  }

  const { code, stdout } = await world.run('apply', 'plan.json')

  expect(stdout).toContain('Apply complete.')
  expect(code).toBe(0)
  expect(comparable(world)).toBe(plain.snapshot)
  expect(new Set(names(world)).size).toBe(names(world).length)
})

test('ends at once on the second Ctrl-C, and can still be resumed', async () => {
  const world = await plannedWorld()
  const release = world.hold(1)
  const { child, ended, said } = world.start('apply', 'plan.json')
  await world.written(1)
  child.kill('SIGINT')
  await said(FINISHING)
  child.kill('SIGINT')
  // Nobody answers its calls, so that it waits for none of them.
  const { code, stderr } = await ended
  expect(code).toBe(130)
  expect(stderr).toContain('Ended at once: what became of the calls in flight is not known. The next apply asks for it')
  release()

  expect((await world.run('apply', '--resume')).code).toBe(0)
})

test('goes on when nobody reads what it says any more', async () => {
  const world = await plannedWorld()
  const { child, ended } = world.start('apply', 'plan.json')
  child.stdout?.destroy()
  child.stderr?.destroy()

  await ended

  expect(child.exitCode).toBe(0)
  const { stdout } = await world.run('runs', '--json')
  expect(JSON.parse(stdout).runs).toMatchObject([{ status: 'complete' }])
})

test('refuses a second apply, and takes over from one that was killed', async () => {
  const world = await plannedWorld()
  const release = world.hold(5)
  const { child, ended } = world.start('apply', 'plan.json')
  await world.written(5)
  const second = await world.run('apply', 'plan.json')
  const running = await world.run('runs')
  child.kill('SIGKILL')
  await ended
  release()
  const third = await world.run('apply', '--resume')

  expect(second.code).toBe(1)
  expect(second.stderr).toMatch(/Another run holds the lock .*"sync apply plan\.json" \(process \d+ on \S+, since /)
  expect(second.stderr).toMatch(/sync state unlock lock-[0-9a-f]{8}/)
  expect(running.stdout).toContain('running')
  expect(third.code).toBe(0)
  expect(readdirSync(join(world.folder, 'state/default/runs'))).toHaveLength(1)
  expect(existsSync(join(world.folder, 'state/default/state.db'))).toBe(true)
})
