import { describe, expect, it } from 'vitest'
import type { ItemFields } from '../../../src/model/item.ts'
import { convertFamily } from '../../../src/providers/shopify/convert.ts'
import { Gatherer } from '../../../src/providers/shopify/gather.ts'
import { textOfHtml } from '../../../src/providers/shopify/html-text.ts'
import { lowestOf, priceOf } from '../../../src/providers/shopify/money.ts'
import type { RawRecord } from '../../../src/providers/shopify/raw.ts'
import { shopHandle } from '../../../src/providers/shopify/shop-name.ts'

const gid = (type: string, id: number) => `gid://shopify/${type}/${id}`
const FACTS = { shop: 'my-store', currency: 'USD', metafields: ['custom.*'], settledBefore: Date.UTC(2026, 10, 28) }

const PRODUCT: RawRecord = {
  id: gid('Product', 1),
  title: 'Boot',
  hasOnlyDefaultVariant: false,
  variantsCount: { count: 2 },
  productType: 'Shoes',
  status: 'UNLISTED',
  onlineStoreUrl: 'https://shop.example/products/boot',
}

function variant(id: number, more: RawRecord = {}): RawRecord {
  return { id: gid('ProductVariant', id), __parentId: PRODUCT.id, price: '20.00', position: id, ...more }
}

function image(id: number, parent: unknown, more: RawRecord = {}): RawRecord {
  const url = `https://cdn.shopify.com/files/${id}.jpg?v=1`
  return { id: gid('MediaImage', id), __parentId: parent, mediaContentType: 'IMAGE', image: { url }, ...more }
}

function gathered(lines: RawRecord[]): Gatherer {
  const all = new Gatherer()
  for (const line of lines) all.take(line)
  return all
}

function converted(lines: RawRecord[], links: RawRecord[] = []): ItemFields[] {
  const family = gathered(lines).familyOf(String(PRODUCT.id))
  if (!family) throw new Error('There is no such product.')
  const result = convertFamily(family, gathered(links).familyOf(String(PRODUCT.id)), FACTS)
  if (typeof result === 'string') throw new Error(result)
  return result
}

describe('the lines of a bulk file', () => {
  it('are joined by their parents, wherever they stand', () => {
    const lines = [image(11, PRODUCT.id), variant(6), PRODUCT, image(12, PRODUCT.id), variant(5)]
    const [parent, ...children] = converted(lines)

    expect(children.map(({ asin }) => asin)).toEqual(['5', '6'])
    expect(parent?.images).toMatchObject([{ id: '11' }, { id: '12' }])
  })

  it('are orphans where their parent did not come', () => {
    const metafield = { id: gid('Metafield', 9), __parentId: gid('ProductVariant', 5) }

    expect(gathered([PRODUCT, variant(5), metafield]).orphans).toBe(0)
    expect(gathered([PRODUCT, metafield]).orphans).toBe(1)
    expect(gathered([variant(5), variant(6)]).orphans).toBe(2)
  })

  it('make no items of a product that lacks some of its variants', () => {
    expect(() => converted([PRODUCT, variant(5)])).toThrow('It has 2 variants, and the file holds 1')
    expect(() => converted([{ ...PRODUCT, variantsCount: null }])).toThrow('It has some variants, and the file holds 0')
  })
})

