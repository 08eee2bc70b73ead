import { expect, test } from 'vitest'
import { differenceOf } from '../../src/model/plan-difference.ts'
import { creation, deletion, update } from '../ui/plans.ts'

const SKU = 'AMZN-US-B1'
const retitled = (title: string) => update(SKU, { amazon_title: ['Boot', title] })

test('plans of the same operations do not differ', () => {
  expect(differenceOf([retitled('Roper')], [retitled('Roper')])).toEqual({ added: [], gone: [], changed: [] })
})

test('an operation is new, or gone, by what it does to which address', () => {
  const [made, deleted] = [creation(SKU, { label: 'Roper' }), deletion(SKU)]

  expect(differenceOf([deleted], [made])).toEqual({ added: [made], gone: [deleted], changed: [] })
})

test('an operation that both have is compared field by field, and what follows from them is left out', () => {
  const [reviewed, now] = [retitled('Roper'), { ...retitled('Wellington'), precondition: 'sha256:other' }]

  expect(differenceOf([reviewed], [now]).changed).toEqual([
    { operation: now, fields: [{ field: '/after/attributes/amazon_title', reviewed: 'Roper', now: 'Wellington' }] },
  ])
})

test('a live value that moved is told with both values', () => {
  const now = update(SKU, { amazon_title: ['Boot, by hand', 'Roper'] })

  expect(differenceOf([retitled('Roper')], [now]).changed[0]?.fields).toEqual([
    { field: '/before/attributes/amazon_title', reviewed: 'Boot', now: 'Boot, by hand' },
  ])
})

test('the digest of live values is told where nothing else differs', () => {
  const [reviewed, now] = ['sha256:1', 'sha256:2'].map((precondition) => ({ ...retitled('Roper'), precondition }))

  const { changed } = differenceOf([reviewed as never], [now as never])
  expect(changed[0]?.fields).toEqual([{ field: '/precondition', reviewed: 'sha256:1', now: 'sha256:2' }])
})

test('a name with slashes in it is one step of a pointer', () => {
  const [reviewed, now] = ['a', 'b'].map((value) => update(SKU, { 'size/~us': ['', value] }))

  const { changed } = differenceOf([reviewed as never], [now as never])
  expect(changed[0]?.fields.map(({ field }) => field)).toEqual(['/after/attributes/size~1~0us'])
})

test('operations that differ in the order of their parts alone are changed all the same', () => {
  const now = retitled('Roper')
  const { id, ...rest } = now

  expect(differenceOf([{ ...rest, id }], [now]).changed).toEqual([{ operation: now, fields: [] }])
})
