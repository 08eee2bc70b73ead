import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { MarketStage } from '../e2e/market-stage.ts'

/** How calls are signed, by the known answers of both services' documentation; the program itself computes them. */
let stage: MarketStage

beforeAll(async () => {
  stage = await MarketStage.open({ listings: 2, seed: 1 })
})

afterAll(() => stage.close())

const SHOPEE = {
  SHOPEE_PARTNER_ID: '2001887',
  SHOPEE_PARTNER_KEY: '57615053704d6470644f554a78656d50484143644964436a5568777544524579',
  SHOPEE_SHOP_ID: '14701711',
  SHOPEE_ACCESS_TOKEN: '59777174636562737266615546704c6d',
}
const TIKTOK = {
  TIKTOK_SHOP_APP_KEY: '29a39d',
  TIKTOK_SHOP_APP_SECRET: 'e59af819cc',
  TIKTOK_SHOP_CIPHER: 'GCP_XF90igAAAABh00qsWgtvOiGFNqyubMt3',
}

interface Signed {
  call: string
  method: string
  base: string
  digest: string | null
  missing: string | null
  parts: { name: string; text: string; hidden?: number }[]
  key: { variable: string; length: number; remark: string | null }
}

async function explained(env: { [name: string]: string }, ...args: string[]) {
  const { code, stdout, text } = await stage.syncWith(env, 'doctor', '--explain-sign', ...args, '--json')
  expect(code, text).toBe(0)
  const { timestamp, signed } = JSON.parse(stdout) as {
    timestamp: number
    signed: { provider: string; calls: Signed[] }[]
  }
  return { text, timestamp, signed, calls: signed.flatMap(({ calls }) => calls) }
}

describe('sync doctor --explain-sign', () => {
  test.each([
    ['shop.get_shop_info', 'b914bea03c13799deb036bb9d10e689f5a6bade160c44af568646f1ef7d796c1'],
    ['public.get_shops_by_partner', '60ab8c4a535009ab33b8a0029ee18a667ef6eaeb16481ed3d573a5059122d4df'],
    ['product.get_item_list', '619423c5e2b954c2b11a1c4b86dc6e9d0489e7f5f294d3d379335a7a9edf79b2'],
    ['auth.token_get', 'a04e209270a2b5ad27d10a237a3f4ba9715aa3f109de7c4d52973a17ddd932ee'],
    ['auth.access_token_get', 'ec228461f4fda091fec25c8ff7102fe6865f07aa0159c7ff690a241d968b4f5e'],
  ])('gives the known answer of %s on Shopee', async (call, digest) => {
    const { calls, signed } = await explained(SHOPEE, 'shopee', '--at', '1655714431')

    expect(signed.map(({ provider }) => provider)).toEqual(['shopee'])
    expect(calls.find((one) => one.call === call)).toMatchObject({ digest, missing: null })
  })

  test.each([
    ['Get Authorized Shops', 'b596b73e0cc6de07ac26f036364178ab16b0a907af13d43f0a0cd2345f582dc8'],
    ['Search Products', 'ad055fd901185b349616a8a0b01731b9b9abfa51a03509d63300df2b9c97638f'],
  ])('gives the known answer of %s on TikTok Shop', async (call, digest) => {
    const { calls } = await explained(TIKTOK, 'tiktok-shop', '--at', '2021-06-16T03:04:24Z')

    expect(calls.find((one) => one.call === call)).toMatchObject({ digest, missing: null })
  })

  test('shows every part in its place, and masks what is secret', async () => {
    const { calls } = await explained({ ...SHOPEE, ...TIKTOK }, '--at', '1655714431')
    const base = (name: string) => calls.find(({ call }) => call === name)?.base

    expect(base('shop.get_shop_info')).toBe(
      '2001887/api/v2/shop/get_shop_info1655714431[access_token, 32 characters]14701711',
    )
    expect(base('Search Products')).toBe(
      '[app_secret, 10 characters]/product/202502/products/searchapp_key29a39dpage_size100shop_cipher[shop_cipher, 36 characters]timestamp1655714431{"status":"ACTIVATE"}[app_secret, 10 characters]',
    )
  })

  test('tells people the same, with no secret in it and no call made', async () => {
    const [shopee, tiktok] = [stage.market.shopee.calls.length, stage.market.tiktok.calls.length]
    const { text } = await stage.syncWith({ ...SHOPEE, ...TIKTOK }, 'doctor', '--explain-sign')

    expect(text).toMatch(/^Signatures for 2023-11-14 22:13:20 UTC \(1700000000\); nobody was called\.$/m)
    expect(text).toMatch(/^ {4}access_token: \[32 characters\]$/m)
    expect(text).toMatch(/^ {4}key: SHOPEE_PARTNER_KEY, 64 characters; HMAC-SHA256/m)
    expect(text).toMatch(/^ {4}sign: [0-9a-f]{64}$/m)
    const secrets = [SHOPEE.SHOPEE_PARTNER_KEY, SHOPEE.SHOPEE_ACCESS_TOKEN, ...Object.values(TIKTOK).slice(1)]
    for (const secret of secrets) expect(text).not.toContain(secret)
    expect([stage.market.shopee.calls.length, stage.market.tiktok.calls.length]).toEqual([shopee, tiktok])
  })

  test('is the same each time: the moment is fixed unless another is named', async () => {
    expect((await explained(SHOPEE, 'shopee')).text).toBe((await explained(SHOPEE, 'shopee')).text)
  })

  test('says what is odd about a key, and what is missing', async () => {
    const quoted = await explained({ ...SHOPEE, SHOPEE_PARTNER_KEY: `"${SHOPEE.SHOPEE_PARTNER_KEY}"` }, 'shopee')
    const tokenless = await explained({ ...SHOPEE, SHOPEE_ACCESS_TOKEN: '', SHOPEE_REFRESH_TOKEN: '' }, 'shopee')

    expect(quoted.calls[0]?.key).toMatchObject({ length: 66, remark: 'that has blanks or quotes in it' })
    expect(tokenless.calls.find(({ call }) => call === 'shop.get_shop_info')).toMatchObject({
      digest: null,
      missing: expect.stringContaining('There is no access token of shop 14701711'),
    })
  })

  test.each([
    [['--explain-sign', 'shopify'], 'No source shopify of sync.yaml signs its calls.'],
    [['--explain-sign', '--at', 'noon'], '--at takes a moment, and "noon" is none.'],
    [['shopee'], 'sync doctor takes no "shopee".'],
  ])('refuses %j', async (args, message) => {
    const { code, stderr } = await stage.sync('doctor', ...args)

    expect([code, stderr]).toEqual([1, expect.stringContaining(message)])
  })
})
