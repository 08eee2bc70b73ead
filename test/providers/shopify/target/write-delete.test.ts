import { afterEach, describe, expect, test } from 'vitest'
import type { Change } from '../../../../src/model/target.ts'
import { creation, openWriteWorld, sized, upload, type WriteWorld } from './write-world.ts'

let world: WriteWorld | null = null

afterEach(async () => {
  await world?.close()
  world = null
})

const deletion = ([kind, key, id]: [kind: string, key: string, id: string], more: Partial<Change> = {}): Change => {
  return { action: 'delete', kind, key, id, fields: {}, parts: [], volatile: [], needs: {}, ...more }
}

async function boot(
  ...given: Parameters<typeof openWriteWorld>
): Promise<WriteWorld & { id: string; looked: string[] }> {
  const opened = await openWriteWorld(...given)
  world = opened
  const id = await opened.made(creation('a', {}, [sized('a-1', '9')]))
  const looked = Object.keys(await opened.look('a', () => true))
  opened.sim.resetCalls()
  return { ...opened, id, looked }
}

describe('a product that is to go', () => {
  test('goes by one mutation', async () => {
    const shop = await boot()

    expect(await shop.write(deletion(['product', 'a', shop.id], { looked: shop.looked }))).toMatchObject({
      outcome: 'applied',
    })
    expect(shop.mutations()).toEqual(['productDelete'])
    expect(shop.sim.store.table('Product').size).toBe(0)
  })

  test('is gone already', async () => {
    const shop = await boot()
    await shop.write(deletion(['product', 'a', shop.id]))

    expect(await shop.write(deletion(['product', 'a', shop.id]))).toMatchObject({ outcome: 'already' })
  })

  test.each(['reset-after', 'reset-before', '502-after'] as const)(
    'goes although %s takes the answer',
    async (effect) => {
      const shop = await boot({ faults: [{ effect, field: 'productDelete', nth: 1 }] })

      expect(await shop.write(deletion(['product', 'a', shop.id]))).toMatchObject({ outcome: 'applied' })
      expect(shop.sim.store.table('Product').size).toBe(0)
    },
  )

  test('stays where it holds what nobody has looked at', async () => {
    const shop = await boot()
    shop.sim.person(
      'mutation($metafields: [MetafieldsSetInput!]!) { metafieldsSet(metafields: $metafields) { userErrors { message } } }',
      {
        metafields: [
          { ownerId: shop.id, namespace: 'custom', key: 'note', type: 'single_line_text_field', value: 'Mine' },
        ],
      },
    )

    expect(await shop.write(deletion(['product', 'a', shop.id], { looked: shop.looked }))).toMatchObject({
      outcome: 'conflict',
      message: 'a also holds metafields.custom.note, which would be lost along with it.',
    })
    expect(shop.sim.store.table('Product').size).toBe(1)
  })

  test('stays where no look has shown it', async () => {
    const shop = await boot()

    expect(await shop.write(deletion(['product', 'a', shop.id], { unseen: true }))).toMatchObject({
      outcome: 'conflict',
    })
  })
})

describe('a file that is to go', () => {
  test('goes where nothing uses it', async () => {
    const shop = await boot()
    const { id } = (await shop.write(upload('x.jpg'))) as { id: string }

    expect(await shop.write(deletion(['file', 'x.jpg', id]))).toMatchObject({ outcome: 'applied' })
    expect(shop.sim.store.get('MediaImage', id)).toBeUndefined()
    expect(await shop.write(deletion(['file', 'x.jpg', id]))).toMatchObject({ outcome: 'already' })
  })

  test('stays where a product shows it, and where it is another one', async () => {
    const shop = await boot()
    const { id } = (await shop.write(upload('x.jpg'))) as { id: string }
    await shop.write(creation('b', { media: [id] }))

    expect(await shop.write(deletion(['file', 'x.jpg', id]))).toMatchObject({ outcome: 'conflict' })
    expect(await shop.write(deletion(['file', 'y.jpg', id]))).toMatchObject({ outcome: 'conflict' })
    expect(shop.sim.store.get('MediaImage', id)).toBeDefined()
  })
})

test('an id of another kind is refused without a call', async () => {
  const shop = await boot()

  expect(await shop.write(deletion(['product', 'a', 'gid://shopify/Order/1']))).toMatchObject({
    outcome: 'rejected',
    code: 'invalid',
  })
  expect(shop.sim.calls).toEqual([])
})
