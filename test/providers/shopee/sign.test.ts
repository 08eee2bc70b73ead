import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { explainSign, sign } from '../../../src/providers/shopee/sign.ts'

/** The example of Shopee's developer guide (16), and the same key and moment for further calls. */
const KEY = '57615053704d6470644f554a78656d50484143644964436a5568777544524579'
const MOMENT = { partnerId: '2001887', timestamp: 1_655_714_431 }
const TOKEN = '59777174636562737266615546704c6d'
const SHOP = { accessToken: TOKEN, shopId: '14701711' }

describe('a signature', () => {
  test.each([
    ['/api/v2/shop/get_shop_info', SHOP, 'b914bea03c13799deb036bb9d10e689f5a6bade160c44af568646f1ef7d796c1'],
    [
      '/api/v2/public/get_shops_by_partner',
      undefined,
      '60ab8c4a535009ab33b8a0029ee18a667ef6eaeb16481ed3d573a5059122d4df',
    ],
    [
      '/api/v2/global_product/get_category',
      { accessToken: '09777174636962737266615546704c6d', shopId: '1000000' },
      'a50a2229b148e76048e21ad69a9d619885a21bd4aa7738bc524e1207df73a151',
    ],
    ['/api/v2/product/get_item_list', SHOP, '619423c5e2b954c2b11a1c4b86dc6e9d0489e7f5f294d3d379335a7a9edf79b2'],
    ['/api/v2/auth/token/get', undefined, 'a04e209270a2b5ad27d10a237a3f4ba9715aa3f109de7c4d52973a17ddd932ee'],
    ['/api/v2/auth/access_token/get', undefined, 'ec228461f4fda091fec25c8ff7102fe6865f07aa0159c7ff690a241d968b4f5e'],
  ] as const)('of %s is that of the documentation', (path, shop, expected) => {
    expect(sign({ ...MOMENT, path, ...(shop && { shop }) }, KEY)).toBe(expected)
  })

  test('takes the key as text: as hex it gives another one, which Shopee refuses', () => {
    const path = '/api/v2/public/get_shops_by_partner'
    const wrong = createHmac('sha256', Buffer.from(KEY, 'hex')).update(`2001887${path}1655714431`).digest('hex')

    expect(wrong).toBe('93bb4c0a653e774529b518d93185fd89ab51faa0009f323167f586de5ac135f8')
    expect(sign({ ...MOMENT, path }, KEY)).not.toBe(wrong)
  })

  test('is explained part by part, without a secret', () => {
    const path = '/api/v2/product/get_item_list'
    const text = explainSign({ ...MOMENT, path, shop: SHOP }, KEY)

    expect(text).toBe(
      `partner_id 2001887 + path ${path} + timestamp 1655714431 + access_token of 32 characters + shop_id 14701711, signed with a key of 64 characters`,
    )
    for (const secret of [KEY, TOKEN]) expect(text).not.toContain(secret)
  })

  test('of a key that was copied with something around it is explained so', () => {
    const signed = { ...MOMENT, path: '/api/v2/auth/token/get' }

    expect(explainSign(signed, ` ${KEY}`)).toContain('a key of 65 characters that has blanks around it')
    expect(explainSign(signed, `"${KEY}"`)).toContain('that has blanks or quotes in it')
  })
})
