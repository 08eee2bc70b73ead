import { afterEach, describe, expect, test } from 'vitest'
import type { ProviderError } from '../../../src/model/errors.ts'
import type { TikTokSimOptions } from '../../../src/sandbox/tiktok-shop/options.ts'
import { leapingClock } from '../amazon/world.ts'
import { NEW_YEAR, openWorld, products, type World, type WorldOptions } from './world.ts'

const worlds: World[] = []
const open = async (sim: TikTokSimOptions = {}, options: WorldOptions = {}): Promise<World> => {
  const world = await openWorld(products(6), sim, options)
  worlds.push(world)
  return world
}
const failureOf = (world: World): Promise<ProviderError> =>
  world.read().then(
    () => Promise.reject(new Error('It was read.')),
    (error: ProviderError) => error,
  )
const callsOf = ({ sim }: World): number => sim.calls.length
const MINUTE = 60_000

const shop = (id: string, region: string) => ({ id, name: `Toko ${id}`, region, cipher: `ROW_cipher-of-${id}` })

afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close()
})

describe.each([
  ['with the status of each', false],
  ['with status 200 throughout', true],
])('refusals %s', (_, plainStatus) => {
  test('a wrong secret is a matter of the signature, and never one of the shop', async () => {
    const world = await open({ plainStatus }, { values: { TIKTOK_SHOP_APP_SECRET: 'another-secret' } })

    const { code, message, hints } = await failureOf(world)

    expect(code).toBe('tiktok-shop-signature')
    expect(message).toContain('106001')
    expect(hints.join(' ')).toContain('TIKTOK_SHOP_APP_SECRET')
    expect(hints.join(' ')).toContain('/authorization/202309/shops')
    expect(`${message} ${hints.join(' ')}`).not.toMatch(/authorise|consent/)
    expect(callsOf(world)).toBe(1)
  })

  test.each([
    [-5 * MINUTE - 5000, '305 seconds behind'],
    [35_000, '35 seconds ahead of'],
  ])('a clock that is off by %i ms is named with what was measured', async (off, words) => {
    const [clock, own] = [leapingClock(NEW_YEAR * 1000), leapingClock(NEW_YEAR * 1000 + off)]
    const world = await open({ plainStatus, clock }, { clock: own })

    const { code, hints } = await failureOf(world)

    expect(code).toBe('tiktok-shop-clock')
    expect(hints.join(' ')).toContain(words)
    expect(callsOf(world)).toBe(1)
  })

  test('a clock is taken that is as wrong as TikTok allows', async () => {
    for (const off of [-5 * MINUTE + 2000, 29_000]) {
      const [clock, own] = [leapingClock(NEW_YEAR * 1000), leapingClock(NEW_YEAR * 1000 + off)]
      expect((await (await open({ plainStatus, clock }, { clock: own })).read()).complete).toBe(true)
    }
  })

  test('an unknown app is named by its variable', async () => {
    const world = await open({ plainStatus }, { values: { TIKTOK_SHOP_APP_KEY: '6otherkey' } })

    const { code, hints } = await failureOf(world)

    expect([code, callsOf(world)]).toEqual(['tiktok-shop-app', 1])
    expect(hints.join(' ')).toContain('TIKTOK_SHOP_APP_KEY')
  })

  test('an unknown token is not renewed: the seller has to consent again', async () => {
    const world = await open({ plainStatus, faults: [{ effect: 'unknown-token', operation: 'search' }] })

    const { code, hints } = await failureOf(world)

    expect(code).toBe('tiktok-shop-token')
    expect(hints.join(' ')).toContain('sync auth tiktok-shop --url')
    expect(world.sim.counts()).toMatchObject({ search: 1, refresh: 0 })
  })

  test('an expired token is renewed once, and the call is made once more', async () => {
    const world = await open({ plainStatus, faults: [{ effect: 'expired-token', operation: 'search', nth: 1 }] })

    const { complete, calls } = await world.read()

    expect([complete, calls.sign_ins]).toEqual([true, 1])
    expect(world.sim.counts()).toMatchObject({ refresh: 1, search: 3 })
  })

  test('a token that is expired again at once ends the read after one renewal', async () => {
    const world = await open({ plainStatus, faults: [{ effect: 'expired-token', operation: 'search' }] })

    expect((await failureOf(world)).code).toBe('tiktok-shop-token')
    expect(world.sim.counts()).toMatchObject({ refresh: 1, search: 2 })
  })

  test.each([
    ['seller.product.basic', { shops: 1, search: 1 }],
    ['seller.authorization.info', { shops: 1, search: 0 }],
  ])('a scope that lacks is told with what to grant: %s', async (lacking, counts) => {
    const scopes = ['seller.product.basic', 'seller.authorization.info'].filter((scope) => scope !== lacking)
    const world = await open({ plainStatus, scopes })

    const { code, hints } = await failureOf(world)

    expect(code).toBe('tiktok-shop-scope')
    expect(hints.join(' ')).toContain(lacking)
    expect(world.sim.counts()).toMatchObject({ ...counts, refresh: 0 })
  })

  test('an address that is not allowed is told as that', async () => {
    const world = await open({ plainStatus, addressDenied: true })

    const { code, hints } = await failureOf(world)

    expect([code, callsOf(world)]).toEqual(['tiktok-shop-address', 1])
    expect(hints.join(' ')).toContain('IP allow list')
  })

  test('whatever else is refused is quoted, and not asked again', async () => {
    const body = { code: 12019118, message: 'search create time invalid', data: null, request_id: 'R1' }
    const world = await open({ plainStatus, faults: [{ effect: 'answer', status: 400, body, operation: 'search' }] })

    const { code, message, call } = await failureOf(world)

    expect(code).toBe('tiktok-shop-refused')
    expect(message).toContain('12019118 "search create time invalid" (request id R1)')
    expect(call).toMatchObject({ service_code: '12019118', request_id: 'R1', operation: 'search products' })
    expect(world.sim.counts().search).toBe(1)
  })

  test('a signature that the service does not find is one too', async () => {
    const body = {
      code: 36009004,
      message: 'Missing credentials. The request does not include a required signature in the query.',
    }
    const world = await open({ faults: [{ effect: 'answer', status: 200, body, operation: 'shops' }] })

    expect((await failureOf(world)).code).toBe('tiktok-shop-signature')
  })
})

