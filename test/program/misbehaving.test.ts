import { expect, test } from 'vitest'
import type { RunResult } from '../../src/model/run.ts'
import type { PlytixFault } from '../../src/sandbox/plytix/fault-options.ts'
import type { CallKind } from '../../src/sandbox/plytix/journal.ts'
import { createProgramWorld, type ProgramWorld } from './program.ts'

/** On a busy machine each start of the program takes seconds. */
const PATIENCE = 90_000

async function plannedWorld(): Promise<ProgramWorld> {
  const world = await createProgramWorld({ listings: 12, plytix: { asyncDelayMs: 1 } })
  const { code, stderr } = await world.run('plan', '--out', 'plan.json')
  expect({ code, stderr }).toMatchObject({ code: 0, stderr: expect.not.stringContaining('Error') })
  world.sandbox.plytix.resetCounts()
  return world
}

test('an apply that its target ends says why, as JSON and in words, exits with 1, and goes on later', {
  timeout: PATIENCE,
}, async () => {
  const world = await plannedWorld()
  const { options } = world.sandbox.plytix
  const refusal = {
    effect: 'answer',
    kind: 'write',
    status: 429,
    body: { limit: 1, window_size: 1e9, ttl: 1e18 },
  } as const

  options.faults = [{ ...refusal, nth: 10 }]
  const first = await world.run('apply', 'plan.json', '--json')
  options.faults = [{ ...refusal, nth: 10 }]
  const second = await world.run('apply', '--resume')
  options.faults = []
  const third = await world.run('apply', '--resume', '--json')

  const result = JSON.parse(first.stdout) as RunResult
  expect({ code: first.code, result }).toMatchObject({
    code: 1,
    result: {
      status: 'interrupted',
      ending: {
        code: 'wait-too-long',
        message: expect.stringContaining('24 hours'),
        hint: expect.stringContaining('Go on after'),
      },
      resume: expect.stringContaining(`apply --resume ${result.run_id}`),
    },
  })
  expect(second.code).toBe(1)
  expect(second.stdout).toMatch(/error: The next call may leave only in 24 hours.*\n.*Go on after .* UTC/)
  expect(second.stdout).toContain('Apply ended before its plan was done, for the reason above.')
  expect(second.stdout).toContain('To go on: sync apply --resume')
  expect(third.code).toBe(0)
  expect(JSON.parse(third.stdout)).toMatchObject({ run_id: result.run_id, status: 'complete', ending: null })
})

test('one signal ends a plan at once while it signs in, reads or waits, and a long wait was said by then', {
  timeout: PATIENCE,
}, async () => {
  const world = await plannedWorld()
  const trickling = (kind: CallKind) => ({ effect: 'trickle', kind }) as const
  const later = { status: 429, headers: { 'retry-after': '900' }, body: {} }
  const cases: [PlytixFault, (said: string) => boolean][] = [
    [trickling('auth'), () => world.sandbox.plytix.calls.length > 0],
    [trickling('read'), () => world.sandbox.plytix.calls.some(({ kind }) => kind === 'read')],
    [{ effect: 'answer', kind: 'read', ...later }, (said) => said.includes('Waiting')],
  ]
  for (const [fault, isTime] of cases) {
    world.sandbox.plytix.options.faults = [fault]
    world.sandbox.plytix.resetCounts()
    const { child, ended } = world.start('plan')
    let said = ''
    child.stderr?.on('data', (chunk) => (said += chunk))
    while (!isTime(said)) await new Promise((wake) => setTimeout(wake, 5))
    const since = Date.now()
    child.kill('SIGTERM')

    expect(await ended).toMatchObject({ code: 130, stderr: expect.stringContaining('Interrupted') })
    expect(Date.now() - since).toBeLessThan(10_000)
    if (fault.effect === 'trickle') continue
    expect(said).toMatch(/^Waiting about 15 minutes, until .* UTC: Plytix says that there are too many calls$/m)
  }
})
