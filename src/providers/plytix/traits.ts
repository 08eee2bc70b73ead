import type { ValueKind } from '../../model/live.ts'
import type { Kind } from '../../model/plan.ts'
import type { TargetTraits } from '../../model/target.ts'
import { BASELINE, STATUSES, slug, VALUE_TYPES } from './facts.ts'
import { objection } from './objections.ts'

/** Where people find things in Plytix's own interface. */
const PLACES: { [kind in Kind]: string } = {
  attribute: 'Settings > Attributes',
  relationship: 'Settings > Relationships',
  family: 'Settings > Product families',
  asset: 'Assets',
  product: 'Products',
  link: 'Products > Relationships',
}

const TYPES: { [type: string]: ValueKind } = {
  ...VALUE_TYPES,
  MediaAttribute: 'assets',
  MediaGalleryAttribute: 'assets',
  CompletenessAttribute: 'other',
}

/** Holds one asset where a gallery holds a list. */
export const SINGLE_MEDIA = 'MediaAttribute'

export const traits: TargetTraits = {
  name: 'plytix',
  title: 'Plytix',
  types: TYPES,
  gallery: { type: 'MediaGalleryAttribute' },
  baseline: { type: 'MultilineAttribute', ...BASELINE },
  fields: { label: 'text', gtin: 'text', status: 'choice' },
  fieldOptions: { status: STATUSES },
  objection,
  slug,
  limits: { links_per_source: 300, assets_per_product: 300, options_per_attribute: 1000 },
  page_size: 100,
  definitionPlace: (kind) => PLACES[kind],
}

/** What an attribute of that type holds; types that are not known are never written. */
export function kindOfType(type: string): ValueKind {
  return TYPES[type] ?? 'other'
}