describe('an item', () => {
  it('of a variant shows its own image first, then the others of its product', () => {
    const files = [image(11, PRODUCT.id), image(12, PRODUCT.id)]
    const links = [PRODUCT, variant(5), variant(6), image(12, gid('ProductVariant', 6))]
    const [, first, second] = converted([PRODUCT, variant(5), variant(6), ...files], links)

    expect(first?.images).toMatchObject([
      { slot: '1', id: '11' },
      { slot: '2', id: '12' },
    ])
    expect(second?.images).toMatchObject([
      { slot: 'variant', id: '12' },
      { slot: '1', id: '11' },
    ])
  })

  it('has no address of an image that is not ready, and no videos', () => {
    const files = [image(11, PRODUCT.id, { image: null }), { ...image(12, PRODUCT.id), mediaContentType: 'VIDEO' }]
    const [parent] = converted([PRODUCT, variant(5), variant(6), ...files])

    expect(parent?.images).toEqual([{ slot: '1', id: '11', url: '', alt: null }])
  })

  it('knows color and size by the names of its options, in several languages', () => {
    const selectedOptions = [
      { name: 'Farbe', value: 'Braun' },
      { name: 'Größe', value: ' 42 ' },
    ]
    const [, first] = converted([PRODUCT, variant(5, { selectedOptions }), variant(6)])

    expect(first).toMatchObject({ color: 'Braun', size: '42', options: { Farbe: 'Braun', Größe: '42' } })
  })

  it('of a parent has the lowest prices and all of the stock of its variants', () => {
    const inventoryItem = { tracked: true }
    const [parent, first, second] = converted([
      PRODUCT,
      variant(5, { price: '9.50', compareAtPrice: '30.00', inventoryItem, inventoryQuantity: 3 }),
      variant(6, { price: '100.00', compareAtPrice: '90.00', inventoryItem, inventoryQuantity: -2 }),
    ])

    expect(first).toMatchObject({ price: '30.00', sale_price: '9.50', compare_at_price: '30.00', stock: 3 })
    expect(second).toMatchObject({ price: '100.00', sale_price: null, compare_at_price: '90.00', stock: 0 })
    expect(parent).toMatchObject({ price: '30.00', sale_price: '9.50', stock: 3, weight_g: null })
  })

  it('has no stock where nobody counts it', () => {
    const [parent, first] = converted([PRODUCT, variant(5, { inventoryQuantity: 3 }), variant(6)])

    expect([parent?.stock, first?.stock]).toEqual([null, null])
  })

  it.each([
    ['GRAMS', 350.4, 350],
    ['KILOGRAMS', 1.2, 1200],
    ['OUNCES', 10, 283],
    ['POUNDS', 2, 907],
    ['GRAMS', 0, null],
    ['STONES', 2, null],
  ])('weighs in grams what is told in %s', (unit, value, grams) => {
    const inventoryItem = { measurement: { weight: { value, unit } } }
    const [, first] = converted([PRODUCT, variant(5, { inventoryItem }), variant(6)])

    expect(first?.weight_g).toBe(grams)
  })

  it('is of the category of the taxonomy, else of the product type', () => {
    const category = { id: gid('TaxonomyCategory', 1), fullName: 'Apparel > Shoes' }

    expect(converted([PRODUCT, variant(5), variant(6)])[0]).toMatchObject({ category: 'Shoes', category_id: null })
    expect(converted([{ ...PRODUCT, category }, variant(5), variant(6)])[0]).toMatchObject({
      ...{ category: 'Apparel > Shoes', product_type: 'Shoes' },
    })
  })

  it('is in the collections of its product, by handle', () => {
    const collection = (id: number, handle: string, title: string) => {
      return { id: gid('Collection', id), __parentId: PRODUCT.id, handle, title }
    }
    const links = [collection(8, 'winter', 'Winter'), PRODUCT, collection(9, 'boots', 'All boots')]
    const [parent, first] = converted([PRODUCT, variant(5), variant(6)], links)

    expect(parent).toMatchObject({ collections: ['boots', 'winter'], collection_titles: ['All boots', 'Winter'] })
    expect(first).toMatchObject({ collections: ['boots', 'winter'] })
  })

  it('has an address of its own where the product is published', () => {
    const [parent, first] = converted([PRODUCT, variant(5), variant(6)])

    expect(parent?.url).toBe('https://shop.example/products/boot')
    expect(first?.url).toBe('https://shop.example/products/boot?variant=5')
    expect(parent?.listing_status).toBe('INACTIVE')
  })

  it('has metafields of its own, and those of its product beside them', () => {
    const metafield = (id: number, parent: unknown, value: string) => {
      return {
        id: gid('Metafield', id),
        __parentId: parent,
        namespace: 'custom',
        key: 'note',
        type: 'single_line_text_field',
        value,
      }
    }
    const lines = [
      PRODUCT,
      variant(5),
      variant(6),
      metafield(1, PRODUCT.id, 'product'),
      metafield(2, gid('ProductVariant', 5), 'variant'),
    ]
    const [parent, first, second] = converted(lines)

    expect(parent?.metafields).toEqual({ custom: { note: 'product' } })
    expect(first).toMatchObject({
      metafields: { custom: { note: 'variant' } },
      product_metafields: { custom: { note: 'product' } },
      variant_metafields: { custom: { note: 'variant' } },
    })
    expect(second?.metafields).toEqual({})
  })
})

describe('a price', () => {
  it.each([
    ['10.00', null, { price: '10.00', sale_price: null, compare_at_price: null }],
    ['10.00', '10.00', { price: '10.00', sale_price: null, compare_at_price: '10.00' }],
    ['9.50', '10.00', { price: '10.00', sale_price: '9.50', compare_at_price: '10.00' }],
    [null, '10.00', { price: null, sale_price: null, compare_at_price: '10.00' }],
    ['free', undefined, { price: null, sale_price: null, compare_at_price: null }],
  ])('of %s beside %s', (price, compared, expected) => {
    expect(priceOf(price, compared)).toEqual(expected)
  })

  it('is compared as an amount, not as a text', () => {
    expect(lowestOf([priceOf('100.00', null), priceOf('99.90', null)]).price).toBe('99.90')
  })
})

describe('a description', () => {
  it.each([
    ['<p>One &amp; two</p>\n<p>Three<br>four</p>', 'One & two\nThree\nfour'],
    ['<ul><li>a</li><li> b </li></ul>', '- a\n- b'],
    ['<script>bad()</script><style>p{}</style><!-- note -->Good', 'Good'],
    ['Plain\ntext', 'Plain\ntext'],
    ['<p>\u00a0</p>', null],
  ])('%s is read as people see it', (html, text) => {
    expect(textOfHtml(html)).toBe(text)
  })
})

describe('the name of a shop', () => {
  it.each([
    'my-store',
    'My-Store.myshopify.com',
    'https://my-store.myshopify.com/admin/products',
    'https://admin.shopify.com/store/my-store/products',
  ])('is the same however it is written: %s', (name) => {
    expect(shopHandle(name)).toBe('my-store')
  })

  it('is left as it is where it cannot be one', () => {
    expect(shopHandle('www.boots.example')).toBe('www.boots.example')
  })
})
