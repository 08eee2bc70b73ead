import { describe, expect, test } from 'vitest'
import { comparablePlan, timeless } from '../../bench/compare/comparable.ts'
import { differences } from '../../bench/compare/differences.ts'
import { judge } from '../../bench/compare/report.ts'
import type { JsonObject } from '../../src/model/json.ts'

const boot = {
  id: 'create:product.BOOT',
  address: 'product.BOOT',
  reason: 'not in the account yet',
  after: { label: 'Boot' },
}
const shoe = {
  id: 'create:product.SHOE',
  address: 'product.SHOE',
  reason: 'not in the account yet',
  after: { label: 'Shoe' },
}
const heel = { id: 'upload:asset.heel.jpg', address: 'asset.heel.jpg', reason: 'needed', after: {} }

const plan = (...operations: JsonObject[]): JsonObject => ({ created_at: '2026-11-21T03:00:00.000Z', operations })

describe('two documents', () => {
  test('are the same whatever the order of their keys', () => {
    expect(differences({ a: 1, b: [{ id: 'x', c: null }] }, { b: [{ c: null, id: 'x' }], a: 1 })).toEqual([])
  })

  test('differ in a text, told with its path', () => {
    const changed = { ...shoe, reason: 'missing' }

    expect(differences(plan(boot, shoe), plan(boot, changed))).toEqual([
      { path: 'operations[create:product.SHOE].reason', old: 'not in the account yet', new: 'missing' },
    ])
  })

  test('differ in the order of what both hold', () => {
    expect(differences(plan(boot, shoe, heel), plan(boot, heel, shoe))).toEqual([
      { path: 'operations (order)', old: 'create:product.SHOE', new: 'upload:asset.heel.jpg' },
    ])
  })

  test('differ by one entry when one is missing, whatever follows it', () => {
    expect(differences(plan(boot, shoe, heel), plan(shoe, heel))).toEqual([
      { path: 'operations[create:product.BOOT]', old: boot, new: undefined },
    ])
  })

  test('tell apart entries that nothing names', () => {
    const remark = (message: string) => ({ code: 'odd', message })

    expect(differences([remark('one'), remark('two')], [remark('one'), remark('three')])).toEqual([
      { path: '[odd #2].message', old: 'two', new: 'three' },
    ])
  })

  test('differ where one has an empty value and the other has none', () => {
    expect(differences({ label: null }, {})).toEqual([{ path: 'label', old: null, new: undefined }])
    expect(differences({ targets: [] }, { targets: ['A'] })).toEqual([{ path: 'targets', old: [], new: ['A'] }])
  })
})

describe('a plan', () => {
  test('is compared without times, but with dates, which are values', () => {
    expect(
      timeless({ at: '2026-11-21T03:00:00.000Z', seconds: 3, run: '20261121T030000Z-3f2a', day: '2026-11-21' }),
    ).toEqual({
      at: '{time}',
      run: '{time}',
      day: '2026-11-21',
    })
  })

  test('may tell kind and key beside the address, as long as they agree with it', () => {
    const told = { ...boot, kind: 'product', key: 'BOOT' }

    expect(differences(comparablePlan(plan(boot)), comparablePlan(plan(told)))).toEqual([])
    expect(differences(comparablePlan(plan(boot)), comparablePlan(plan({ ...told, key: 'SHOE' })))).toHaveLength(2)
  })

  test('is compared without keys that earlier versions lack, and without the words of remarks', () => {
    const remark = { code: 'old-export', message: 'It is 8173 hours old.', hint: 'Export again.' }
    const now = {
      overwrites: [],
      names: {},
      selection: { only: [], left_out: { listings: 0 } },
      target: { name: 'own' },
    }
    const [older, newer] = [plan(boot), plan(boot)].map((one) => ({ ...(one as JsonObject), diagnostics: [remark] }))

    const reworded = { ...newer, ...now, diagnostics: [{ ...remark, message: 'It is 340 days old.' }] }
    expect(differences(comparablePlan({ ...older, selection: { only: [] } }), comparablePlan(reworded))).toEqual([])
    const other = { ...newer, ...now, diagnostics: [{ ...remark, code: 'limited' }] }
    expect(differences(comparablePlan({ ...older, selection: { only: [] } }), comparablePlan(other))).not.toEqual([])
  })
})

describe('the report', () => {
  const step = (outcome: JsonObject, said = '') => [
    { title: 'plan', outcome: { exit: 0, calls: {}, ...outcome }, said },
  ]
  const showing = { most: 10, allowed: [] }

  test('counts differences and shows both sides from where they part', () => {
    const long = 'x'.repeat(300)
    const { different, lines } = judge(step({ text: `${long}old` }), step({ text: `${long}new` }), showing)

    expect(different).toBe(1)
    expect(lines[0]).toContain('DIFFERENT  plan')
    expect(lines.slice(1).map((line) => line.trim())).toEqual([
      'text',
      `old: …${'x'.repeat(40)}old"`,
      `new: …${'x'.repeat(40)}new"`,
    ])
  })

  test('tells what is allowed, and other words, without counting them', () => {
    const { different, lines } = judge(step({ runs: 1 }, 'One run.'), step({ runs: 2 }, 'Two runs.'), {
      ...showing,
      allowed: [/^runs$/],
    })

    expect(different).toBe(0)
    expect(lines).toEqual([expect.stringContaining('its words are others: One run. -> Two runs.; 1 allowed')])
  })

  test('counts a step that one version alone did', () => {
    expect(judge(step({}), [], showing).different).toBe(1)
  })
})
