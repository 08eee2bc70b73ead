import { describe, expect, test } from 'vitest'
import type { ItemFields } from '../../../src/model/item.ts'
import { convertProduct } from '../../../src/providers/tiktok-shop/convert.ts'
import { exactJson } from '../../../src/providers/tiktok-shop/exact-json.ts'
import { textOfHtml } from '../../../src/providers/tiktok-shop/html-text.ts'
import { toItems } from '../../../src/providers/tiktok-shop/item.ts'
import { convert, ID, IMAGES, one, PLACE, raw, sku } from './raw-product.ts'

describe('pictures', () => {
  const picture = (uri: string, ...urls: string[]) => ({ uri, urls, thumb_urls: urls, width: 600, height: 600 })
  const items = (changes: object) => toItems(convert(changes) as unknown as ItemFields[], IMAGES)

  test('are known by their uri, whatever their address, and each is shown once', () => {
    const main_images = [
      picture('tos-a/1', 'https://p16-a.ibyteimg.com/tos-a/1~origin.jpeg?from=1', 'https://p19-a.ibyteimg.com/x.jpeg'),
      picture('tos-a/1', 'https://p16-a.ibyteimg.com/tos-a/1~origin.jpeg?from=2'),
      picture('tos-a/2', 'https://p16-a.ibyteimg.com/tos-a/2~origin.webp?from=1'),
    ]
    const [item] = items({ main_images })

    expect(item?.images).toEqual([
      {
        id: 'tos-a_1',
        slot: 'main1',
        main: true,
        url: 'https://p16-a.ibyteimg.com/tos-a/1~origin.jpeg?from=1',
        file: 'tos-a_1.jpeg',
      },
      {
        id: 'tos-a_2',
        slot: 'main3',
        main: false,
        url: 'https://p16-a.ibyteimg.com/tos-a/2~origin.webp?from=1',
        file: 'tos-a_2.webp',
      },
    ])
  })

  test('of a SKU come before those of its product', () => {
    const own = sku(1)
    const sales_attributes = [
      { ...own.sales_attributes[0], sku_img: picture('tos-a/9', 'https://p16-a.ibyteimg.com/9.jpeg') },
    ]
    const main_images = [picture('tos-a/1', 'https://p16-a.ibyteimg.com/1.jpeg')]
    const [parent, child, other] = items({ main_images, skus: [{ ...own, sales_attributes }, sku(2)] })

    expect(parent?.images.map(({ id }) => id)).toEqual(['tos-a_1'])
    expect(child?.images.map(({ id, main }) => [id, main])).toEqual([
      ['tos-a_9', true],
      ['tos-a_1', false],
    ])
    expect(other?.images.map(({ id }) => id)).toEqual(['tos-a_1'])
  })

  test('without an address, or of a host that is not allowed, are told and not used', () => {
    const main_images = [
      picture('tos-a/1'),
      picture('tos-a/2', 'https://elsewhere.example/2.jpeg'),
      picture('tos-a/3', 'http://p16-a.ibyteimg.com/3.jpeg'),
    ]
    const [item] = toItems(convert({ main_images }) as unknown as ItemFields[], {
      ...IMAGES,
      hosts: ['p16-a.ibyteimg.com'],
    })

    expect(item?.images).toEqual([])
    expect(item?.unusable.map(({ problem }) => problem)).toEqual([
      'TikTok Shop gives no address for it',
      'its host elsewhere.example is not one of image_hosts',
      'it is no https address',
    ])
  })
})

