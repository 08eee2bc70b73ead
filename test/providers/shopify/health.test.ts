import { afterEach, describe, expect, it } from 'vitest'
import type { Check } from '../../../src/model/check.ts'
import { never, openWorld, type World, type WorldOptions } from './world.ts'

const opened: World[] = []

afterEach(async () => {
  for (const one of opened.splice(0)) await one.close()
})

/** What a look at the shop finds. */
async function look(options: WorldOptions = {}): Promise<Check[]> {
  const world = await openWorld(options)
  opened.push(world)
  const checks: Check[] = []
  const asked = { probe: false, requests: [world.request()] }
  for await (const check of world.open().check?.(asked, never()) ?? []) checks.push(check)
  return checks
}

const named = (checks: Check[], name: string) => checks.find((check) => check.name === name)

describe('a look at a shop', () => {
  it('names the shop, its scopes, its version and its bucket, and finds nothing wrong', async () => {
    const checks = await look()

    expect(checks.filter(({ severity }) => severity !== 'info')).toEqual([])
    expect(checks.map(({ name }) => name)).toEqual(['sign-in', 'permission', 'version', 'bucket', 'clock'])
    expect(named(checks, 'sign-in')?.message).toBe('Shopify answers for shop sandbox (Sandbox).')
    expect(named(checks, 'version')?.message).toBe('Version 2026-07 of the API is served until 2027-07-01.')
    expect(named(checks, 'bucket')?.message).toMatch(/^The app's bucket holds 2,000 points, .* gets 100 a second\.$/)
  })

  it('names the scope that is lacking; one to write is one to read too', async () => {
    expect(named(await look({ scopes: ['write_products', 'write_inventory'] }), 'permission')?.severity).toBe('info')
    expect(named(await look({ scopes: ['read_products'] }), 'permission')).toMatchObject({
      severity: 'error',
      message: 'The app lacks the scope read_inventory for reading products.',
    })
  })

  it('says that a token is refused', async () => {
    const [check] = await look({ values: { SHOPIFY_ACCESS_TOKEN: 'shpat_other' } })

    expect(check).toMatchObject({ name: 'sign-in', severity: 'error' })
    expect(check?.hint).toContain('SHOPIFY_ACCESS_TOKEN')
    expect(check?.message).not.toContain('shpat_other')
  })

  it.each([
    [
      { SHOPIFY_ACCESS_TOKEN: null },
      'neither SHOPIFY_ACCESS_TOKEN is set, nor SHOPIFY_CLIENT_ID and SHOPIFY_CLIENT_SECRET',
    ],
    [{ SHOPIFY_ACCESS_TOKEN: null, SHOPIFY_CLIENT_ID: 'a' }, 'SHOPIFY_CLIENT_SECRET is missing'],
    [{ SHOPIFY_ACCESS_TOKEN: null, SHOPIFY_CLIENT_SECRET: 'a' }, 'SHOPIFY_CLIENT_ID is missing'],
    [
      { SHOPIFY_SHOP_URL: 'other.myshopify.com' },
      'sync.yaml names shop sandbox, and SHOPIFY_SHOP_URL is other.myshopify.com',
    ],
  ])('says which credentials are missing, or are of another shop: %j', async (values, said) => {
    const [check, ...rest] = await look({ values })

    expect(check).toMatchObject({ name: 'sign-in', severity: 'error', message: expect.stringContaining(said) })
    expect(rest).toEqual([])
  })

  it('signs in as an app', async () => {
    const world = { clientId: 'client-9', clientSecret: 'shpss_9' }
    const values = { SHOPIFY_ACCESS_TOKEN: null, SHOPIFY_CLIENT_ID: 'client-9', SHOPIFY_CLIENT_SECRET: 'shpss_9' }

    expect(named(await look({ ...world, values }), 'sign-in')?.severity).toBe('info')
    expect(named(await look({ ...world, values, installed: false }), 'sign-in')).toMatchObject({
      ...{ severity: 'error', message: expect.stringContaining('app_not_installed') },
    })
  })

  it('says that the credentials are of another shop', async () => {
    const shop = { name: 'Other', domain: 'other.myshopify.com', currency: 'EUR' }

    expect(named(await look({ shop }), 'shop')).toMatchObject({
      message: 'The credentials are of shop other, and sync.yaml names sandbox.',
    })
  })

  it('warns of a version that is not served any more, and of one that soon will not be', async () => {
    const section = { api_version: '2026-01' }

    expect(named(await look({ section, versions: ['2026-04', '2026-07'] }), 'version')).toMatchObject({
      severity: 'warning',
      message: expect.stringContaining('Version 2026-01 of the API was asked for, and 2026-04 answered'),
    })
    expect(named(await look({ section }), 'version')).toMatchObject({
      severity: 'warning',
      message: 'Version 2026-01 of the API is served until 2027-01-01.',
    })
  })
})
