import { expect, test } from 'vitest'
import { ProviderError } from '../../src/model/errors.ts'
import { create, createWorld, refusal } from './world.ts'

const boots = (count: number) => Array.from({ length: count }, (_, index) => create(`AMZN-US-B${index}`))

test.each([
  ['wait-too-long', 'The next call may leave only in 24 hours.', ['Go on after tomorrow.']],
  ['signed-out', 'Memory refuses the credentials.', ['Sign in.', 'Or ask somebody.']],
  ['unexpected-answer', 'The answers are not understood.', []],
  ['unavailable', 'Memory has a problem of its own.', ['Try again later.']],
  ['relationship-ambiguous', 'There are two of them.', ['Delete one.']],
])('a run that its target ends says why: %s', async (code, message, hints) => {
  let writes = 0
  const world = createWorld({
    answer: () => {
      writes += 1
      if (writes === 2) throw new ProviderError(code, message, { hints })
      return null
    },
  })

  const { result, ending } = await world.run(boots(4), { concurrency: 1 })

  expect(ending).toBe('target')
  expect(result).toMatchObject({ status: 'interrupted', operations: { succeeded: 1, pending: 3 } })
  expect(result.ending).toEqual({ code, message, hint: hints.join(' ') || null })
  expect(result.resume).not.toBeNull()
})

test('a run that a signal ends says so, even if the target fails over it', async () => {
  const stop = new AbortController()
  const world = createWorld({
    answer: () => {
      stop.abort()
      throw new ProviderError('wait-too-long', 'The next call may leave only in 24 hours.')
    },
  })

  const { result, ending } = await world.run(boots(2), { signal: stop.signal, concurrency: 1 })

  expect(ending).toBe('signal')
  expect(result.ending).toEqual({ code: 'interrupted', message: 'The run was interrupted.', hint: null })
})

test('a run that ends as asked names what was asked', async () => {
  const spent = createWorld()
  const failing = createWorld({ answer: () => refusal() })

  const budget = await spent.run(boots(5), { budget: 2, concurrency: 1 })
  const failures = await failing.run(boots(5), { maxFailures: 1, concurrency: 1 })

  expect(budget.result).toMatchObject({ status: 'stopped', ending: { code: 'budget' } })
  expect(failures.result).toMatchObject({ status: 'stopped', ending: { code: 'failures' } })
})

test('a run that reached every operation has no ending', async () => {
  const { result } = await createWorld().run(boots(2))
  expect(result).toMatchObject({ status: 'complete', ending: null })
})
