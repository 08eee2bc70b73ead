import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { readSteps, type WrittenStep } from '../../src/config/transforms.ts'
import type { Json } from '../../src/model/json.ts'
import type { Computation } from '../../src/model/transform.ts'
import { computed } from '../../src/planner/project/computed.ts'
import { transformed } from '../../src/planner/project/transforms.ts'

const through = (value: Json, ...steps: WrittenStep[]) => {
  const outcome = transformed(value, readSteps(steps))
  return outcome.ok ? outcome.value : `refused: ${outcome.problem}`
}

describe('what a value goes through', () => {
  test.each<[Json, WrittenStep[], Json]>([
    ['  Tas  kulit ', ['trim'], 'Tas  kulit'],
    ['  Tas \n kulit ', ['squeeze'], 'Tas kulit'],
    ['Tas kulit asli', ['truncate(9)'], 'Tas kulit'],
    ['Tas kulit asli', ['truncate(4)'], 'Tas'],
    ['👨‍👩‍👧👨‍👩‍👧', ['truncate(1)'], '👨‍👩‍👧'],
    ['<p>Tas &amp; <b>dompet</b></p><ul><li>kulit<li>asli</ul>', ['strip_html'], 'Tas & dompet\n\nkulit\nasli'],
    ['<script>if (a < b) x()</SCRIPT>a < b <!-- c -->', ['strip_html'], 'a < b'],
    ['Rp 150.000', ['money(IDR)'], '150000'],
    ['N/A', ['money(IDR)'], 'refused: ("N/A") is no amount in IDR'],
    ['', ['money(IDR)'], 'refused: ("") is no amount in IDR'],
    [null, ['money(IDR)'], null],
    [' 007.50 ', ['decimal'], '7.5'],
    [1e-7, ['decimal'], '0.0000001'],
    ['1,5', ['decimal'], 'refused: ("1,5") is not a decimal'],
    ['NORMAL', [{ map: { NORMAL: 'active', UNLIST: 'draft' } }], 'active'],
    ['BANNED', [{ map: { NORMAL: 'active' } }], 'BANNED'],
    ['BANNED', [{ map: { NORMAL: 'active', '*': 'draft' } }], 'draft'],
    ['constructor', [{ map: { NORMAL: 'active' } }], 'constructor'],
    [1, [{ map: { '1': true } }], true],
    ['merah, biru ,, ', ['split(",")'], ['merah', 'biru']],
    ['a|b', [{ split: '|' }], ['a', 'b']],
    [[' a ', '', '  ', null, 'b'], ['trim'], ['a', 'b']],
    [['150000', '99000.5', null], ['lowest'], '99000.5'],
    [['0.1', '0.2'], ['sum'], '0.3'],
    [[], ['sum'], []],
    [[null], ['lowest'], null],
    ['12', ['lowest'], '12'],
    [['1', 'x'], ['sum'], 'refused: ("x") is not a decimal'],
    [['Rp 2.000', 'Rp 1.500'], ['money(IDR)', 'lowest'], '1500'],
    [['Rp 2.000', 'N/A'], ['money(IDR)', 'lowest'], 'refused: ("N/A") is no amount in IDR'],
    [{ a: 1 }, ['trim'], 'refused: ({"a":1}) is a list or an object'],
    ['  <i>Tas</i>  kulit  ', ['strip_html', 'squeeze', 'truncate(3)'], 'Tas'],
  ])('%j through %j is %j', (value, steps, result) => {
    expect(through(value, ...steps)).toEqual(result)
  })

  it('is the same when it goes through once more', () => {
    const steps = fc.constantFrom<WrittenStep>('trim', 'squeeze', 'truncate(7)', 'decimal', 'lowest')
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string()), steps, (text, step) => {
        const once = through(text, step)
        if (typeof once === 'string' && !once.startsWith('refused')) expect(through(once, step)).toEqual(once)
      }),
    )
  })

  it('is never longer than it may be', () => {
    const characters = new Intl.Segmenter('en', { granularity: 'grapheme' })
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 20 }), (text, most) => {
        const cut = through(text, `truncate(${most})`) as string
        expect([...characters.segment(cut)].length).toBeLessThanOrEqual(most)
        expect(text.startsWith(cut)).toBe(true)
      }),
    )
  })

  it('ends in time, whatever the markup is', () => {
    const started = performance.now()
    for (const piece of ['<!--', '<script>', '<a ', '</', '<<', '&amp;']) through(piece.repeat(50_000), 'strip_html')
    expect(performance.now() - started).toBeLessThan(5_000)
  })
})

const RULE: Computation = { base: 'price', factor: '1', add: '0', minimum: null, round: 'half-up', to: 0 }

describe('a value that is worked out of another', () => {
  test.each<[Json, Partial<Computation>, Json]>([
    ['150000', { factor: '1.15' }, '172500'],
    ['150000', { factor: '1.20' }, '180000'],
    [150000, { factor: '1.15' }, '172500'],
    ['100', { factor: '1.15', minimum: '1000' }, '1000'],
    ['1.005', { to: 2 }, '1.01'],
    ['0.125', { to: 2, round: 'half-even' }, '0.12'],
    ['0.121', { to: 2, round: 'up' }, '0.13'],
    ['0.129', { to: 2, round: 'down' }, '0.12'],
    ['172500', { to: -3 }, '173000'],
    ['0.1', { add: '0.2', to: 2 }, '0.3'],
    ['12345678901234567890.12', { factor: '3', to: 2 }, '37037036703703703670.36'],
    [null, { minimum: '1000' }, null],
    ['', { minimum: '1000' }, null],
  ])('%j with %j is %j', (base, more, result) => {
    expect(computed(base, { ...RULE, ...more })).toEqual({ ok: true, value: result })
  })

  it('is refused when the other is no decimal, and not taken for the minimum', () => {
    expect(computed('N/A', { ...RULE, minimum: '1000' })).toEqual({ ok: false, problem: '("N/A") is not a decimal' })
  })
})
