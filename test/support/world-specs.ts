import type { AttributeSpec } from '../../src/model/settings.ts'
import { spec } from './boots.ts'

/** Every kind of value under every write rule, with Plytix's names for the types. */
export const SPECS: AttributeSpec[] = [
  spec('label', { from: 'item_name' }),
  spec('status', { value: 'Draft', write: 'if-new' }),
  attribute('amazon_title', 'TextAttribute', { from: 'item_name' }),
  attribute('amazon_canonical_sku', 'TextAttribute', { from: 'canonical_sku' }),
  attribute('amazon_color', 'TextAttribute', { from: 'color', clear: true }),
  attribute('amazon_bullet', 'MultilineAttribute', { from: 'bullet_points[0]' }),
  attribute('amazon_upc', 'TextAttribute', { from: 'upc', write: 'if-empty' }),
  attribute('amazon_class', 'DropdownAttribute', {
    from: 'item_classification',
    options: ['BASE_PRODUCT', 'VARIATION_PARENT', 'OTHER'],
  }),
  attribute('amazon_uses', 'MultiSelectAttribute', { from: 'attributes.uses', options: ['Work', 'Dance', 'Riding'] }),
  attribute('amazon_weight', 'DecimalAttribute', { from: 'attributes.weight', clear: true }),
  attribute('amazon_launch', 'DateAttribute', { from: 'attributes.launch' }),
  attribute('amazon_steel_toe', 'BooleanAttribute', { from: 'attributes.steel_toe', write: 'if-empty' }),
  attribute('amazon_summary', 'TextAttribute', { value: '{asin} of {scope}, {canonical_sku}' }),
  attribute('amazon_first_seen', 'TextAttribute', { from: 'item_name', write: 'if-new' }),
  attribute('amazon_last_synced', 'DateAttribute', { value: '{today}', write: 'on-change' }),
  attribute('amazon_is_primary', 'BooleanAttribute', { write: 'never' }),
]

function attribute(label: string, type: string, more: Partial<AttributeSpec>): AttributeSpec {
  return spec(label, { type, ...more })
}

/** Plytix's type names by those of the reference target. */
const MEMORY_TYPES: { [type: string]: string } = {
  TextAttribute: 'Text',
  MultilineAttribute: 'Multiline',
  DropdownAttribute: 'Choice',
  MultiSelectAttribute: 'Choices',
  DecimalAttribute: 'Number',
  BooleanAttribute: 'Boolean',
  DateAttribute: 'Date',
  MediaGalleryAttribute: 'Gallery',
}

export function memoryType(type: string): string {
  return MEMORY_TYPES[type] ?? type
}

export function memorySpecs(specs: AttributeSpec[]): AttributeSpec[] {
  return specs.map((entry) => (entry.type === null ? entry : { ...entry, type: memoryType(entry.type) }))
}
