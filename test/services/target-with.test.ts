import { expect, test } from 'vitest'
import { passed } from '../../src/model/check.ts'
import type { Target } from '../../src/model/target.ts'
import { targetWith } from '../../src/services/target-with.ts'
import { createMemoryTarget } from '../support/memory/index.ts'

const { signal } = new AbortController()
const window = { limit: 20, window_size: 10, used: 0, room: 20, resets_at: null }

test('a target that does one thing in its own way does everything else as before, however often it is wrapped', async () => {
  const target: Target = {
    ...createMemoryTarget(),
    windows: () => [window],
    atOnce: () => 2250,
    async *check() {
      yield passed('open', 'It is there.')
    },
  }
  const wrapped = targetWith(targetWith(target, {}), { connect: async () => ({ account: 'own', windows: [] }) })

  expect(await wrapped.connect(signal)).toEqual({ account: 'own', windows: [] })
  expect(wrapped.windows?.()).toEqual([window])
  expect(wrapped.atOnce?.()).toBe(2250)
  expect(await Array.fromAsync(wrapped.check?.({ probe: false }, signal) ?? [])).toHaveLength(1)
})

test('what a target does not do nobody does in its place', () => {
  const { windows: _, atOnce: __, check: ___, ...target }: Target = createMemoryTarget()
  const wrapped = targetWith(target, {})

  expect([wrapped.atOnce, wrapped.check]).toEqual([undefined, undefined])
})
