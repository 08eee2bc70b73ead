import { expect, test } from 'vitest'
import { type Check, passed } from '../../../src/model/check.ts'
import { ProviderError } from '../../../src/model/errors.ts'
import { inTime } from '../../../src/services/doctor/in-time.ts'
import { createManualClock } from '../../net/manual-clock.ts'

type Checks = (signal: AbortSignal) => AsyncGenerator<Check>

function run(checks: Checks, signal = new AbortController().signal): Promise<Check[]> {
  const clock = createManualClock()
  return clock.until(Array.fromAsync(inTime({ id: 'shop', title: 'Shop', checks }, clock, signal)))
}

async function never(signal: AbortSignal): Promise<never> {
  if (!signal.aborted) await new Promise((gone) => signal.addEventListener('abort', gone))
  throw signal.reason
}

test('a system that never answers is left after a minute, with what was found before', async () => {
  const checks = await run(async function* (signal) {
    yield passed('sign-in', 'Signed in.')
    await never(signal)
  })

  expect(checks.map(({ name, severity }) => [name, severity])).toEqual([
    ['sign-in', 'info'],
    ['answer', 'error'],
  ])
  expect(checks[1]?.message).toBe('Shop: not everything was answered within 60 seconds.')
})

test('what a system throws is a finding', async () => {
  const [check] = await run(async function* () {
    yield* []
    throw new ProviderError('closed', 'The shop is closed.', { hints: ['Come back.', 'Tomorrow.'] })
  })

  expect(check).toEqual({
    name: 'open',
    severity: 'error',
    message: 'The shop is closed.',
    hint: 'Come back. Tomorrow.',
  })
})

test('a fault of the program is none, and neither is an interruption', async () => {
  const broken = run(async function* () {
    yield* []
    throw new TypeError('x is not a function')
  })
  await expect(broken).rejects.toThrow(TypeError)

  const interruption = new AbortController()
  const interrupted = run(async function* (signal) {
    interruption.abort(new DOMException('Interrupted.', 'AbortError'))
    yield* []
    await never(signal)
  }, interruption.signal)
  await expect(interrupted).rejects.toMatchObject({ name: 'AbortError' })
})