describe('the shop that is meant', () => {
  test('is the one of the region', async () => {
    const shops = [shop('11', 'VN'), shop('12', 'ID')]
    const world = await openWorld(
      products(3).map((one) => ({ ...one, shop: '12' })),
      { shops },
    )
    worlds.push(world)

    const { items } = await world.read()

    expect(new Set(items.map(({ shop_id, shop: name }) => `${shop_id} ${name}`))).toEqual(new Set(['12 ID']))
  })

  test('has to be said where several are of one region', async () => {
    const shops = [shop('11', 'ID'), shop('12', 'ID')]
    const world = await open({ shops })

    const { code, message, hints } = await failureOf(world)

    expect(code).toBe('tiktok-shop-shop')
    expect(message).toContain('"Toko 11" (ID, 11), "Toko 12" (ID, 12)')
    expect(`${message} ${hints}`).not.toContain('cipher-of')
    expect(hints.join(' ')).toContain('TIKTOK_SHOP_CIPHER')
    const said = await open({ shops }, { values: { TIKTOK_SHOP_CIPHER: 'ROW_cipher-of-11' } })
    expect((await said.read()).items[0]).toMatchObject({ shop_id: '11' })
  })

  test.each([
    [{ settings: { region: 'MY' } }, 'no shop of region MY'],
    [{ values: { TIKTOK_SHOP_CIPHER: 'ROW_of-others' } }, 'no shop of TIKTOK_SHOP_CIPHER'],
  ])('is told when it is not there: %j', async (options, words) => {
    const { code, message } = await failureOf(await open({}, options))

    expect(code).toBe('tiktok-shop-shop')
    expect(message).toContain(words)
    expect(message).toContain('"Toko Sandbox" (ID, 7494049642642441621)')
    expect(message).not.toContain('ROW_')
  })
})

describe('secrets', () => {
  test('stand in no line of the log, no error and no result, whatever goes wrong', async () => {
    const faults = [
      { effect: 'expired-token', operation: 'search', nth: 1 } as const,
      { effect: '500', every: 5 } as const,
    ]
    const worlds = [await open({ faults }), await open({ faults: [{ effect: 'unknown-token' }] })]
    for (const world of worlds) {
      const told = await world
        .read()
        .then(JSON.stringify, (error: ProviderError) => `${error.message} ${error.hints} ${JSON.stringify(error)}`)
      const { appSecret, accessToken, refreshToken, shops } = world.sim.options
      const secrets = [appSecret, accessToken, refreshToken, shops[0]?.cipher ?? '', 'sandbox-access-token-1']
      for (const text of [told, world.log.join('\n')]) {
        for (const secret of secrets) expect(text).not.toContain(secret)
        expect(text).not.toMatch(/[?&]sign=|app_secret=/)
      }
      expect(world.log.length).toBeGreaterThan(0)
    }
  })
})
