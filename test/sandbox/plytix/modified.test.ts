import { describe, expect, test } from 'vitest'
import type { PlytixSimOptions } from '../../../src/sandbox/plytix/options.ts'
import { assetIds, openAccount, relationshipIds } from './support.ts'

async function openShelf(sim: PlytixSimOptions) {
  const account = await openAccount(sim)
  const { amazon_hierarchy: hierarchy = '' } = await relationshipIds(account)
  const { 'toe.jpg': toe = '' } = await assetIds(account)
  const boot = `v1/products/${account.id('BOOT')}`
  const moved = async (method: string, path: string, body?: unknown) => {
    const { modified } = await account.one('GET', boot)
    account.clock.advance(1000)
    await account.call(method, path, body)
    return (await account.one('GET', boot)).modified !== modified
  }
  return {
    value: () => moved('PATCH', boot, { label: 'Tall boot' }),
    link: async () => {
      const pairs = { product_relationships: [{ product_id: account.id('CLOG') }] }
      const made = await moved('POST', `${boot}/relationships/${hierarchy}`, pairs)
      return [made, await moved('POST', `${boot}/relationships/${hierarchy}/unlink`, pairs)]
    },
    image: async () => {
      const attached = await moved('POST', `${boot}/assets`, { id: toe, attribute_label: 'thumbnail' })
      return [attached, await moved('DELETE', `${boot}/assets/${toe}`)]
    },
  }
}

describe('what moves modified of a product', () => {
  test('a value does, links and images do not', async () => {
    const shelf = await openShelf({})
    expect(await shelf.value()).toBe(true)
    expect(await shelf.link()).toEqual([false, false])
    expect(await shelf.image()).toEqual([false, false])
  })

  test('links do, made or removed, where the account is set so', async () => {
    const shelf = await openShelf({ linksMoveModified: true })
    expect(await shelf.link()).toEqual([true, true])
    expect(await shelf.image()).toEqual([false, false])
  })

  test('images do, attached or taken off, where the account is set so', async () => {
    const shelf = await openShelf({ imagesMoveModified: true })
    expect(await shelf.link()).toEqual([false, false])
    expect(await shelf.image()).toEqual([true, true])
  })
})
