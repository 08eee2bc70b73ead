import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Plan } from '../../src/model/plan.ts'
import { change, edited } from '../../src/sandbox/market/change.ts'
import { MarketStage } from './market-stage.ts'

/** What docs/troubleshooting.md says of the symptoms of a master catalogue: each is brought about, and looked at. */
let stage: MarketStage

beforeAll(async () => {
  stage = await MarketStage.open({ listings: 12, seed: 2 })
})

afterAll(() => stage.close())

const shopee = () => stage.market.shopee
const tiktok = () => stage.market.tiktok

afterEach(() => {
  Object.assign(shopee().options, { faults: [], aheadSeconds: 0, refuse: null })
  Object.assign(tiktok().options, { faults: [], scopes: SCOPES })
})

const SCOPES = ['seller.product.basic', 'seller.authorization.info']

interface Read {
  exports: { provider: string; complete: boolean; calls: { throttled: number } }[]
  failed?: { provider: string; code: string; hints: string[] }[]
}

/** What an export says; the other shop is read whatever happens to one. */
async function read(env: { [name: string]: string } = {}): Promise<Read & { code: number | null }> {
  const { code, stdout } = await stage.syncWith(env, 'export', '--json')
  return { code, ...(JSON.parse(stdout) as Read) }
}

describe('an import that fails with an authentication error', () => {
  test('names the key when the signature is wrong, and reads the other platform', async () => {
    const { code, exports, failed } = await read({ SHOPEE_PARTNER_KEY: 'another' })

    expect([code, exports.map(({ provider }) => provider)]).toEqual([0, ['tiktok-shop']])
    expect(failed).toMatchObject([{ provider: 'shopee', code: 'shopee-sign' }])
    expect(failed?.[0]?.hints.join(' ')).toMatch(/SHOPEE_PARTNER_KEY .* What was signed: partner_id \d+ \+ path/)
  })

  test('names the clock with how far it is off, in doctor as well', async () => {
    Object.assign(shopee().options, { aheadSeconds: 900 })

    expect((await read()).failed).toMatchObject([{ code: 'shopee-clock', hints: [expect.stringContaining('900')] }])
    expect((await stage.sync('doctor')).stdout).toContain("This machine's clock is 900 seconds behind Shopee's")
  })

  test('is what a call with a bearer token gets, as older guides show it: every call is signed', async () => {
    const headers = { authorization: `Bearer ${stage.env.SHOPEE_ACCESS_TOKEN}` }
    const answer = await fetch(`${stage.env.SHOPEE_API_URL}/api/v2/shop/get_shop_info`, { headers })

    expect(await answer.json()).toMatchObject({ error: expect.stringMatching(/^error_/) })
  })

  test('names a scope that the consent lacks, at once and in doctor, until a consent has it', async () => {
    const { options } = tiktok()
    Object.assign(options, { scopes: ['seller.authorization.info'] })
    const granted = await stage.done('auth', 'tiktok-shop', '--code', options.authCode)
    const { code, stdout } = await stage.sync('doctor')

    const words = 'The consent does not allow the scope seller.product.basic'
    for (const text of [granted, stdout, await stage.done('auth', 'status')]) expect(text).toContain(words)
    expect([code, stdout]).toEqual([1, expect.stringContaining('TikTok Shop refuses to search products: 105005')])
    Object.assign(options, { scopes: SCOPES })
    await stage.done('auth', 'tiktok-shop', '--refresh')
    expect((await stage.sync('doctor')).code).toBe(0)
  })

  test('is none when the access token has expired: it is renewed once, and the new pair kept', async () => {
    Object.assign(shopee().options, { faults: [{ effect: 'expired-token', operation: 'get_item_list', nth: 1 }] })
    const sent = shopee().refreshTokensSent.length

    expect(await read()).toMatchObject({ code: 0, exports: [{ complete: true }, { complete: true }] })
    expect(shopee().refreshTokensSent).toHaveLength(sent + 1)
    expect(await stage.done('auth', 'status')).toMatch(/✓ shopee 14701711: access until 20/)
  })

  test('asks for a new consent when that of the seller is over', async () => {
    const [shop] = shopee().shops
    const { expire_time = 0 } = shop ?? {}
    Object.assign(shop ?? {}, { expire_time: stage.now() - 60 })
    Object.assign(shopee().options, { faults: [{ effect: 'expired-token', nth: 1 }] })
    Object.assign(tiktok().options, { faults: [{ effect: 'unknown-token', operation: 'shops', nth: 1 }] })

    const { code, stdout } = await stage.sync('export', '--json')
    Object.assign(shop ?? {}, { expire_time })

    expect([code, JSON.parse(stdout).error.code]).toEqual([1, 'shopee-consent'])
    expect(stdout).toMatch(/sync auth shopee --url.*sync auth tiktok-shop --url/s)
    await stage.done('auth', 'tiktok-shop', '--refresh')
  })
})

