import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Fields, parsePart, partPath } from '../../src/model/fields.ts'
import { alikeParts, fieldsByPart, markedFields, underKeys } from '../../src/model/marks.ts'

const PLACE = { group: 'sizes', keyField: 'code' }

/** A stamp is a mark, and so is a maker with a number. */
function marks(fields: Fields): string[] {
  const parts = [...fieldsByPart(fields, 'sizes')].map(([key, own]) => [key, own] as const)
  return parts.flatMap(([key, own]) => {
    const [stamp, maker, number] = ['stamp', 'maker', 'number'].map((path) => own[partPath('sizes', key, path)])
    return [...(stamp ? [`stamp ${stamp}`] : []), ...(maker && number ? [`number ${maker}-${number}`] : [])]
  })
}

const size = (key: string, own: Fields): Fields =>
  Object.fromEntries(Object.entries(own).map(([path, value]) => [partPath('sizes', key, path), value]))
const pairs = (ours: Fields, theirs: Fields) => [...alikeParts(ours, theirs, { marks, group: 'sizes' })]

describe('parts that bear one mark', () => {
  it('are pairs where each of them has one other alone', () => {
    const ours = { ...size('a', { stamp: '1' }), ...size('b', { stamp: '2' }), ...size('c', {}) }
    const theirs = { ...size('x', { stamp: '2' }), ...size('y', { stamp: '1' }), ...size('z', { stamp: '3' }) }

    expect(pairs(ours, theirs)).toEqual([
      ['a', 'y'],
      ['b', 'x'],
    ])
  })

  it('are none where two could be one, on either side', () => {
    const [one, two] = [size('a', { stamp: '1' }), { ...size('x', { stamp: '1' }), ...size('y', { stamp: '1' }) }]

    expect(pairs(one, two)).toEqual([])
    expect(pairs(two, one)).toEqual([])
  })

  it('leave out what has its key already', () => {
    const ours = { ...size('a/1', { stamp: '1' }), ...size('b', { stamp: '1' }) }

    expect(pairs(ours, { ...size('a/1', { color: 'red' }), ...size('x', { stamp: '1' }) })).toEqual([['b', 'x']])
    expect(pairs(ours, size('a/1', { stamp: '1' }))).toEqual([])
  })
})

it('the fields that a mark is made of are those without which it would be another', () => {
  const fields = size('x', { maker: 'm', number: '7', color: 'red' })

  expect(markedFields(fields, marks)).toEqual(size('x', { maker: 'm', number: '7' }))
  expect(markedFields(size('x', { maker: 'm' }), marks)).toEqual({})
})

it('under other keys a resource holds what it held, whatever the keys are', () => {
  const key = fc.string({ minLength: 1, maxLength: 4 })
  const parts = fc.uniqueArray(fc.tuple(key, key), { maxLength: 4, selector: ([theirs]) => theirs }).filter((all) => {
    const [theirs, ours] = [all.map(([one]) => one), all.map(([, other]) => other)]
    return new Set([...theirs, ...ours]).size === all.length * 2
  })
  fc.assert(
    fc.property(parts, (all) => {
      const fields = Object.assign({ title: 'Hat' }, ...all.map(([theirs], n) => size(theirs, { stamp: `${n}` })))

      const seen = underKeys({ kind: 'good', key: 'x', id: '1', fields }, { key: 'ours', parts: new Map(all) }, PLACE)

      expect(seen).toMatchObject({ key: 'ours', id: '1', fields: { title: 'Hat' } })
      const values = all.flatMap(([, ours], n) => Object.entries(size(ours, { stamp: `${n}`, code: ours })))
      expect(Object.fromEntries(Object.entries(seen.fields).filter(([path]) => parsePart(path, ['sizes'])))).toEqual(
        Object.fromEntries(values),
      )
    }),
    { numRuns: 200 },
  )
})
