import type { Domain } from '../domain.ts'
import { QUERIES } from './queries.ts'
import { PRODUCTS_SDL } from './sdl.ts'
import { PRODUCT_ERRORS_SDL } from './sdl-errors.ts'
import { IDENTIFIERS_SDL } from './sdl-identifiers.ts'
import { SMALL_WRITES_SDL } from './sdl-small-writes.ts'
import { SMALL_WRITES } from './small-writes.ts'
import { VIEW } from './view.ts'

/** Products with their options, variants and inventory items. */
export const products: Domain = {
  sdl: [PRODUCTS_SDL, IDENTIFIERS_SDL, PRODUCT_ERRORS_SDL, SMALL_WRITES_SDL].join('\n'),
  resolvers: { ...QUERIES, ...VIEW, Mutation: { ...SMALL_WRITES } },
  scopes: {
    ...scopesOf('QueryRoot', QUERIES, 'read_products'),
    ...scopesOf('Mutation', { Mutation: SMALL_WRITES }, 'write_products'),
  },
}

function scopesOf(type: string, resolvers: Domain['resolvers'], scope: string): { [field: string]: string } {
  const names = Object.keys(resolvers[type] ?? {}).filter((name) => !name.startsWith('node'))
  return Object.fromEntries(names.map((name) => [`${type}.${name}`, scope]))
}
