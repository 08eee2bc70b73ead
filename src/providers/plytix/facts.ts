import type { ValueKind } from '../../model/kinds.ts'
import type { Dialect } from './dialect.ts'
import { objection } from './objections.ts'

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

export const PLYTIX: Dialect = {
  name: 'plytix',
  title: 'Plytix',
  types: {
    ...VALUE_TYPES,
    MediaAttribute: 'assets',
    MediaGalleryAttribute: 'assets',
    CompletenessAttribute: 'other',
  },
  galleryType: 'MediaGalleryAttribute',
  baseline: { type: 'MultilineAttribute', ...BASELINE },
  statuses: STATUSES,
  archived: 'Archived',
  objection,
  places: {
    attribute: 'Settings > Attributes',
    relationship: 'Settings > Relationships',
    family: 'Settings > Product families',
    asset: 'Assets',
    product: 'Products',
    link: 'Products > Relationships',
  },
  limits: { links: 300, assets: 300, options: 1000 },
  page: 100,
}

/** Holds one asset where a gallery holds a list. */
export const SINGLE_MEDIA = 'MediaAttribute'

/** Path of the field that holds the baseline. */
export const BASELINE_PATH = `attributes.${PLYTIX.baseline.label}`

/** What an attribute of that type holds; types that are not known are never written. */
export function kindOfType(type: string): ValueKind {
  return PLYTIX.types[type] ?? 'other'
}
