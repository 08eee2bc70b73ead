import { expect, test } from 'vitest'
import type { KeptQuality } from '../../src/model/quality.ts'
import { temporaryState } from './temporary.ts'

function kept(at: string, more: Partial<KeptQuality> = {}): KeptQuality {
  const rules = [{ id: 'named', field: 'item_name', severity: 'reject' as const, count: 1 }]
  const figures = { items: 10, valid: 9, rejected: 1, rate: 90, rules, defaults: { note: 2 } }
  return { at, command: 'plan', plan_id: `sha256:${at}`, ...figures, ...more }
}

test('knows nothing in a new folder', async () => {
  expect(await temporaryState().quality.latest('goods', 30)).toEqual([])
})

test('gives the newest, oldest first, as they were kept', async () => {
  const { quality } = temporaryState()
  const all = ['2026-11-03', '2026-11-01', '2026-11-02'].map((at) => kept(at))
  for (const one of all) await quality.keep('goods', one)

  expect(await quality.latest('goods', 2)).toEqual([kept('2026-11-02'), kept('2026-11-03')])
  expect(await quality.latest('goods', 0)).toEqual([])
})

test('keeps scopes apart, and a plan from its apply', async () => {
  const { quality } = temporaryState()
  await quality.keep('goods', kept('2026-11-01'))
  await quality.keep('goods', kept('2026-11-01', { command: 'apply' }))
  await quality.keep('others', kept('2026-11-01', { rate: 10 }))

  expect((await quality.latest('goods', 30)).map(({ command }) => command).sort()).toEqual(['apply', 'plan'])
  expect(await quality.latest('others', 30)).toHaveLength(1)
})

test('forgets the oldest where there are more than a thousand', async () => {
  const { quality } = temporaryState()
  const at = (number: number) => new Date(Date.UTC(2026, 0, 1) + number * 1_000).toISOString()
  for (let number = 0; number < 1_005; number++) await quality.keep('goods', kept(at(number)))

  const all = await quality.latest('goods', 2_000)
  expect(all).toHaveLength(1_000)
  expect(all[0]?.at).toBe(at(5))
})
