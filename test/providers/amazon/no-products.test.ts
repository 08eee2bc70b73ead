import { afterEach, expect, test } from 'vitest'
import type { RawCatalogItem } from '../../../src/sandbox/amazon/raw.ts'
import { listedIn } from '../../../src/sandbox/catalogue/reshape.ts'
import { boot, boots, openWorld, type World } from './world.ts'

let world: World | undefined

afterEach(async () => {
  await world?.close()
  world = undefined
})

const inCanada = (items: RawCatalogItem[]) => items.map((item) => listedIn(item, ['CA']))

async function hintsFor(context: Parameters<World['read']>[1] = {}): Promise<string[]> {
  const failure = await world?.read({}, context).catch((error: unknown) => error)
  expect(failure).toMatchObject({ code: 'no-products' })
  return (failure as { hints: string[] }).hints
}

test('names the marketplace that has the brand before brands with similar names', async () => {
  const items = [...inCanada(boots(30)), boot('B900000001', { brand: 'Twisted X Boots' })]
  world = await openWorld(items, { marketplace: ['US', 'CA'] })

  const hints = await hintsFor({ neighbours: ['CA', 'MX'] })

  expect(hints[0]).toMatch(/^Marketplace CA has about \d+ listings of "Twisted X"/)
  expect(hints[1]).toContain('Twisted X Boots (1)')
  expect(hints.at(-1)).toMatch(/^Check the brand/)
})

test('ranks similar brand names by likeness, with how many listings they have', async () => {
  const items = [
    boot('B900000001', { brand: 'Twisted Tea', name: 'Twisted thing' }),
    boot('B900000002', { brand: 'Twisted-X Footwear', name: 'Twisted X boot' }),
    boot('B900000003', { brand: 'Twisted-X Footwear', name: 'Twisted X shoe' }),
  ]
  world = await openWorld(items)

  const [hint] = await hintsFor()

  expect(hint).toMatch(/similar names: Twisted-X Footwear \(2\), Twisted Tea \(1\)/)
})

test('names a missing role when even the own listings are refused', async () => {
  world = await openWorld([], { missingReportsRole: true, sellerId: 'A2SOMEBODYELSE' })

  const failure = await world.read({ sellerId: 'A2SANDBOXSELLER' }).catch((error: unknown) => error)

  expect((failure as { hints: string[] }).hints[0]).toContain('a role is missing')
})

test('finds a brand that Amazon spells in another way', async () => {
  world = await openWorld(boots(3, { brand: 'TWISTED-X' }))

  const result = await world.read()

  expect(result).toMatchObject({ complete: true, query: { spellings: { 'Twisted X': 'TWISTED-X' } } })
  expect(result.items).toHaveLength(3)
})

test('asks by the spelling that worked before, and by no other', async () => {
  world = await openWorld(boots(3))

  await world.read({}, { spellings: { 'Twisted X': 'Twisted_X' } })

  expect(world.amazon.calls.map(({ query }) => query.brandNames)).toEqual([undefined, 'Twisted_X'])
})
