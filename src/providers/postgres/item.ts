import type { Item, ItemFields } from '../../model/item.ts'
import type { ImageSettings } from '../../model/source.ts'
import type { CatalogueItem } from './catalogue-item.ts'
import { NAME } from './names.ts'
import { pictureReader } from './pictures.ts'

export function keyOf(shop: string, id: string): string {
  return `${NAME}/${shop}/${id}`
}

/** Items of exports; a picture is one object, whatever items show it. */
export function itemsOf(fields: ItemFields[], settings: ImageSettings): Item[] {
  const pictures = pictureReader(fields, settings)
  return fields.map((item) => toItem(item as CatalogueItem, pictures))
}

const NOWHERE: Item['paths'] = {}

function toItem(fields: CatalogueItem, pictures: ReturnType<typeof pictureReader>): Item {
  const { asin: id, marketplace: shop, gtin, sku } = fields
  return {
    ref: { source: NAME, shop, id },
    key: keyOf(shop, id),
    role: fields.role,
    parents: fields.parent_asins,
    children: fields.child_asins,
    codes: [...(gtin === null ? [] : [{ scheme: 'GTIN', value: gtin }]), { scheme: 'SKU', value: sku }],
    names: {
      title: fields.item_name,
      brand: fields.brand,
      model: fields.model_number,
      part: null,
      style: null,
      size: fields.size,
      color: fields.color,
    },
    ...pictures(fields.images),
    fields,
    paths: NOWHERE,
    state: 'listed',
  }
}
