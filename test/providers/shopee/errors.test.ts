import { afterEach, describe, expect, test } from 'vitest'
import { bareCode, classOf } from '../../../src/providers/shopee/error-classes.ts'
import type { ShopeeOperation } from '../../../src/sandbox/shopee/operations.ts'
import type { ShopeeSimOptions } from '../../../src/sandbox/shopee/options.ts'
import { items } from './items.ts'
import { openWorld, type World, type WorldOptions } from './world.ts'

const opened: World[] = []
const world = async (options: WorldOptions = {}): Promise<World> => {
  const one = await openWorld({ items: items(4), ...options })
  opened.push(one)
  return one
}

afterEach(async () => {
  for (const one of opened.splice(0)) await one.close()
})

/** Every error of Shopee's documentation that means something of its own, and what it means. */
const WORDS: [code: string, words: string, means: string][] = [
  ['error_sign', 'Wrong sign.', 'sign'],
  ['error_param', 'There is no sign in query.', 'sign'],
  ['error_param', 'no timestamp.', 'clock'],
  ['error_param', 'Invalid timestamp', 'clock'],
  ['error_param', 'Timestamp is expired.', 'clock'],
  ['error_param', 'Timestamp is invalid, should be an integer between 0 and 4294967295.', 'clock'],
  ['invalid_acceess_token', 'Invalid access_token, please have a check.', 'token'],
  ['invalid_access_token', 'Invalid access_token, please have a check.', 'token'],
  ['error_auth', 'Invalid access_token.', 'token'],
  ['shop_no_linked', 'Partner and shop has no linked.', 'consent'],
  ['partner_shop_no_link', 'Invalid partner_id or shop_id, please have a check.', 'consent'],
  ['shop_access_expired', 'Your access to shop has expired.', 'consent'],
  ['refresh_token_expired', 'Your refresh_token expired.', 'consent'],
  ['error_shop_refresh_token', 'Your refresh token is error ,please check refresh token or shopid.', 'consent'],
  ['error_auth', 'Invalid partner_id or shopid.', 'consent'],
  ['error_auth', 'Invalid refresh_token.', 'consent'],
  ['invalid_code', 'The code is expired or used or invalid, please check the code.', 'code'],
  ['invalid_main_acount_id', 'The code or main_accoount_id is wrong, please check.', 'code'],
  ['error_auth', 'Invalid code', 'code'],
  ['error_auth', 'partner_id is invalid', 'app'],
  ['error_auth', "The App is deleted, and you'll be unable to make any API call.", 'app'],
  ['error_auth', 'App developer’s permissions for authorizations have been restricted.', 'app'],
  ['error_param', 'There is no partner_id in query.', 'app'],
  ['invalid_partner_id', 'Invalid partner_id, please have a check.', 'app'],
  ['error_partner_key_expired', 'Your API partner key has expired.', 'app'],
  ['error_api_call_restricted', 'The App permission for api call have been restricted.', 'app'],
  ['error_api_permission', 'This app type has no permission to this API.', 'permission'],
  ['error_auth', 'No permission to current api.', 'permission'],
  ['error_ashop_api_permission', 'The shop is Affiliate shop has no permission to call this API.', 'permission'],
  ['error_kyc_auth', 'No permission. Please inform the seller.', 'permission'],
  ['source_ip_undeclared', 'Request Source IP (203.0.113.7) is undeclared.', 'ip'],
  ['shop_banned', 'The shop account has been banned.', 'shop'],
  ['error_shop', 'shopid is invalid', 'shop'],
  ['error_rate_limit', 'Too many requests.', 'burst'],
  ['error_limit', 'The total API call number made by your APP has reached the daily API call limit', 'day'],
  ['error_server', 'Something wrong. Please try later.', 'server'],
  ['error_inner', 'System error, please try again later.', 'server'],
  ['error_system_busy', 'Our system is taking some time to respond.', 'server'],
  ['error_network', 'Inner http call failed', 'server'],
  ['error_query_condition_list_limit', 'Interal error, please contact openapi team.', 'server'],
  ['error_auth', 'System error, please try again later.', 'server'],
  ['error_param', 'get items offset over limit, please use the next field', 'offset'],
  ['error_item_not_found', 'Product not found', 'item'],
  ['error_auth', 'Please wait for the holiday mode set then to edit item. Please try later.', 'request'],
  ['error_auth', 'Total stock must be more than reserved stock.', 'request'],
  ['error_param', 'parameter invalid', 'request'],
  ['error_data', 'data not exist', 'request'],
  ['error_update_time_range', 'Update_time_to should be later than update_time_from.', 'request'],
  ['never_heard_of', 'Something new.', 'request'],
]

