import { expect, test } from 'vitest'
import { ProviderError } from '../../src/model/errors.ts'
import { create, createWorld } from './world.ts'

const MINUTES = (n: number) => n * 60_000
const boots = (count: number) => Array.from({ length: count }, (_, n) => create(`AMZN-US-B${n}`))

/** An account that is out until so many minutes after the start. */
function outWorld(minutes: number, code: 'outage' | 'credentials' = 'outage') {
  const world = createWorld({
    answer: () => {
      if (world.clock.now() - start >= MINUTES(minutes)) return null
      throw new ProviderError(code, 'Memory does not answer.', { hints: ['Look at its status page.'] })
    },
  })
  const start = world.clock.now()
  return { world, start }
}

test.each(['outage', 'credentials'] as const)(
  'pauses while the target is out (%s), and loses nothing',
  async (code) => {
    const { world, start } = outWorld(7, code)

    const { result, notes } = await world.run(boots(20))

    expect(result).toMatchObject({ status: 'complete', operations: { succeeded: 20 } })
    expect(notes).toEqual([])
    const pauses = world.events.filter((event) => event.type === 'run.paused')
    expect(pauses.map(({ seconds }) => seconds)).toEqual([60, 120, 300])
    expect(pauses[1]?.until).toBe(new Date(start + MINUTES(3)).toISOString())
    expect(world.target.snapshot().products).toHaveLength(20)
  },
)

test('ends interrupted after an hour of it, with the rest pending and nothing failed', async () => {
  const { world } = outWorld(60)

  const { result, notes, ending } = await world.run(boots(20))

  expect(result).toMatchObject({ status: 'interrupted', operations: { failed: 0, pending: 20 } })
  expect(result.resume).toBe('sync apply --resume 20261121T030000Z-3f2a')
  expect(world.events.filter(({ type }) => type === 'run.paused')).toHaveLength(4)
  expect(notes).toMatchObject([{ code: 'outage', hint: 'Look at its status page.' }])
  expect(ending).toBe('target')
})

test('begins with the shortest pause again after a time in which calls were answered', async () => {
  let calls = 0
  const world = createWorld({
    answer: () => {
      calls += 1
      if (calls === 3 || calls === 6) throw new ProviderError('outage', 'Memory does not answer.')
      return null
    },
  })

  await world.run(boots(8), { concurrency: 1 })

  expect(world.events.flatMap((event) => (event.type === 'run.paused' ? event.seconds : []))).toEqual([60, 60])
})

test('ends at once when it is stopped in a pause', async () => {
  const stop = new AbortController()
  const { world } = outWorld(60)
  const sleep = async () => {
    stop.abort()
    stop.signal.throwIfAborted()
  }

  const { result, notes } = await world.run(boots(2), { clock: { ...world.clock, sleep }, signal: stop.signal })

  expect(result).toMatchObject({ status: 'interrupted', operations: { pending: 2 } })
  expect(notes).toEqual([])
})
