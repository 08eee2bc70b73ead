import fc from 'fast-check'
import { expect, it } from 'vitest'
import { nest, partPath } from '../../src/model/fields.ts'
import { lostPaths, removedAt, removedIn } from '../../src/model/part-removal.ts'

const GROUPS = ['sizes', 'more']
const key = fc.string({ minLength: 1, maxLength: 6 }).filter((text) => text !== '__proto__')
const path = fc.constantFrom('code', 'more.code', 'price')

it('names the part of any key whose key becomes empty and is forgotten, flat and as plans show it', () => {
  fc.assert(
    fc.property(key, path, (name, field) => {
      const own = partPath('sizes', name, field)
      const other = partPath('sizes', name, 'other')
      const write = { before: { [own]: name, [other]: '1', title: 'Hat' }, after: { [own]: null, title: 'Cap' } }
      const baseline = { fields: [own], links: {}, prints: { [own]: null, [other]: null } }
      const shown = { before: nest(write.before, GROUPS), after: nest(write.after, GROUPS), baseline }

      expect(removedAt(own, { ...write, baseline })).toMatchObject({ group: 'sizes', key: name })
      expect(lostPaths({ ...write, baseline })).toEqual([own, other])
      expect(removedIn(shown)).toEqual([{ group: 'sizes', key: name }])
    }),
  )
})

it.each([
  ['a value that becomes empty', { before: { 'sizes/s/price': '1' }, after: { 'sizes/s/price': null } }],
  ['a part that is added', { before: { 'sizes/s/code': null }, after: { 'sizes/s/code': 's' } }],
  ['a field of the whole', { before: { code: 's' }, after: { code: null } }],
])('takes %s for no removal', (_, write) => {
  const paths = Object.keys(write.after)
  const baseline = { fields: paths, links: {}, prints: Object.fromEntries(paths.map((one) => [one, null])) }

  expect(lostPaths({ ...write, baseline })).toEqual([])
  expect(removedIn({ before: nest(write.before, GROUPS), after: nest(write.after, GROUPS), baseline })).toEqual([])
})