describe('texts', () => {
  test.each([
    [
      '<p>Bahan katun.</p><ul><li>M &amp; L</li><li>XL</li></ul><img src="https://x.example/a.jpeg" />',
      'Bahan katun.\n- M & L\n- XL',
    ],
    ['satu<br>dua<br/>tiga', 'satu\ndua\ntiga'],
    ['<p>a\n b</p>\n<p>c</p>', 'a b\nc'],
    ['<p>tekst &lt;b&gt; &nbsp; x</p>', 'tekst <b> x'],
    ['baris satu\nbaris dua', 'baris satu\nbaris dua'],
    ['ukuran < 5 cm', 'ukuran < 5 cm'],
    ['<p> </p>', null],
    ['<script>alert(1)</script><p>aman</p>', 'aman'],
  ])('a description is read without its markup: %j', (html, text) => {
    expect(textOfHtml(html)).toBe(text)
    expect(one({ description: html }).description).toBe(text)
  })

  test('names of categories lose their tabs and line breaks', () => {
    const category_chains = [
      { id: '1', parent_id: '0', local_name: 'Rumah', is_leaf: false },
      { id: '2', parent_id: '1', local_name: '\t\nBotol &  Stoples', is_leaf: true },
    ]

    expect(one({ category_chains }).category).toBe('Rumah > Botol & Stoples')
    expect(one().category).toBeNull()
  })

  test.each([
    [{ id: '1', name: 'Merek' }, 'Merek'],
    [{ id: '0', name: 'No Brand' }, null],
    [{ id: '0', name: 'NoBrand' }, null],
    [undefined, null],
  ])('a brand that is none is absent: %j', (brand, name) => {
    expect(one({ brand }).brand).toBe(name)
  })

  test('Tokopedia is told where the product is listed there too, and absent elsewhere', () => {
    const statuses = [{ platform: 'TOKOPEDIA', status: 'PLATFORM_DEACTIVATED' }]

    expect(
      convert({ integrated_platform_statuses: statuses, skus: [sku(1)] }).map(({ tokopedia }) => tokopedia),
    ).toEqual([true, true])
    expect(one({ integrated_platform_statuses: [{ platform: 'OTHER', status: 'ACTIVATE' }] })).not.toHaveProperty(
      'tokopedia',
    )
    expect(one()).not.toHaveProperty('tokopedia')
  })
})

describe("the platform's own record", () => {
  test('is the same when only addresses, audits, times and stock have changed', () => {
    const shown = (from: number) => ({
      update_time: from,
      audit: { status: `${from}` },
      listing_quality_tier: `${from}`,
      description: `<p>a</p><img src="https://x.example/a.jpeg?from=${from}" />`,
      main_images: [
        { uri: 'tos-a/1', urls: [`https://x.example/${from}`], thumb_urls: [`https://x.example/${from}`], width: 1 },
      ],
      product_attributes: [{ id: '1', name: 'Bahan', values: [{ id: '2', name: 'Katun' }] }],
      skus: [sku(1, { inventory: [{ warehouse_id: '1', quantity: from }] })],
    })
    const records = (from: number) => convert(shown(from)).map(({ attributes }) => attributes)

    expect(records(1)).toEqual(records(2))
    expect(records(1)[0]).toMatchObject({
      main_images: ['tos-a/1'],
      product_attributes: [{ name: 'Bahan' }],
      description: '<p>a</p><img src="https://x.example/a.jpeg" />',
    })
    expect(records(1)[1]).toMatchObject({ seller_sku: 'KAOS-1', price: { tax_exclusive_price: '72000' } })
  })
})

describe('ids', () => {
  const answer = (text: string) => ({ ok: true, status: 200, headers: {}, text, json: JSON.parse(text) }) as const

  test('keep all their digits when they come as numbers', () => {
    const text =
      '{"id": 1729592969712207008, "at": 1644412885, "list": [7494049642642441621,0.1234567890123456789], "t": "\\"x\\": 1729592969712207008,"}'

    expect(exactJson(answer(text))).toEqual({
      id: '1729592969712207008',
      at: 1644412885,
      list: ['7494049642642441621', 0.12345678901234568],
      t: '"x": 1729592969712207008,',
    })
    const product = exactJson(answer(JSON.stringify(raw()).replace(`"${ID}"`, ID)))
    expect(convertProduct(product as object as { [field: string]: unknown }, PLACE)[0]?.key).toBe(ID)
  })
})
