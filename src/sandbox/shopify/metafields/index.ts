import type { Domain } from '../domain.ts'
import { DEFINITION_VIEW, DEFINITION_WRITES } from './definitions.ts'
import { productMetafields, variantMetafields } from './parts.ts'
import { METAFIELDS_SDL } from './sdl.ts'
import { DEFINITIONS_SDL } from './sdl-definitions.ts'
import { METAFIELD_WRITES_SDL } from './sdl-writes.ts'
import { METAFIELD_FIELDS, METAFIELD_VIEW } from './view.ts'
import { METAFIELD_WRITES } from './writes.ts'

/** Metafields of products and variants, and their definitions. Another domain gives `METAFIELD_FIELDS` to its own. */
export const metafields: Domain = {
  sdl: [METAFIELDS_SDL, METAFIELD_WRITES_SDL, DEFINITIONS_SDL].join('\n'),
  resolvers: {
    ...METAFIELD_VIEW,
    ...DEFINITION_VIEW,
    Product: METAFIELD_FIELDS,
    ProductVariant: METAFIELD_FIELDS,
    Mutation: { ...METAFIELD_WRITES, ...DEFINITION_WRITES },
  },
  scopes: Object.fromEntries([
    ...Object.keys(DEFINITION_VIEW.QueryRoot ?? {}).map((name) => [`QueryRoot.${name}`, 'read_products']),
    ...Object.keys({ ...METAFIELD_WRITES, ...DEFINITION_WRITES }).map((name) => [`Mutation.${name}`, 'write_products']),
  ]),
  productInput: { metafields: productMetafields },
  variantInput: { metafields: variantMetafields },
}