describe('a database that is in trouble', () => {
  test('is named when it does not answer, whatever plan was wanted', async () => {
    const { code, stdout } = await stage.syncWith({ DATABASE_URL: 'postgres://127.0.0.1:1/x' }, 'plan', '--json')

    expect([code, JSON.parse(stdout).error.code]).toEqual([1, 'outage'])
  })

  test('has its steps, which only "sync db up" makes', async () => {
    expect(JSON.parse(await stage.done('db', 'status', '--json'))).toMatchObject({ pending: [] })
    expect((await stage.sync('doctor')).stdout).toContain('The schema is the one that this program needs.')
  })
})

describe('a look at how things are', () => {
  test('asks no address that hands out tokens, and ends with 1 when a plan could not be made', async () => {
    const tokens = () => [shopee().refreshTokensSent.length, tiktok().refreshTokens.length, tiktok().counts().token]
    const before = tokens()

    expect((await stage.sync('doctor', '--json')).code).toBe(0)
    expect((await stage.syncWith({ TIKTOK_SHOP_APP_SECRET: 'another' }, 'doctor', '--json')).code).toBe(1)
    expect(tokens()).toEqual(before)
  })

  test('says how fast a shop is read, what belongs together, and what nothing reads', async () => {
    const exported = await stage.done('export')
    expect(exported.match(/^ {2}[\d.]+ listings a second, .*\n.*: \d+ calls?, [\d.]+ m?s\b/gm)).toHaveLength(2)
    expect(await stage.done('match')).toMatch(/\d/)
    expect(await stage.done('quality')).toContain('Items have it, and no rule reads it')
    const [{ key } = { key: '' }] = stage.truth().masters
    expect(await stage.done('explain', key)).toContain(key)
  })
})

/** What stands at a path such as `price_info[].original_price`. */
function valuesAt(value: unknown, path: string): unknown[] {
  const step = (all: unknown[], name: string) => all.flatMap((one) => Object(one)[name.replace('[]', '')] ?? [])
  return path.split('.').reduce(step, [value])
}

describe('data of which much is wrong', () => {
  test('keeps a plan from being applied above max_invalid_percent, and says what is wrong by rule and item', async () => {
    const listings = stage.read().filter(({ platform }) => platform === 'shopee')
    for (const listing of listings) await stage.put(change(listing, edited({ title: '' }), stage.now()))
    await stage.done('export')

    const { code, stderr } = await stage.sync('plan')

    expect([code, stderr]).toEqual([1, expect.stringMatching(/rejects \d+ of \d+ items .*max_invalid_percent is 20/)])
    expect(await stage.done('quality')).toMatch(/name-required +item_name +reject +\d+ items +shopee\/14701711\//)
    expect(await stage.done('plan', '--allow-invalid')).toMatch(/Left alone: \d+ items rejected\./)
  })

  test('says of each rejected item where in the answer of the shop its value stands', async () => {
    const { rejected = [] } = JSON.parse(await stage.done('plan', '--json', '--allow-invalid')) as Plan
    const ofShopee = rejected.filter(({ item }) => item.startsWith('shopee/'))
    const found = ofShopee.map(({ item, path, value }) => {
      const [, , id = ''] = item.split('/')
      const [whole, model] = id.split('.')
      const listed = shopee().shops[0]?.items.find(({ base }) => String(base.item_id) === whole)
      const own = listed?.models.find(({ model_id }) => String(model_id) === model)
      return [valuesAt({ ...listed?.base, ...own }, path).map(String), String(value ?? '')]
    })

    expect(found.length).toBeGreaterThan(5)
    for (const [values, value] of found) expect(values).toContain(value)
  })

  test('never gives a name that nobody gave, nor a price of 0', async () => {
    const plan = JSON.parse(await stage.done('plan', '--json', '--allow-invalid')) as Plan
    const written = plan.operations.map(({ after }) => (after ?? {}) as { [field: string]: unknown })

    expect(plan.rejected?.map(({ rule }) => rule)).toEqual(expect.arrayContaining(['name-required', 'price-money']))
    expect(written.filter(({ name }) => typeof name === 'string' && /unnamed/i.test(name))).toEqual([])
    expect(written.filter(({ price, base_price }) => /^0/.test(`${price}`) || /^0/.test(`${base_price}`))).toEqual([])
  })
})

describe('an import that is rate limited', () => {
  test('waits and goes on', async () => {
    Object.assign(tiktok().options, { faults: [{ effect: '429', operation: 'search', nth: 1 }] })

    const { code, exports } = await read()

    expect([code, exports.every(({ complete }) => complete)]).toEqual([0, true])
    expect(exports.find(({ provider }) => provider === 'tiktok-shop')?.calls.throttled).toBe(1)
  })

  test('ends for the day when the quota is used up, makes no call more, and says when it can go on', async () => {
    Object.assign(tiktok().options, { faults: [{ effect: 'quota', operation: 'search' }] })

    const { code, text } = await stage.sync('export')
    const calls = tiktok().counts().search
    await stage.sync('export')

    expect([code, text]).toEqual([0, expect.stringMatching(/quota exceeded for today.*Go on after 20\S+ 00:00 UTC/s)])
    expect(tiktok().counts().search).toBe(calls)
  })
})
