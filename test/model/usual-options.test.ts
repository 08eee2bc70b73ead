import { describe, expect, it } from 'vitest'
import { compileExpression } from '../../src/model/expression.ts'
import { namesRead } from '../../src/model/expression-names.ts'
import { USUAL_OPTIONS } from '../../src/model/usual-options.ts'

const usual = compileExpression(USUAL_OPTIONS)
type Fields = { [field: string]: unknown }
const RED: Fields = { color: 'Red', size: 'S' }

/** What the first of a group has as options. */
const of = (...group: Fields[]) => usual({ ...group[0], group })

describe('the usual options of a part', () => {
  it.each<[string, Fields[], unknown]>([
    ['what differs of colour and size', [RED, { color: 'Blue', size: 'M' }], { Color: 'Red', Size: 'S' }],
    ['size alone where the colour is one', [RED, { color: ' Red ', size: 'M' }], { Size: 'S' }],
    ['colour alone where the size is one', [RED, { color: 'Blue', size: 'S' }], { Color: 'Red' }],
    ['nothing where nothing differs', [RED, RED], null],
    ['nothing for one alone', [RED], null],
    ['what another lacks', [RED, { color: 'Red' }], { Size: 'S' }],
    ['nothing of what it lacks itself', [{ color: 'Red' }, RED], null],
    ['numbers as texts', [{ size: 10.5 }, { size: 11 }], { Size: '10.5' }],
    ['what the source names', [{ ...RED, options: { Width: 'EE', Size: 9 } }, RED], { Width: 'EE', Size: '9' }],
    ['nothing empty of that', [{ ...RED, options: { Width: '', Size: null } }, RED], null],
    [
      'colour and size where the source names no options',
      [{ ...RED, options: {} }, { size: 'M' }],
      { Color: 'Red', Size: 'S' },
    ],
    [
      'colour and size where its options are a list',
      [{ ...RED, options: ['S'] }, { size: 'M' }],
      { Color: 'Red', Size: 'S' },
    ],
  ])('are %s', (_, group, expected) => {
    expect(of(...group)).toEqual({ value: expected })
  })

  it('are none where an item has no group and no options', () => {
    expect(usual({ ...RED })).toEqual({ value: null })
  })

  it('keep the order of the source', () => {
    const { value } = of({ options: { Width: 'EE', Color: 'Red' } })

    expect(Object.keys(value as object)).toEqual(['Width', 'Color'])
  })

  it('read these fields', () => {
    expect(new Set(namesRead(USUAL_OPTIONS))).toEqual(new Set(['options', 'group', 'color', 'size']))
  })

  it('look at a large group once, not once for each of its parts', () => {
    let reads = 0
    const group = Array.from({ length: 1_000 }, (_, at) => ({
      get size() {
        reads += 1
        return `${at}`
      },
      description: 'x'.repeat(5_000),
    }))
    const all = group.map((one) => usual({ ...one, group }))

    expect(all.every(({ error }) => error === undefined)).toBe(true)
    expect(all.at(-1)).toEqual({ value: { Size: '999' } })
    expect(reads).toBeLessThan(4 * group.length)
  })
})
