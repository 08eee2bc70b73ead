import type { Item, ItemFields, Role } from '../../model/item.ts'
import type { ImageSettings } from '../../model/source.ts'
import { DIGIT_SCHEMES } from './names.ts'
import { type FileImage, pictureReader } from './pictures.ts'

/** Rows as items; one picture is one object, whatever rows show it. */
export function itemsOf(fields: ItemFields[], settings: ImageSettings): Item[] {
  const pictures = pictureReader(settings)
  return fields.map((row) => toItem(row, pictures))
}

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

function toItem(row: ItemFields, pictures: ReturnType<typeof pictureReader>): Item {
  const [id, shop] = [String(row.asin), String(row.marketplace)]
  return {
    ref: { source: 'file', shop, id },
    key: `file/${shop}/${id}`,
    role: row.role as Role,
    parents: row.parent_asins as string[],
    children: row.child_asins as string[],
    codes: codesOf(row),
    names: {
      title: text(row.item_name),
      brand: text(row.brand),
      model: text(row.model_number),
      part: null,
      style: null,
      size: text(row.size),
      color: text(row.color),
    },
    ...pictures(row.images as FileImage[]),
    fields: row,
    paths: row.paths as Item['paths'],
    state: row.unavailable === true ? 'unavailable' : 'listed',
  }
}

function codesOf(row: ItemFields): Item['codes'] {
  const codes = SCHEMES.flatMap(({ field, scheme }) => {
    const value = text(row[field])
    return value === null ? NO_CODES : [{ scheme, value }]
  })
  return codes.length === 0 ? NO_CODES : codes
}

const SCHEMES = [...DIGIT_SCHEMES, 'sku'].map((field) => ({ field, scheme: field.toUpperCase() }))
const NO_CODES: Item['codes'] = []
