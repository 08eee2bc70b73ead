import { imageNames } from '../../model/image-names.ts'
import type { Item, ItemFields } from '../../model/item.ts'
import type { SourceFacts } from '../../model/source.ts'
import { plainWords } from '../../model/source-words.ts'
import { PLYTIX } from './facts.ts'
import type { PlytixItem } from './source-item.ts'
import { sourcePictureReader } from './source-pictures.ts'

const { name: NAME, title: TITLE } = PLYTIX

/** How the products of an account are called and read. */
export const SOURCE_FACTS: SourceFacts = {
  ...plainWords(NAME, TITLE),
  id: {
    noun: 'a product id',
    placeholder: 'id',
    pattern: '[0-9a-f]{24}',
    form: "Plytix's id of a product, 24 digits and letters from a to f",
    example: '5d7a1e3f9c0b4a2d8e6f1a3b',
  },
  shop: { noun: 'account', placeholder: 'shop' },
  usualKey: `${NAME}-{shop}-{id}`,
  slot: { pattern: '[1-9]\\d{0,2}|thumbnail', form: 'the place of an image from 1 on, or thumbnail' },
  parents: { first: 'parent_key', all: 'parent_asins' },
  children: 'child_asins',
  paths: {
    item_name: 'label',
    sku: 'sku',
    gtin: 'gtin',
    status: 'status',
    images: 'media galleries',
    attributes: 'attributes',
    created: 'created',
    modified: 'modified',
  },
  key: keyOf,
  items: (fields, images) => {
    const pictures = sourcePictureReader(images)
    return fields.map((one) => toItem(one as PlytixItem, pictures))
  },
  imageIds: imageNames,
  imageId: (id) => id,
}

function keyOf(shop: string, id: string): string {
  return `${NAME}/${shop}/${id}`
}

const NOWHERE: Item['paths'] = {}

function toItem(fields: PlytixItem, pictures: (fields: ItemFields) => Pick<Item, 'images' | 'unusable'>): Item {
  const { asin: id, marketplace: shop } = fields
  return {
    ref: { source: NAME, shop, id },
    key: keyOf(shop, id),
    role: fields.role,
    parents: fields.parent_asins,
    children: fields.child_asins,
    codes: codesOf(fields),
    names: {
      title: fields.item_name,
      brand: fields.brand,
      model: fields.model_number,
      part: null,
      style: null,
      size: fields.size,
      color: fields.color,
    },
    ...pictures(fields),
    fields,
    paths: NOWHERE,
    state: 'listed',
  }
}

function codesOf({ gtin, ean, upc, sku }: PlytixItem): Item['codes'] {
  const given = { GTIN: gtin, EAN: ean, UPC: upc, SKU: sku }
  return Object.entries(given).flatMap(([scheme, value]) => (value === null || value === '' ? [] : [{ scheme, value }]))
}
