import { describe, expect, type TestContext, test } from 'vitest'
import type { Plan } from '../../src/model/plan.ts'
import type { RunResult } from '../../src/model/run.ts'
import type { AmazonFault } from '../../src/sandbox/amazon/fault-options.ts'
import type { AmazonSimOptions } from '../../src/sandbox/amazon/options.ts'
import type { PlytixFault } from '../../src/sandbox/plytix/fault-options.ts'
import { createProgramWorld } from './program.ts'

/** What a command may cost that gives up, in calls. */
const FEW = 60

const NOT_UNDERSTOOD = /answers about the \w+ are not understood, and nothing is concluded from them/
const LATER = /may leave only in 24 hours, and this program waits 2 hours at most/
const answer = (status: number, body: unknown) => ({ effect: 'answer', status, body }) as const
const HUGE = { limit: 1, window_size: 1e9, ttl: 1e18 }

const openWorld = ({ onTestFinished }: TestContext) =>
  createProgramWorld({ listings: 6, plytix: { asyncDelayMs: 1 }, amazon: { report: { looks: 0 } } }, onTestFinished)

// At once, since some of what ends a command is waited for in earnest.

describe.concurrent('a plan', () => {
  test.for<[string, PlytixFault, RegExp]>([
    ['no list', { effect: 'no-list', path: 'products/search' }, NOT_UNDERSTOOD],
    ['entries without ids', { effect: 'no-id', path: 'products/search' }, NOT_UNDERSTOOD],
    ['a page instead of data', { ...answer(200, '<html>'), kind: 'read' }, NOT_UNDERSTOOD],
    ['attributes that repeat', { effect: 'repeat', path: 'attributes/product/search' }, NOT_UNDERSTOOD],
    ['a window of thirty years', { ...answer(429, HUGE), kind: 'read', nth: 2 }, LATER],
    ['a window of thirty years at the sign-in', { ...answer(429, HUGE), kind: 'auth' }, LATER],
    ['a status that nobody sends', { ...answer(418, {}), kind: 'read' }, /does not let the attributes be read.*418/],
  ])('ends after a few calls, and says why, where Plytix answers with %s', async ([, fault, message], context) => {
    const world = await openWorld(context)
    world.sandbox.plytix.options.faults = [fault]

    const { code, stdout } = await world.run('plan', '--out', 'plan.json', '--json')

    const { error } = JSON.parse(stdout)
    expect([code, error.message]).toEqual([1, expect.stringMatching(message)])
    expect(error.hints).not.toEqual([])
    expect(world.sandbox.plytix.calls.length).toBeLessThan(FEW)
  })

  test.for([5e9, -3, 'many'])(
    'makes no product, and says that it is not whole, where Plytix counts %s of them',
    async (count, context) => {
      const world = await openWorld(context)
      world.sandbox.plytix.options.faults = [{ effect: 'count', count, path: 'products/search' }]

      const { code, stdout } = await world.run('plan', '--json')

      const { selection, summary, diagnostics, blocked } = JSON.parse(stdout) as Plan
      expect([code, selection.complete, summary.by_kind.product?.create ?? 0]).toEqual([0, false, 0])
      expect(blocked.map(({ action }) => action)).toContain('create')
      expect(diagnostics.map(({ severity }) => severity)).toContain('warning')
      expect(world.sandbox.plytix.calls.length).toBeLessThan(FEW)
    },
  )
})

describe.concurrent('an apply', () => {
  test.for<[string, PlytixFault, Partial<RunResult>, RegExp]>([
    ['redirections', { ...answer(302, ''), kind: 'write' }, { status: 'partial' }, /302/],
    [
      'a window of thirty years',
      { ...answer(429, HUGE), kind: 'write', nth: 3 },
      { status: 'interrupted', ending: expect.objectContaining({ code: 'wait-too-long' }) },
      LATER,
    ],
  ])('ends, says why and goes on later where Plytix answers with %s', async ([, fault, expected, message], context) => {
    const world = await openWorld(context)
    await world.run('plan', '--out', 'plan.json')
    world.sandbox.plytix.resetCounts()
    world.sandbox.plytix.options.faults = [fault]

    const { code, stdout } = await world.run('apply', 'plan.json', '--json')

    const result = JSON.parse(stdout) as RunResult
    expect([code, result]).toMatchObject([1, expected])
    expect(JSON.stringify([result.failures, result.ending])).toMatch(message)
    expect(world.sandbox.plytix.calls.length).toBeLessThan(4 * FEW)
    world.sandbox.plytix.options.faults = []
    const again = ['apply', ...(result.resume === null ? ['--retry-failed', result.run_id] : ['--resume'])]
    expect((await world.run(...again)).code).toBe(0)
    expect((await world.run('plan', '--detailed-exitcode')).code).toBe(0)
  })
})

describe.concurrent('an export', () => {
  const search = { operation: 'searchCatalogItems' } as const

  test.for<[string, AmazonFault, RegExp]>([
    ['no list', { ...answer(200, { numberOfResults: 5 }), ...search }, /without the list|not understood/],
    [
      'a wait of thirty years',
      { ...answer(429, {}), headers: { 'retry-after': '1000000000' }, operation: 'token' },
      /^Login with Amazon gives no token: 429/,
    ],
  ])('ends after a few calls, and says why, where Amazon answers with %s', async ([, fault, message], context) => {
    const world = await openWorld(context)
    world.sandbox.amazon.options.faults = [fault]

    const { code, stdout } = await world.run('export', '--json')

    const { error } = JSON.parse(stdout)
    expect([code, error.message]).toEqual([1, expect.stringMatching(message)])
    expect(error.hints).not.toEqual([])
    expect(world.sandbox.amazon.calls.length).toBeLessThan(FEW)
  })

  /** Without the counts by brand, which would tell that nothing is missing. */
  const amending =
    (changes: () => object): NonNullable<AmazonSimOptions['amend']> =>
    (operation, given) => {
      if (operation !== search.operation) return given
      const { refinements: _, ...body } = given.body as { refinements?: unknown }
      return { ...given, body: { ...body, ...changes() } }
    }

  test.for<[string, NonNullable<AmazonSimOptions['amend']>]>([
    [
      'pages that repeat',
      amending(() => ({ numberOfResults: 900, pagination: { nextToken: `again-${performance.now()}` } })),
    ],
    ['a count of billions', amending(() => ({ numberOfResults: 5e9 }))],
  ])('ends after a few calls, as incomplete, where Amazon answers with %s', async ([, amend], context) => {
    const world = await openWorld(context)
    world.sandbox.amazon.options.amend = amend

    const { code, stdout } = await world.run('export', '--json')

    const { complete, report } = JSON.parse(stdout)
    expect([code, complete]).toEqual([0, false])
    expect(report.out_of_reach).toBeGreaterThan(0)
    expect(world.sandbox.amazon.calls.length).toBeLessThan(FEW)
  })
})
