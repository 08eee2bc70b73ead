import type { KindTraits } from '../../model/kinds.ts'
import { COMMON } from './common-traits.ts'
import type { Dialect } from './dialect.ts'
import { linksPath } from './paths.ts'

/** The products that one product is related to in one relationship. */
export function linkKind({ places, page, limits }: Dialect): KindTraits {
  return {
    ...COMMON,
    name: 'link',
    noun: ['product with links', 'products with links'],
    madeOf: 'relation',
    parts: ['hierarchy', 'listings'],
    verbs: { create: 'link', update: 'link', remove: 'unlink' },
    can: ['link', 'unlink'],
    groups: ['targets'],
    place: places.link ?? '',
    page,
    checked: true,
    // Nothing in the answer of an unlink says what is left.
    calls: (_after, action) => (action === 'unlink' ? 2 : 1),
    field: () => ({
      holds: 'json',
      merge: 'own-set',
      most: limits.links,
      refers: { kind: 'product', lost: 'partial', proven: true },
    }),
    owner: ownerOfLink,
  }
}

/** `RELATIONSHIP.SKU`: SKUs may hold dots, labels of relationships never do. */
function ownerOfLink(key: string) {
  const dot = key.indexOf('.')
  const label = key.slice(0, dot)
  const definition = { kind: 'relationship', key: label }
  return { kind: 'product', key: key.slice(dot + 1), path: linksPath(label), series: label, definition }
}
