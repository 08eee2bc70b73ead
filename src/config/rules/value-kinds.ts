import type { ValueKind } from '../../model/kinds.ts'
import type { AttributeSpec } from '../../model/settings.ts'
import type { Attribute } from '../generated/attributes.ts'

const KINDS: { [type in Attribute['type']]: ValueKind } = {
  TextAttribute: 'text',
  MultilineAttribute: 'multiline',
  HtmlAttribute: 'multiline',
  UrlAttribute: 'text',
  IntAttribute: 'number',
  DecimalAttribute: 'number',
  DropdownAttribute: 'choice',
  MultiSelectAttribute: 'choices',
  BooleanAttribute: 'boolean',
  DateAttribute: 'date',
}

export const STATUSES = ['Draft', 'Completed', 'Archived']

/** What the attribute holds; the product's own fields are texts. */
export function kindOf({ type }: Pick<AttributeSpec, 'type'>): ValueKind {
  return type === null ? 'text' : KINDS[type as Attribute['type']]
}
