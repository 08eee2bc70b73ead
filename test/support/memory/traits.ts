import type { TargetTraits } from '../../../src/model/target.ts'
import type { Dialect } from '../../../src/providers/plytix/dialect.ts'
import type { PimWorkspace } from '../../../src/providers/plytix/pim-workspace.ts'
import { pimTraits } from '../../../src/providers/plytix/traits.ts'

/** A product information manager whose types and places have other names than those of any real one. */
export const MEMORY: Dialect = {
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
  galleryType: 'Gallery',
  baseline: { type: 'Multiline', label: 'amazon_sync_baseline', name: 'Amazon Sync Baseline' },
  statuses: ['Draft', 'Completed', 'Archived'],
  archived: 'Archived',
  objection: (type, value) => (type === 'status' && value === null ? 'would be left empty' : null),
  places: Object.fromEntries(
    ['attribute', 'relationship', 'family', 'asset', 'product', 'link'].map((kind) => [kind, `Memory > ${kind}`]),
  ),
  limits: { links: 300, assets: 300, options: 1000 },
  page: 100,
}

/** The label that the account makes of a name. */
export function slug(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/[\s.:-]+/g, '_')
}

export function memoryTraits(workspace: PimWorkspace): TargetTraits {
  return pimTraits(MEMORY, workspace)
}
