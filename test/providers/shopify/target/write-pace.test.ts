import { afterEach, describe, expect, test } from 'vitest'
import { filesIn } from '../../../../src/sandbox/shopify/files/shelf.ts'
import { creation, openWriteWorld, part, sized, update, upload, type WriteWorld } from './write-world.ts'

let world: WriteWorld | null = null

afterEach(async () => {
  await world?.close()
  world = null
})

const keys = (count: number): string[] => Array.from({ length: count }, (_, at) => `p${at}`)

describe('a bucket of a tenth of the usual size', () => {
  test('is waited for: everything is written once, and hardly a call is one too many', async () => {
    const shop = await openWriteWorld({ restoreRate: 10, bucket: 200, fileMs: 3000, searchDelayMs: 5000 })
    world = shop
    const made = await Promise.all(
      keys(30).map(async (key) => {
        const file = await shop.write(upload(`${key}.jpg`))
        const media = 'id' in file ? [file.id] : []
        return shop.write(creation(key, { media }, [sized(`${key}-1`, '9'), sized(`${key}-2`, '10')]))
      }),
    )

    expect(made.map(({ outcome }) => outcome)).toEqual(keys(30).map(() => 'applied'))
    expect(shop.sim.store.table('Product').size).toBe(30)
    expect(shop.sim.store.table('ProductVariant').size).toBe(60)
    expect(filesIn(shop.sim.store)).toHaveLength(30)
    expect(shop.sim.calls.filter(({ code }) => code === 'THROTTLED').length).toBeLessThanOrEqual(1)
  })
})

describe('files that wait', () => {
  test('hold no product back, and make room for others', async () => {
    const shop = await openWriteWorld({ fileMs: 5000 })
    world = shop
    await shop.write(creation('first'))
    const before = shop.line.atOnce
    const ended: string[] = []
    const file = shop.write(upload('slow.jpg')).then(() => ended.push('file'))
    const product = shop.write(creation('a')).then(() => ended.push('product'))
    while (shop.line.atOnce < before + 200) await new Promise(setImmediate)
    await Promise.all([file, product])

    expect(shop.line.atOnce).toBe(before)
    expect(ended).toEqual(['product', 'file'])
  })
})

describe('when every call meets something once', () => {
  const EFFECTS = [
    'reset-after',
    'reset-before',
    '502-after',
    'throttled',
    '503',
    'internal-after',
    'truncated',
  ] as const

  test.each(EFFECTS)('a load and its changes end as they would without: %s', async (effect) => {
    const shop = await openWriteWorld({ fileMs: 2000, searchDelayMs: 5000 })
    world = shop
    shop.sim.options.faults = [{ effect, kind: 'mutation', every: 2 }]
    for (const key of keys(4)) {
      const file = await shop.write(upload(`${key}.jpg`))
      const media = 'id' in file ? [file.id] : []
      const made = await shop.write(creation(key, { media, publications: ['Shop'] }, [sized(`${key}-1`, '9')]))
      const id = 'id' in made ? made.id : ''
      await shop.look(key)
      await shop.write(
        update([key, id], { title: 'Shoe' }, [part(`${key}-1`, { price: '3' }, 'update'), sized(`${key}-2`, '10')]),
      )
    }

    expect(shop.sim.store.table('Product').size).toBe(4)
    expect(shop.sim.store.table('ProductVariant').size).toBe(8)
    expect(filesIn(shop.sim.store)).toHaveLength(4)
    for (const key of keys(4)) {
      expect(shop.product(key)).toMatchObject({ title: 'Shoe' })
      expect(shop.product(key).media).toHaveLength(1)
      expect(shop.product(key).variants.map(({ price }) => price)).toEqual(['3.00', '10.00'])
    }
  })
})

describe('calls that are used up', () => {
  test('end whatever is written with a word of its own, and nothing of it leaves', async () => {
    const shop = await openWriteWorld()
    world = shop
    shop.allow(0)

    await expect(shop.write(creation('a'))).rejects.toMatchObject({ code: 'budget' })
    await expect(shop.write(upload('a.jpg'))).rejects.toMatchObject({ code: 'budget' })
    expect(shop.sim.calls).toEqual([])
  })

  test('between two of a write leave what was done, which the next run takes up', async () => {
    const shop = await openWriteWorld()
    world = shop
    const change = creation('a', { publications: ['Shop'] })
    shop.allow(3)
    await expect(shop.write(change)).rejects.toMatchObject({ code: 'budget' })
    shop.allow(100)

    expect(await shop.write(change)).toMatchObject({ outcome: 'already' })
    expect(shop.mutations()).toEqual(['productSet', 'publishablePublish'])
  })
})
