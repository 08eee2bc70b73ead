import { afterEach, describe, expect, test } from 'vitest'
import type { AuthSide, ProviderContext } from '../../../src/model/provider.ts'
import type { SourceSettings } from '../../../src/model/settings.ts'
import provider from '../../../src/providers/tiktok-shop/index.ts'
import type { TikTokSimOptions } from '../../../src/sandbox/tiktok-shop/options.ts'
import { openWorld, products, type World } from './world.ts'

const worlds: World[] = []
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close()
})

async function open(sim: TikTokSimOptions = {}) {
  const values = { TIKTOK_SHOP_ACCESS_TOKEN: null, TIKTOK_SHOP_REFRESH_TOKEN: null }
  const world = await openWorld(products(3), sim, { values })
  worlds.push(world)
  const settings = world.settings as SourceSettings
  const context = world.context as ProviderContext
  return { world, settings, context, auth: provider.auth as AuthSide }
}

const consent = (code: string) => ({ code, shop: null })

describe('the consent of a seller', () => {
  test('is asked for at an address that holds no secret, the same every time', async () => {
    const { auth, settings, context, world } = await open()

    const url = await auth.url(settings, context)

    expect(url).toBe('https://auth.tiktok-shops.com/oauth/authorize?app_key=6sandboxappkey&state=catalog-sync')
    expect(await auth.url(settings, context)).toBe(url)
    expect(world.sim.calls).toEqual([])
  })

  test('brings tokens for every shop of the seller, with which a read begins', async () => {
    const { auth, settings, context, world } = await open()

    const [granted, ...others] = await auth.exchange(settings, consent(world.sim.options.authCode), context)
    if (granted) await context.tokens.keep(granted.owner, granted.pair)

    expect(others).toEqual([])
    expect(granted?.owner).toMatchObject({ provider: 'tiktok-shop', shop: 'seller' })
    expect(granted?.pair.access_expires_at).toMatch(/^2026-01-08T/)
    expect((await world.read()).complete).toBe(true)
    expect(world.log.join('\n')).not.toMatch(/auth_code|app_secret|sandbox-app-secret|sandbox-access-token/)
  })

  test('is good once', async () => {
    const { auth, settings, context, world } = await open()
    await auth.exchange(settings, consent(world.sim.options.authCode), context)

    await expect(auth.exchange(settings, consent(world.sim.options.authCode), context)).rejects.toMatchObject({
      code: 'tiktok-shop-token',
      message: expect.stringContaining('36004004 "Invalid auth code."'),
    })
  })

  test.each(['', '  '])('without a code is no call: %j', async (code) => {
    const { auth, settings, context, world } = await open()

    await expect(auth.exchange(settings, consent(code), context)).rejects.toMatchObject({ code: 'usage' })
    expect(world.sim.calls).toEqual([])
  })

  test('is kept with the scopes that it allows, as is every renewal', async () => {
    const scopes = ['seller.authorization.info']
    const { auth, settings, context, world } = await open({ scopes })

    const [granted] = await auth.exchange(settings, consent(world.sim.options.authCode), context)
    if (granted) await context.tokens.keep(granted.owner, granted.pair)

    expect(granted?.pair.scopes).toEqual(scopes)
    expect(granted && (await auth.renew(settings, granted.owner, context)).scopes).toEqual(scopes)
    expect(auth.scopes).toContain('seller.product.basic')
  })
})

describe('renewing', () => {
  test('spends the refresh token that is kept, once', async () => {
    const { auth, settings, context, world } = await open()
    const [granted] = await auth.exchange(settings, consent(world.sim.options.authCode), context)
    if (granted) await context.tokens.keep(granted.owner, granted.pair)
    const [owner] = await auth.owners(settings, context)

    const pair = owner && (await auth.renew(settings, owner, context))

    expect(pair?.access).not.toBe(granted?.pair.access)
    expect(world.sim.refreshTokens).toEqual([granted?.pair.refresh])
    expect((await world.read()).complete).toBe(true)
  })

  test('is of one owner for all shops that share their variables', async () => {
    const { auth, settings, context } = await open()
    const owners = async (region: string, account: string | null) =>
      (await auth.owners({ ...settings, shops: [region], account }, context)).map(({ shop }) => shop)

    expect([await owners('ID', null), await owners('MY', null), await owners('ID', 'OTHER')]).toEqual([
      ['seller'],
      ['seller'],
      ['OTHER'],
    ])
  })
})
