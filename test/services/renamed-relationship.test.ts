import { expect, test } from 'vitest'
import { boot, bootmaker, link, productOf } from '../applier/world.ts'
import { createRunWorld } from './run-world.ts'

const source = boot('MCA0032')
const roper = boot('AMZN-US-B1')
const relation = (label: string, name: string) => ({ id: `r-${label}`, label, name })
const seed = {
  ...bootmaker([source, roper]),
  relationships: [relation('old_listings', 'Amazon Listings'), relation('accessories', 'Accessories')],
}

function linkIn(label: string) {
  const made = link(source, ['AMZN-US-B1'], {
    id: `link:link.${label}.MCA0032`,
    address: `link.${label}.MCA0032`,
    refs: { [`relationship.${label}`]: `r-${label}`, 'product.AMZN-US-B1': roper.id },
  })
  const { 'relationship.amazon_listings': _declared, ...refs } = made.refs
  return { ...made, refs }
}

test('a relationship that was renamed is known by its name, and gets its links', async () => {
  const world = createRunWorld({ seed })

  const { result } = await world.apply([linkIn('old_listings')])

  expect(result.status).toBe('complete')
  expect(productOf(world.target, 'MCA0032')?.links).toEqual({ old_listings: [roper.id] })
})

test('another relationship of the account is refused without a write', async () => {
  const world = createRunWorld({ seed })

  await expect(world.apply([linkIn('accessories')])).rejects.toMatchObject({
    code: 'not-owned',
    message: expect.stringContaining(
      'link.accessories.MCA0032 is about a relationship that sync.yaml does not declare',
    ),
  })
  expect(world.target.calls().writes).toBe(0)
})
