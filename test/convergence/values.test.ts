import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Json } from '../../src/model/json.ts'
import type { AttributeSpec } from '../../src/model/settings.ts'
import { atPlytix } from '../support/account-plytix.ts'
import { boot, settings, spec } from '../support/boots.ts'
import { carryOut, cases, openMachine, PATIENCE, plan } from '../support/world-desk.ts'

const TYPES = [
  'TextAttribute',
  'MultilineAttribute',
  'HtmlAttribute',
  'UrlAttribute',
  'IntAttribute',
  'DecimalAttribute',
  'DropdownAttribute',
  'MultiSelectAttribute',
  'BooleanAttribute',
  'DateAttribute',
]
const CHOICES = ['DropdownAttribute', 'MultiSelectAttribute']

/** What looks like its type, and is not quite. */
const LOOKALIKES: Json[] = [
  '2026-02-31',
  '2026-02-28T25:61:00Z',
  '{today}',
  9.5,
  '9.50',
  1e300,
  -0,
  2 ** 53,
  '12345678901234567890',
  '0x10',
  'true',
  'True',
  'Work',
  ['Work', 'Work', ''],
  ['Work', null],
  ['Swimming'],
  [['Work']],
  [],
  {},
  'not an address',
  'https://boots.example/a b',
  'https://',
  'https://boots.example/?a=1&region=us',
  'Boot\u0000 &#0; &copyright \ud800',
  '\u0000',
  'x'.repeat(70_000),
]

const values: fc.Arbitrary<Json> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...LOOKALIKES) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2, stringUnit: 'binary' }) as fc.Arbitrary<Json> },
)

const OWN = ['label', 'gtin', 'status']

const SPECS: AttributeSpec[] = [
  ...OWN.map((label) => spec(label, { from: `attributes.${label}`, clear: true })),
  ...TYPES.map((type) => {
    const options = CHOICES.includes(type) ? ['Work', 'Dance'] : []
    const name = `Amazon ${type.replace('Attribute', '')}`
    const label = name.toLowerCase().replace(' ', '_')
    return spec(label, { name, type, from: `attributes.${type}`, options, clear: true })
  }),
]

const items = fc.array(fc.record(Object.fromEntries([...OWN, ...TYPES].map((name) => [name, values]))), {
  minLength: 1,
  maxLength: 6,
})

type Facts = { [name: string]: Json }

const listingsOf = (facts: Facts[]) => facts.map((attributes, index) => boot(`B0BOOT000${index}`, { attributes }))

describe('whatever a source gives for whatever type', { timeout: PATIENCE }, () => {
  it('the product is made, what its fields cannot hold is named, and nothing is proposed for ever', async () => {
    const state = openMachine()
    const check = (facts: Facts[], later: Facts[]) => {
      const world = { settings: settings(), overrides: [], items: listingsOf(facts), account: {} }
      return atPlytix({ world, state, options: {}, specs: SPECS }, async (desk) => {
        const first = await plan(desk)

        const run = await carryOut(desk, first)

        expect(run.failures).toEqual([])
        expect(await plan(desk)).toMatchObject({ operations: [], target: { owned: facts.length } })

        const moved = { ...desk, world: { ...world, items: listingsOf(later) } }
        expect((await carryOut(moved, await plan(moved))).failures).toEqual([])
        expect((await plan(moved)).operations.filter(({ action }) => action !== 'create')).toEqual([])
      })
    }
    await fc.assert(fc.asyncProperty(items, items, check), cases(8))
  })
})
