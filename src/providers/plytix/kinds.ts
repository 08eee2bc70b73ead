import type { KindTraits } from '../../model/kinds.ts'
import { COMMON, deletesAfterRead, PLAIN } from './common-traits.ts'
import { definitionKinds } from './definition-kinds.ts'
import type { Dialect } from './dialect.ts'
import { linkKind } from './link-kind.ts'
import type { PimWorkspace } from './pim-workspace.ts'
import { productKind } from './product-kind.ts'

/** Attributes, relationships, families, assets, products and links: in the order in which they are made. */
export function pimKinds(dialect: Dialect, workspace: PimWorkspace): KindTraits[] {
  return [...definitionKinds(dialect), assetKind(dialect), productKind(dialect, workspace), linkKind(dialect)]
}

function assetKind({ places, page }: Dialect): KindTraits {
  return {
    ...COMMON,
    name: 'asset',
    noun: ['asset', 'assets'],
    madeOf: 'image',
    parts: ['images'],
    verbs: { create: 'upload', update: 'update', remove: 'delete' },
    can: ['upload', 'delete'],
    keyField: 'filename',
    place: places.asset ?? '',
    page,
    field: () => PLAIN,
    calls: deletesAfterRead,
  }
}