describe('what a refusal means', () => {
  test.each(WORDS)('%s "%s" is %s', (code, words, means) => {
    expect(classOf(code, words)).toBe(means)
  })

  test.each(['product.', 'common.', 'error.v2.'])(
    'does not depend on a module in front of its code, such as %s',
    (module) => {
      for (const [code, words, means] of WORDS) expect(classOf(module + code, words)).toBe(means)
    },
  )

  test('is told of a code that lacks half of its name', () => {
    expect(bareCode('error.param')).toBe('param')
    expect(classOf('error.param', 'Timestamp is expired.')).toBe('clock')
  })
})

describe.each(['200', 'real'] as const)('a refusal with status %s', (status) => {
  test.each<[what: string, options: ShopeeSimOptions, code: string, hint: string]>([
    ['a deleted app', { refuse: 'app-deleted' }, 'shopee-app', 'Look at the app in https://open.shopee.com/console'],
    ['a key that has expired', { refuse: 'key-expired' }, 'shopee-app', 'whether its key has expired'],
    ['an app that is restricted', { refuse: 'restricted' }, 'shopee-app', 'its status'],
    ['a missing permission', { refuse: 'permission' }, 'shopee-permission', 'Give the app the permission'],
    ['an address that is not declared', { refuse: 'ip' }, 'shopee-ip', 'Add 203.0.113.7 to the IP whitelist'],
    ['a banned shop', { refuse: 'shop-banned' }, 'shopee-shop', 'Look at the state of shop 14701711'],
  ])('for %s ends the read, is not repeated, and says what to do', async (...[, options, code, hint]) => {
    const { read, sim } = await world({ ...options, status, prefix: status === 'real' })

    await expect(read()).rejects.toMatchObject({ code, hints: [expect.stringContaining(hint)] })
    expect(sim.calls.length).toBe(1)
    expect(sim.refreshTokensSent).toEqual([])
  })

  test('for a business reason under the code of authorisation burns no token', async () => {
    const { read, sim } = await world({ refuse: 'business', status })

    await expect(read()).rejects.toMatchObject({
      code: 'shopee-refused',
      message: expect.stringContaining('holiday mode'),
    })
    expect(sim.refreshTokensSent).toEqual([])
    expect(sim.calls.length).toBe(1)
  })

  test('for a wrong key explains what was signed, with every secret masked', async () => {
    const key = 'another-key-that-nobody-should-see'
    const { read, sim, told, context } = await world({ status, values: { SHOPEE_PARTNER_KEY: key } })

    const error = (await read().catch((reason: unknown) => reason)) as { code: string; hints: string[] }

    expect(error.code).toBe('shopee-sign')
    expect(error.hints).toEqual([
      expect.stringContaining('SHOPEE_PARTNER_KEY'),
      `What was signed: partner_id 2001887 + path /api/v2/shop/get_shop_info + timestamp ${sim.seconds()} + access_token of 16 characters + shop_id 14701711, signed with a key of 34 characters.`,
    ])
    expect(JSON.stringify(error)).not.toContain(sim.options.accessToken)
    const { secrets } = context()
    const log = secrets.conceal(JSON.stringify([error, told]))
    expect(log).toContain('&sign=[removed]')
    for (const secret of [key, sim.options.accessToken]) expect(log).not.toContain(secret)
  })

  test('for a timestamp names by how much the clock is wrong', async () => {
    const { read } = await world({ aheadSeconds: 720, status })

    await expect(read()).rejects.toMatchObject({
      code: 'shopee-clock',
      message: expect.stringContaining('Timestamp is expired.'),
      hints: ["This machine's clock is 720 seconds behind Shopee's, and signatures are good for 300: set it."],
    })
  })

  test('for a clock that is ahead says so', async () => {
    const { read } = await world({ aheadSeconds: -400, status })

    await expect(read()).rejects.toMatchObject({ hints: [expect.stringContaining('400 seconds ahead of Shopee')] })
  })
})

