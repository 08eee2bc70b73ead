import { describe, expect, test } from 'vitest'
import { kindOf, STATUSES } from '../../src/config/rules/value-kinds.ts'
import { BASELINE, slug } from '../../src/config/slug.ts'
import { PLYTIX } from '../../src/providers/plytix/facts.ts'
import { slug as slugOfAccount } from '../../src/sandbox/plytix/records.ts'

/** Offline checks know some facts of the target, since `config` may not import providers. */
describe('what validate knows of Plytix', () => {
  test('is the slug rule of its labels', () => {
    for (const name of ['Amazon Title', 'A-b.c:D', 'ÄÖ 9']) expect(slug(name)).toBe(slugOfAccount(name))
    expect(slug(PLYTIX.baseline.name)).toBe(PLYTIX.baseline.label)
  })

  test('is the baseline attribute', () => {
    expect({ label: PLYTIX.baseline.label, name: PLYTIX.baseline.name }).toEqual(BASELINE)
  })

  test('is what attribute types hold', () => {
    const written = Object.entries(PLYTIX.types).filter(([, kind]) => kind !== 'assets' && kind !== 'other')
    expect(written.length).toBeGreaterThan(0)
    for (const [type, kind] of written) expect([type, kindOf({ type })]).toEqual([type, kind])
  })

  test('is the list of statuses', () => {
    expect(STATUSES).toEqual(PLYTIX.statuses)
  })
})
