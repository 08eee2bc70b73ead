import { describe, expect, test } from 'vitest'
import type { AttributeSpec } from '../../src/model/settings.ts'
import { account, boot, ownedBoot, plan, product, settings, skuOf, TITLE } from '../support/boots.ts'
import type { PimProduct } from '../support/pim.ts'

const ASIN = 'B0PRAIRIE1'

interface Case {
  title: string
  /** What the account holds; absent: nothing. */
  live?: string
  desired: string | null
  /** What was last written; absent: no baseline for the field. */
  written?: string
  always: string
  'if-empty': string
}

const CASES: Case[] = [
  { title: 'live equals desired', live: 'Tan', desired: 'Tan', always: 'nothing', 'if-empty': 'nothing' },
  { title: 'live is empty, nothing was written', desired: 'Tan', always: 'write', 'if-empty': 'write' },
  { title: 'live differs, nothing was written', live: 'Red', desired: 'Tan', always: 'unadopted', 'if-empty': 'kept' },
  { title: 'the source moved', live: 'Red', desired: 'Tan', written: 'Red', always: 'write', 'if-empty': 'kept' },
  { title: 'a person moved it', live: 'Red', desired: 'Tan', written: 'Tan', always: 'drift', 'if-empty': 'nothing' },
  { title: 'all three differ', live: 'Red', desired: 'Tan', written: 'Blue', always: 'both-moved', 'if-empty': 'kept' },
  { title: 'a person cleared it', desired: 'Tan', written: 'Tan', always: 'drift', 'if-empty': 'nothing' },
  {
    title: 'both sides say the same by now',
    live: 'Tan',
    desired: 'Tan',
    written: 'Red',
    always: 'nothing',
    'if-empty': 'nothing',
  },
  {
    title: 'live is empty and so was what was written',
    desired: 'Tan',
    written: '',
    always: 'write',
    'if-empty': 'kept',
  },
  {
    title: 'the source moved, and a person cleared it',
    desired: 'Tan',
    written: 'Red',
    always: 'both-moved',
    'if-empty': 'kept',
  },
  {
    title: 'the source has nothing, and neither was it written',
    live: 'Red',
    desired: null,
    always: 'nothing',
    'if-empty': 'nothing',
  },
  { title: 'nobody has anything', desired: null, always: 'nothing', 'if-empty': 'nothing' },
  {
    title: 'the source has nothing',
    live: 'Red',
    desired: null,
    written: 'Red',
    always: 'nothing',
    'if-empty': 'nothing',
  },
]

function boots({ live, written }: Case): PimProduct {
  const attributes = live === undefined ? {} : { amazon_color: live }
  if (written === undefined) return product(skuOf(ASIN), { attributes })
  return ownedBoot(ASIN, { attributes }, { values: { 'attributes.amazon_color': written } })
}

function outcome(found: Case, rule: AttributeSpec['write'], { policy = settings(), clear = false } = {}): string {
  const color = { ...TITLE, label: 'amazon_color', name: 'Amazon Color', from: 'color', write: rule, clear }
  const contents = plan({
    items: [boot(ASIN, { color: found.desired })],
    live: account([boots(found)]),
    specs: [color],
    settings: policy,
  })
  const writes = contents.operations.filter(
    ({ action, address }) => action === 'update' && address.startsWith('product.'),
  ).length
  const reports = [
    ...contents.drift.map(({ decision }) => (decision === 'spared' ? 'drift' : 'drift overwritten')),
    ...contents.conflicts.map(({ kind }) => kind),
  ]
  return [...(writes > 0 ? ['write'] : []), ...reports].join(' + ') || 'nothing'
}

describe.each(['always', 'if-empty'] as const)('a field that is written %s', (rule) => {
  test.each(CASES)('when $title', (found) => {
    expect(outcome(found, rule)).toBe(found[rule])
  })
})

describe('policies', () => {
  const named = (title: string) => CASES.find((entry) => entry.title === title) as Case

  test('on_unadopted: overwrite writes what nobody adopted', () => {
    const policy = settings((value) => {
      value.policy.on_unadopted = 'overwrite'
    })
    expect(outcome(named('live differs, nothing was written'), 'always', { policy })).toBe('write + drift overwritten')
  })

  test('on_drift: overwrite writes over drift and conflicts, and says so', () => {
    const policy = settings((value) => {
      value.policy.on_drift = 'overwrite'
    })
    expect(outcome(named('a person moved it'), 'always', { policy })).toBe('write + drift overwritten')
    expect(outcome(named('all three differ'), 'always', { policy })).toBe('write + drift overwritten + both-moved')
  })

  test('an if-empty value is never overwritten, whatever the policies say', () => {
    const policy = settings((value) => {
      value.policy.on_unadopted = 'overwrite'
      value.policy.on_drift = 'overwrite'
    })
    expect(outcome(named('live differs, nothing was written'), 'if-empty', { policy })).toBe('kept')
    expect(outcome(named('a person moved it'), 'if-empty', { policy })).toBe('nothing')
    expect(outcome(named('all three differ'), 'if-empty', { policy })).toBe('kept')
  })

  test('clear: true empties what this program wrote, and nothing else', () => {
    expect(outcome(named('the source has nothing, and neither was it written'), 'always', { clear: true })).toBe(
      'nothing',
    )
    expect(outcome(named('the source has nothing'), 'always', { clear: true })).toBe('write')
    expect(outcome({ ...named('the source has nothing'), written: 'Blue' }, 'always', { clear: true })).toBe('nothing')
  })

  test('clear: true leaves a field alone that people may refine', () => {
    expect(outcome(named('the source has nothing'), 'if-empty', { clear: true })).toBe('nothing')
  })

  test.each(['if-new', 'on-change', 'never'] as const)(
    'a field that is written %s makes no update of its own',
    (rule) => {
      for (const found of CASES) expect(outcome(found, rule)).toBe('nothing')
    },
  )
})