describe('an answer that says nothing', () => {
  const empty = { error: '', message: '', request_id: 'x', response: {} }

  test.each<[operation: ShopeeOperation, body: unknown]>([
    ['get_item_list', empty],
    ['get_item_list', { ...empty, response: null }],
    ['get_item_list', []],
    ['get_item_list', 'null'],
    ['get_model_list', empty],
    ['get_model_list', { response: [] }],
  ])('of %s as %j is no reason to think that there is nothing', async (operation, body) => {
    const { read } = await world({ faults: [{ effect: 'answer', operation, nth: 1, body }] })

    expect(await read()).toMatchObject({ complete: true, calls: { retried: 1 } })
  })

  test('about items leaves them unread, and the export incomplete', async () => {
    const { read } = await world({ faults: [{ effect: 'answer', operation: 'get_item_base_info', body: empty }] })

    const result = await read()

    expect([result.complete, result.items, result.report.failed.length]).toEqual([false, [], 4])
  })
})

describe('trouble that passes', () => {
  test.each(['server', '500', 'html', 'reset-before', 'reset-after', 'truncated'] as const)(
    '%s is waited for, and the read lacks nothing',
    async (effect) => {
      const { read, sim, clock } = await world({ faults: [{ effect, every: 2 }] })

      const result = await read()

      expect(result.complete).toBe(true)
      expect(result.calls.retried).toBeGreaterThan(0)
      expect(clock.waits.filter((wait) => wait >= 500).length).toBe(result.calls.retried)
      expect(sim.calls.length).toBe(result.calls.calls)
    },
  )

  test('of more than two minutes ends the read, which then says that it is not finished', async () => {
    const { read, sim, clock } = await world({ items: items(10) })
    await read({}, { limit: 1 })
    sim.options.faults = [{ effect: 'server', operation: 'get_model_list' }]
    const began = clock.now()

    const result = await read()

    expect(result).toMatchObject({ complete: false, unfinished: { code: 'shopee-unavailable', until: null } })
    expect(result.items.length).toBeGreaterThan(0)
    expect(clock.now() - began).toBeLessThan(240_000)
  })

  test('as nothing that listens ends the read in the same way', async () => {
    const { read, sim } = await world()
    await sim.close()

    expect(await read()).toMatchObject({ unfinished: { code: 'shopee-unreachable', until: null }, items: [] })
  })

  test('as too many calls just now is answered by half as many', async () => {
    const { read, sim, clock } = await world({ items: items(30), faults: [{ effect: 'burst', nth: 3 }] })

    const result = await read()

    expect(result).toMatchObject({ complete: true, calls: { throttled: 1, retried: 1 } })
    const gaps = sim.calls.map(({ at }, index) => at - (sim.calls[index - 1]?.at ?? at))
    for (const gap of gaps.slice(1, 3)) expect(gap).toBeCloseTo(100, -1)
    expect(gaps[3]).toBeGreaterThanOrEqual(750)
    expect(gaps[4]).toBeGreaterThan(150)
    expect(clock.now()).toBeGreaterThan(0)
  })

  test('as too many calls again and again ends the read, which can go on later', async () => {
    const { read, sim } = await world({ faults: [{ effect: 'burst' }] })

    expect(await read()).toMatchObject({ complete: false, unfinished: { code: 'shopee-rate' } })
    expect(sim.calls.length).toBeLessThan(20)
  })

  test('as too many calls is waited for as long as the answer asks', async () => {
    const fault = { effect: 'answer', status: 429, headers: { 'retry-after': '60' }, nth: 2 } as const
    const body = { error: 'error_rate_limit', message: 'Too many requests.' }
    const { read, sim } = await world({ faults: [{ ...fault, body }] })

    await read()

    expect((sim.calls[2]?.at ?? 0) - (sim.calls[1]?.at ?? 0)).toBeGreaterThanOrEqual(60_000)
  })
})
