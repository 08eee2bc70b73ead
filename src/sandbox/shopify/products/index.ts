import type { Domain } from '../domain.ts'
import { PRODUCT_WRITES } from './product-writes.ts'
import { QUERIES } from './queries.ts'
import { PRODUCTS_SDL } from './sdl.ts'
import { PRODUCT_ERRORS_SDL } from './sdl-errors.ts'
import { IDENTIFIERS_SDL } from './sdl-identifiers.ts'
import { SMALL_WRITES_SDL } from './sdl-small-writes.ts'
import { PRODUCT_WRITES_SDL } from './sdl-writes.ts'
import { PRODUCT_DOCUMENTS, PRODUCT_FILTERS } from './searching.ts'
import { SMALL_WRITES } from './small-writes.ts'
import { VARIANT_MOVES } from './variant-moves.ts'
import { VARIANT_WRITES } from './variant-writes.ts'
import { VIEW } from './view.ts'

const WRITES = { ...SMALL_WRITES, ...PRODUCT_WRITES, ...VARIANT_WRITES, ...VARIANT_MOVES }

/** Products with their options, variants and inventory items. */
export const products: Domain = {
  sdl: [PRODUCTS_SDL, IDENTIFIERS_SDL, PRODUCT_ERRORS_SDL, SMALL_WRITES_SDL, PRODUCT_WRITES_SDL].join('\n'),
  resolvers: { ...QUERIES, ...VIEW, Mutation: WRITES },
  documents: PRODUCT_DOCUMENTS,
  filters: PRODUCT_FILTERS,
  listLimits: { 'productVariantsBulkCreate.variants': 2048, 'productVariantsBulkUpdate.variants': 2048 },
  scopes: {
    ...scopesOf('QueryRoot', QUERIES, 'read_products'),
    ...scopesOf('Mutation', { Mutation: WRITES }, 'write_products'),
  },
}

function scopesOf(type: string, resolvers: Domain['resolvers'], scope: string): { [field: string]: string } {
  const names = Object.keys(resolvers[type] ?? {}).filter((name) => !name.startsWith('node'))
  return Object.fromEntries(names.map((name) => [`${type}.${name}`, scope]))
}
