import type { ValueKind } from '../../model/live.ts'

/** Attribute types that hold a value, and what it is. */
export const VALUE_TYPES: { readonly [type: string]: ValueKind } = {
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

/** The attribute that holds what was last written to a product. */
export const BASELINE = { label: 'amazon_sync_baseline', name: 'Amazon Sync Baseline' } as const

/** The label that Plytix derives from a name. */
export function slug(name: string): string {
  return name.toLowerCase().replace(/[ \-.:]/g, '_')
}
