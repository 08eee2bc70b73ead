import type { TargetTraits } from '../../model/target.ts'

export const MEMORY_TRAITS: TargetTraits = {
  name: 'memory',
  title: 'Memory',
  types: {
    Text: 'text',
    Multiline: 'multiline',
    Number: 'number',
    Boolean: 'boolean',
    Date: 'date',
    Choice: 'choice',
    Choices: 'choices',
    Gallery: 'assets',
  },
  gallery: { type: 'Gallery' },
  baseline: { type: 'Multiline', label: 'amazon_sync_baseline', name: 'Amazon Sync Baseline' },
  fields: { label: 'text', gtin: 'text', status: 'choice' },
  fieldOptions: { status: ['Draft', 'Completed', 'Archived'] },
  objection: (type, value) => (type === 'status' && value === null ? 'would be left empty' : null),
  slug: (name) =>
    name
      .trim()
      .toLowerCase()
      .replace(/[\s.:-]+/g, '_'),
  limits: { links_per_source: 300, assets_per_product: 300, options_per_attribute: 1000 },
  page_size: 100,
  definitionPlace: (kind) => `Memory > ${kind}`,
}
