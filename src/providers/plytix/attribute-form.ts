import type { AttributeForm } from '../../model/scaffold.ts'
import { BASELINE, STATUSES, slug, VALUE_TYPES } from './facts.ts'

/** What `specs/attributes.yaml` may say. */
export const ATTRIBUTES: AttributeForm = {
  types: VALUE_TYPES,
  refused: {
    MediaAttribute: 'holds an image, which no value can give; images go to target.plytix.gallery',
    MediaGalleryAttribute: 'holds images, which no value can give; they go to target.plytix.gallery',
    CompletenessAttribute: 'is computed by the target and cannot be written',
    FormulaAttribute: 'is computed by the target and cannot be written',
    NumberAttribute: 'is not a type; use IntAttribute or DecimalAttribute',
  },
  whole: ['IntAttribute'],
  own: { label: [], gtin: [], status: STATUSES },
  slug,
  baseline: BASELINE,
  reserved: ({ gallery }) => ({
    sku: 'comes from target.plytix.sku',
    thumbnail: 'comes from the images',
    [gallery]: 'is the gallery that holds the images (target.plytix.gallery)',
    [BASELINE.label]: 'holds what was last written to a product',
  }),
}
