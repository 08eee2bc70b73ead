import { expect, test } from 'vitest'
import type { FieldTraits, KindTraits } from '../../../src/model/kinds.ts'
import type { LiveResource } from '../../../src/model/live.ts'
import { danglingReferences } from '../../../src/planner/catalogue/references.ts'
import type { Differences } from '../../../src/planner/diff/index.ts'

/** A kind of which one field refers to shelves. */
function kind(name: string, refers?: FieldTraits['refers']): KindTraits {
  const plain: FieldTraits = { holds: 'text', merge: 'replace' }
  return {
    name,
    groups: [],
    field: (path: string) => (path === 'shelf' && refers ? { ...plain, refers } : plain),
  } as unknown as KindTraits
}

function differences(books: LiveResource[], { complete = true, byKey = false } = {}): Differences {
  const shelf = kind('shelf')
  const book = kind('book', { kind: 'shelf', lost: 'skipped', ...(byKey && { byKey }) })
  const shelves = [{ kind: 'shelf', key: 'upper', id: 's1', fields: {} }]
  const input = { live: { read_at: '', complete, missing: [], resources: { shelf: shelves, book: books } } }
  return { context: { kind: shelf, input }, below: [{ context: { kind: book, input } }] } as unknown as Differences
}

const book = (key: string, shelf: string | string[]): LiveResource => ({
  kind: 'book',
  key,
  id: key,
  fields: { shelf, title: 'nowhere' },
})

test('what refers to nothing is found, whatever kind it is of', () => {
  const found = danglingReferences(differences([book('one', 's1'), book('two', 's9'), book('three', ['s1', 's8'])]))

  expect(found.map(({ address, others }) => [address, others])).toEqual([
    ['book.two', ['s9']],
    ['book.three', ['s8']],
  ])
  expect(found[0]).toMatchObject({
    code: 'dangling-reference',
    message: expect.stringContaining('/shelf refers to s9'),
  })
})

test('nothing is said of what was not read whole, and of references by keys', () => {
  expect(danglingReferences(differences([book('two', 's9')], { complete: false }))).toEqual([])
  expect(danglingReferences(differences([book('two', 's9')], { byKey: true }))).toEqual([])
})
