import { type Connection, connectionOf, countOf, type PageArgs } from '../connection.ts'
import type { Call, Domain } from '../domain.ts'
import { wrongId } from '../errors.ts'
import { type CustomId, findCustomId } from '../metafields/custom-id.ts'
import { searched, searchedIn } from '../search/index.ts'
import type { Product, Variant } from '../store/records.ts'
import { typenameOf } from '../store/store.ts'
import { byId } from './by-id.ts'
import { productByHandle } from './handles.ts'

interface SearchArgs extends PageArgs {
  query?: string | null
  sortKey: string
}

interface CountArgs {
  query?: string | null
  limit: number | null
}

export const QUERIES: Domain['resolvers'] = {
  QueryRoot: {
    product: (_source, { id }: { id: string }, call) => byId(call, 'Product', id),
    productVariant: (_source, { id }: { id: string }, call) => byId(call, 'ProductVariant', id),
    productOperation: (_source, { id }: { id: string }, { store }) => operationOf(store.node(id), id),
    productByHandle: (_source, { handle }: { handle: string }, { store }) => productByHandle(store, handle),
    productByIdentifier: (_source, { identifier }: { identifier: Identifier }, call) => productBy(call, identifier),
    productVariantByIdentifier: (_source, { identifier }: { identifier: Identifier }, call) =>
      variantBy(call, identifier),
    products: (_source, args: SearchArgs, call) => productsPage(args, call),
    productVariants: (_source, args: SearchArgs, call) => variantsPage(args, call),
    productsCount: (_source, args: CountArgs, call) => count(call, 'Product', { ...args, path: 'productsCount' }),
    productVariantsCount: (_source, args: CountArgs, call) =>
      count(call, 'ProductVariant', { ...args, path: 'productVariantsCount' }),
    node: (_source, { id }: { id: string }, { store }) => store.node(id),
    nodes: (_source, { ids }: { ids: string[] }, { store }) => ids.map((id) => store.node(id)),
  },
}

/** One of them. Reads the shop itself, not what searches know of it. */
export interface Identifier {
  id?: string | null
  handle?: string | null
  customId?: CustomId | null
}

function productBy(call: Call, { id, handle, customId }: Identifier): Product | null {
  if (customId) return call.store.get('Product', findCustomId(call, 'PRODUCT', customId).ownerId ?? '') ?? null
  return id ? byId(call, 'Product', id) : productByHandle(call.store, handle ?? '')
}

function variantBy(call: Call, { id, customId }: Identifier): Variant | null {
  if (!customId) return byId(call, 'ProductVariant', id ?? '')
  return call.store.get('ProductVariant', findCustomId(call, 'PRODUCTVARIANT', customId).ownerId ?? '') ?? null
}

function operationOf(node: { __typename: string } | null, id: string): object | null {
  if (!typenameOf(id).endsWith('Operation')) throw wrongId(id)
  return node
}

const PRODUCT_KEYS: { [sortKey: string]: (row: Product) => string | number } = {
  CREATED_AT: ({ createdAt }) => createdAt,
  PRODUCT_TYPE: ({ productType }) => productType.toLowerCase(),
  TITLE: ({ title }) => title.toLowerCase(),
  UPDATED_AT: ({ updatedAt }) => updatedAt,
  VENDOR: ({ vendor }) => vendor.toLowerCase(),
}

function productsPage(args: SearchArgs, call: Call): Connection<Product> {
  const { query } = args
  const rows = searchedIn(call, call.store.table('Product').values(), {
    typenames: ['Product'],
    query,
    path: 'products',
  })
  const sortedBy = PRODUCT_KEYS[args.sortKey]
  const most = query || sortedBy ? call.settings.searchLimit : Number.POSITIVE_INFINITY
  return connectionOf(rows, { args, call, most, ...(sortedBy && { sortedBy }) })
}

function variantsPage(args: SearchArgs, call: Call): Connection<Variant> {
  const { query } = args
  const wanted = { typenames: ['ProductVariant'], query, path: 'productVariants' }
  const rows = searchedIn(call, call.store.table('ProductVariant').values(), wanted)
  const sortedBy = args.sortKey === 'SKU' ? ({ inventoryItem }: Variant) => inventoryItem.sku ?? '' : null
  const most = query || sortedBy ? call.settings.searchLimit : Number.POSITIVE_INFINITY
  return connectionOf(rows, { args, call, most, ...(sortedBy && { sortedBy }) })
}

function count(
  call: Call,
  typename: 'Product' | 'ProductVariant',
  { query, limit, path }: CountArgs & { path: string },
): object {
  const ids = searched(call, { typenames: [typename], query, path })
  return countOf(ids?.size ?? call.store.table(typename).size, limit)
}
