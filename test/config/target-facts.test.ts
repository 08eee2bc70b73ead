import { describe, expect, test } from 'vitest'
import { kindOf, STATUSES } from '../../src/config/rules/value-kinds.ts'
import { BASELINE, slug } from '../../src/config/slug.ts'
import { traits } from '../../src/providers/plytix/traits.ts'

/** Offline checks know some facts of the target, since `config` may not import providers. */
describe('what validate knows of Plytix', () => {
  test('is the slug rule of its labels', () => {
    for (const name of ['Amazon Title', 'A-b.c:D', 'ÄÖ 9']) expect(slug(name)).toBe(traits.slug(name))
  })

  test('is the baseline attribute', () => {
    expect({ label: traits.baseline.label, name: traits.baseline.name }).toEqual(BASELINE)
  })

  test('is what attribute types hold', () => {
    const written = Object.entries(traits.types).filter(([, kind]) => kind !== 'assets' && kind !== 'other')
    for (const [type, kind] of written) expect([type, kindOf({ type })]).toEqual([type, kind])
  })

  test('is the list of statuses', () => {
    expect(STATUSES).toEqual(traits.fieldOptions.status)
  })
})
