import type { ValueKind } from '../../model/kinds.ts'
import type { Dialect } from './dialect.ts'
import { objection } from './objections.ts'

export const PLYTIX: Dialect = {
  name: 'plytix',
  title: 'Plytix',
  types: {
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
    MediaAttribute: 'assets',
    MediaGalleryAttribute: 'assets',
    CompletenessAttribute: 'other',
  },
  galleryType: 'MediaGalleryAttribute',
  baseline: { type: 'MultilineAttribute', label: 'amazon_sync_baseline', name: 'Amazon Sync Baseline' },
  statuses: ['Draft', 'Completed', 'Archived'],
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
