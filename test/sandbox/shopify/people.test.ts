import { expect, test } from 'vitest'
import { randomOf } from '../../../src/sandbox/catalogue/random.ts'
import { type Deed, somebodyAdds, somebodyEdits } from '../../../src/sandbox/shopify/people/somebody.ts'
import { stockUp } from '../../../src/sandbox/shopify/sample/stock-up.ts'
import { start } from './support.ts'

test('what somebody adds and edits is there, and nothing of it is counted', async () => {
  const sim = await start({ fileMs: 0 })
  const { person, store } = sim
  stockUp(person, { products: 12, seed: 3 })
  const random = randomOf(3)
  const additions: Deed[] = []
  for (let number = 1; number <= 60; number += 1) {
    const added = somebodyAdds({ person, store, random, number })
    if (added) additions.push(added)
    const edited = somebodyEdits({ person, store, random, number })
    expect(edited === null || edited.stands(store)).toBe(true)
  }
  expect(new Set(additions.map(({ kind }) => kind))).toEqual(
    new Set(['tag', 'metafield', 'picture', 'variant', 'collection']),
  )
  expect(additions.filter((deed) => !deed.stands(store))).toEqual([])
  expect([sim.journal, sim.calls]).toEqual([[], []])
})

test('of an empty shop nobody can change anything', async () => {
  const { person, store } = await start()
  const work = { person, store, random: randomOf(1), number: 1 }
  expect([somebodyAdds(work), somebodyEdits(work)]).toEqual([null, null])
})
