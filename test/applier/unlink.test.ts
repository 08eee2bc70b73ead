import { expect, test } from 'vitest'
import type { MemorySeed } from '../support/memory/store.ts'
import { owned, unlink } from './removing.ts'
import { boot, bootmaker, createWorld, link, productOf, refusal } from './world.ts'

const ONE = owned('AMZN-US-B01')
const TWO = owned('AMZN-US-B02')
const THREE = boot('SHOELACES')
const source = (links: string[]) => boot('MCA0032', { links: { amazon_listings: links } })

function seed(links: string[], more = [ONE, TWO, THREE]): MemorySeed {
  return bootmaker([source(links), ...more])
}

test('removes the links that it names, leaves the others, and remembers them for searches that lag', async () => {
  const world = createWorld({ seed: seed([ONE.id, THREE.id, TWO.id]) })
  const plan = unlink(source([]), [ONE, TWO])

  const { outcomes } = await world.run([plan])

  expect(outcomes[plan.id]).toEqual({
    id: plan.id,
    outcome: 'succeeded',
    target_id: 'id-MCA0032',
    modified: expect.any(String),
    unlinked: { relationship: 'amazon_listings', targets: [ONE.id, TWO.id] },
  })
  expect(productOf(world.target, 'MCA0032')?.links).toEqual({ amazon_listings: [THREE.id] })
})

test('leaves out what is not linked any more, and calls nobody when nothing is left', async () => {
  const world = createWorld({ seed: seed([TWO.id]) })
  const plan = unlink(source([]), [ONE, TWO])

  const { outcomes } = await world.run([plan])
  const writes = world.target.calls().writes
  const again = await world.run([plan])

  expect(outcomes[plan.id]?.unlinked?.targets).toEqual([TWO.id])
  expect(again.outcomes[plan.id]?.outcome).toBe('adopted')
  expect(world.target.calls().writes).toBe(writes)
})

test('is adopted when the product that the links begin at is gone with them', async () => {
  const world = createWorld({ seed: bootmaker([ONE]) })

  const { outcomes } = await world.run([unlink(source([]), [ONE])])

  expect(outcomes['unlink:link.amazon_listings.MCA0032']?.outcome).toBe('adopted')
})

test('keeps links to products that are not the ones the plan means, and says so', async () => {
  const theirs = owned('AMZN-US-B02', {}, { scope: 'meadow' })
  const world = createWorld({ seed: seed([ONE.id, theirs.id], [ONE, theirs]) })
  const plan = unlink(source([]), [ONE, theirs])
  const forged = unlink(source([]), [ONE], { refs: { 'product.AMZN-US-B01': theirs.id } })

  const { outcomes } = await world.run([plan])
  const other = await world.run([forged])

  expect(outcomes[plan.id]).toMatchObject({ outcome: 'failed', code: 'partial', left_out: ['product.AMZN-US-B02'] })
  expect(other.outcomes[forged.id]).toMatchObject({ outcome: 'conflict', code: 'gone' })
  expect(productOf(world.target, 'MCA0032')?.links).toEqual({ amazon_listings: [theirs.id] })
})

test('waits for the link that takes the place, and is skipped when that fails', async () => {
  const next = boot('MCA0033')
  const fails = createWorld({
    seed: seed([ONE.id], [ONE, next]),
    answer: ({ action, kind }) => (kind === 'link' && action === 'update' ? refusal() : null),
  })
  const works = createWorld({ seed: seed([ONE.id], [ONE, next]) })
  const made = link(next, [ONE.sku], { refs: { 'product.AMZN-US-B01': ONE.id } })
  const plan = unlink(source([]), [ONE], { depends_on: [made.id] })

  expect((await fails.run([made, plan])).outcomes[plan.id]?.outcome).toBe('skipped')
  expect(productOf(fails.target, 'MCA0032')?.links).toEqual({ amazon_listings: [ONE.id] })
  expect((await works.run([made, plan])).result.operations).toMatchObject({ succeeded: 2 })
  expect(productOf(works.target, 'MCA0032')?.links).toEqual({})
})

test('makes and removes links of one product in one run, each without undoing the other', async () => {
  const world = createWorld({ seed: seed([ONE.id]) })
  const made = link(source([]), [TWO.sku], { refs: { 'product.AMZN-US-B02': TWO.id } })
  const plan = unlink(source([]), [ONE], { depends_on: [made.id] })

  await world.run([made, plan])

  expect(productOf(world.target, 'MCA0032')?.links).toEqual({ amazon_listings: [TWO.id] })
})
