import type { Json } from '../../model/json.ts'
import { INVALID_INPUT, isObject, type Problem } from './answers.ts'
import { GALLERY, MEDIA } from './media.ts'
import type { Attribute } from './records.ts'
import type { Store } from './store.ts'

/** What is stored for a written value, `null` to clear it, or why it is refused. */
export type Checked = { value: Json } | { problem: Problem }

/** Types of attributes that can be made, and how searches and the filter lists treat them. */
export const FILTER_TYPES: { readonly [type: string]: string } = {
  TextAttribute: 'TextAttribute',
  MultilineAttribute: 'TextAttribute',
  HtmlAttribute: 'TextAttribute',
  UrlAttribute: 'TextAttribute',
  IntAttribute: 'IntAttribute',
  DecimalAttribute: 'DecimalAttribute',
  DropdownAttribute: 'DropdownAttribute',
  MultiSelectAttribute: 'MultiSelectAttribute',
  BooleanAttribute: 'BooleanAttribute',
  DateAttribute: 'DateAttribute',
  MediaAttribute: 'MediaAttribute',
  MediaGalleryAttribute: 'MediaGalleryAttribute',
  CompletenessAttribute: 'CompletenessAttribute',
}

export function checkValue(store: Store, attribute: Attribute, value: Json): Checked {
  if (attribute.type === 'CompletenessAttribute') return refused(attribute, 'attribute is read only')
  if (value === null || value === '') return { value: null }
  const plain = PLAIN[attribute.type]
  if (plain) return plain.takes(value) ? { value } : refused(attribute, plain.else)
  switch (attribute.type) {
    case 'DateAttribute':
      return isCalendarDay(value)
        ? { value }
        : { problem: { field: `attributes.${attribute.label}`, msg: 'Invalid date format' } }
    case 'DropdownAttribute':
      return typeof value === 'string' ? fromOptions(attribute, [value], value) : refused(attribute, INVALID_INPUT)
    case 'MultiSelectAttribute':
      return Array.isArray(value) ? fromOptions(attribute, value, value) : refused(attribute, 'Not a valid list.')
    case MEDIA:
      return oneAsset(store, attribute.label, value)
    case GALLERY:
      return gallery(store, attribute, value)
    default:
      return typeof value === 'string' ? { value } : refused(attribute, 'Not a valid string.')
  }
}

/** Types whose values are stored as they are written. */
const PLAIN: { readonly [type: string]: { takes: (value: Json) => boolean; else: string } } = {
  IntAttribute: { takes: isWhole, else: 'Not a valid integer value.' },
  DecimalAttribute: {
    takes: (value) => typeof value === 'number',
    else: 'Not a valid decimal value. Format must be: .',
  },
  BooleanAttribute: { takes: (value) => typeof value === 'boolean', else: 'Not a valid boolean.' },
}

/** An asset reference as it is written: `{id}`, or `null` to clear. */
export function oneAsset(store: Store, field: string, value: Json): Checked {
  if (value === null) return { value: null }
  if (!isObject(value) || typeof value.id !== 'string') return { problem: { field, msg: INVALID_INPUT } }
  if (!store.assets.get(value.id)) return { problem: { field, msg: 'asset does not exist' } }
  return { value: value.id }
}

function gallery(store: Store, attribute: Attribute, value: Json): Checked {
  if (!Array.isArray(value)) return refused(attribute, INVALID_INPUT)
  const ids = new Set<Json>()
  for (const item of value) {
    const checked = oneAsset(store, attribute.label, item)
    if ('problem' in checked) return checked
    if (checked.value === null) return refused(attribute, INVALID_INPUT)
    ids.add(checked.value)
  }
  return { value: ids.size === 0 ? null : [...ids] }
}

function fromOptions(attribute: Attribute, chosen: Json[], value: Json): Checked {
  const foreign = chosen.filter((item) => typeof item !== 'string' || !attribute.options.includes(item))
  if (foreign.length === 0) return { value: chosen.length === 0 ? null : value }
  const listed = foreign.map((item) => `u'${item}'`).join(', ')
  return refused(attribute, `[${listed}] are not a valid values for ${attribute.name} (${attribute.label}) attribute.`)
}

/** At most sixteen digits. */
function isWhole(value: Json): boolean {
  return Number.isInteger(value) && Math.abs(value as number) < 1e16
}

function isCalendarDay(value: Json): boolean {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false
  const time = Date.parse(`${value}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value)
}

function refused(attribute: Attribute, msg: Json): Checked {
  return { problem: { field: attribute.label, msg } }
}
