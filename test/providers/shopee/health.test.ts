import { afterEach, describe, expect, test } from 'vitest'
import type { Check } from '../../../src/model/check.ts'
import { items } from './items.ts'
import { never, openWorld, type World, type WorldOptions } from './world.ts'

const opened: World[] = []
const world = async (options: WorldOptions = {}): Promise<World> => {
  const one = await openWorld({ items: items(4), ...options })
  opened.push(one)
  return one
}

afterEach(async () => {
  for (const one of opened.splice(0)) await one.close()
})

async function checks({ open, request }: World): Promise<Check[]> {
  const found: Check[] = []
  for await (const check of open().check?.({ probe: false, requests: [request()] }, never()) ?? []) found.push(check)
  return found
}

const gist = (found: Check[]) => found.map(({ name, severity }) => `${name} ${severity}`)

describe('a look at a shop', () => {
  test('makes one signed call, and never asks for a token', async () => {
    const one = await world()

    const found = await checks(one)

    expect(gist(found)).toEqual(['sign-in info', 'consent info', 'clock info'])
    expect(found[0]?.message).toBe('Shopee answers for shop 14701711 (Shop 14701711).')
    expect(one.sim.calls.map(({ operation }) => operation)).toEqual(['get_shop_info'])
  })

  test('leaves a token that has ended to the next read', async () => {
    const one = await world({ firstAccessSeconds: 0 })

    const found = await checks(one)

    expect(gist(found)).toEqual(['consent info', 'sign-in info', 'clock info'])
    expect(found[1]?.message).toBe('The access token of shop 14701711 has ended; the next read renews it.')
    expect(one.sim.counts()).toMatchObject({ 'token.get': 0, 'token.refresh': 0, get_shops_by_partner: 1 })
  })

  test('says when there is nothing to renew it with', async () => {
    const one = await world({ firstAccessSeconds: 0, values: { SHOPEE_REFRESH_TOKEN: null } })
    const none = await world({ values: { SHOPEE_ACCESS_TOKEN: null, SHOPEE_REFRESH_TOKEN: null } })

    expect((await checks(one)).find(({ name }) => name === 'sign-in')).toMatchObject({
      severity: 'error',
      hint: expect.stringContaining('sync auth shopee --url'),
    })
    expect((await checks(none)).find(({ name }) => name === 'sign-in')).toMatchObject({
      message: 'There is no token of shop 14701711.',
      severity: 'error',
    })
  })

  test.each([
    [31, 'info', 'ends'],
    [29, 'warning', 'ends'],
    [-1, 'error', 'ended'],
  ])('says of a consent with %s days left that it is %s', async (days, severity, word) => {
    const one = await world()
    const [shop] = one.sim.shops
    if (shop) shop.expire_time = one.sim.seconds() + days * 24 * 3600 + 60

    const check = (await checks(one)).find(
      ({ name, message }) => name === 'consent' || /consent|access to shop/.test(message),
    )

    if (days > 0) expect(check).toMatchObject({ name: 'consent', severity, message: expect.stringContaining(word) })
    else expect(check).toMatchObject({ severity, hint: expect.stringContaining('authorise') })
  })

  test('warns of a shop that is frozen, and fails for one of another market', async () => {
    const one = await world({ section: { region: 'MY' } })
    const [shop] = one.sim.shops
    if (shop) shop.status = 'FROZEN'

    expect((await checks(one)).filter(({ name }) => name === 'shop')).toMatchObject([
      { severity: 'error', message: 'Shop 14701711 is in ID, and sync.yaml says MY.' },
      { severity: 'warning', message: 'Shopee says that shop 14701711 is FROZEN.' },
    ])
  })

  test.each([
    ['ip', 'permission'],
    ['permission', 'permission'],
    ['app-deleted', 'sign-in'],
    ['shop-banned', 'shop'],
  ] as const)('shows a refusal for %s under %s', async (refuse, name) => {
    const one = await world({ refuse })

    expect((await checks(one))[0]).toMatchObject({ name, severity: 'error', hint: expect.any(String) })
  })

  test('names a clock that is wrong, with what to do', async () => {
    const found = await checks(await world({ aheadSeconds: 900 }))

    expect(found[0]).toMatchObject({
      name: 'sign-in',
      severity: 'error',
      hint: expect.stringContaining('900 seconds behind'),
    })
    expect(found.at(-1)).toMatchObject({ name: 'clock', severity: 'warning' })
  })

  test('explains a signature that is wrong, without a secret', async () => {
    const [first] = await checks(await world({ values: { SHOPEE_PARTNER_KEY: 'wrong-key' } }))

    expect(first?.hint).toContain('What was signed: partner_id 2001887 + path /api/v2/shop/get_shop_info')
    expect(first?.hint).not.toContain('wrong-key')
  })

  test('calls no more on a day that is over', async () => {
    const one = await world({ faults: [{ effect: 'day', nth: 1 }] })
    await one.read()
    const calls = one.sim.calls.length

    expect(await checks(one)).toMatchObject([
      { name: 'quota', severity: 'error', hint: expect.stringContaining('16:00') },
    ])
    expect(one.sim.calls.length).toBe(calls)
  })

  test('says that nothing answers, within some seconds', async () => {
    const one = await world()
    await one.sim.close()

    expect((await checks(one))[0]).toMatchObject({ name: 'reachable', severity: 'error' })
  })
})
