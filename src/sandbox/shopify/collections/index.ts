import { connectionOf, countOf, type PageArgs } from '../connection.ts'
import type { Call, Domain, Resolver } from '../domain.ts'
import { wrongId } from '../errors.ts'
import { searched } from '../search/index.ts'
import type { Product } from '../store/records.ts'
import { numberOf, typenameOf } from '../store/store.ts'
import { COLLECTION_DOCUMENTS, COLLECTION_FILTERS, type CollectionsArgs, collectionsPage } from './find.ts'
import { byHandle } from './handle.ts'
import { collectionsPart, joinPart, leavePart } from './inputs.ts'
import { leave } from './members.ts'
import { collectionAddProducts, collectionAddProductsV2, collectionRemoveProducts } from './membership.ts'
import { type Collection, collectionsOf, membersOf } from './record.ts'
import { sdl } from './schema.ts'
import { sdlOfProducts, sdlOfWrites } from './schema-writes.ts'
import { type CollectionArgs, collectionCreate, collectionDelete, collectionUpdate } from './write.ts'

const byPlace = (_row: object, place: number): number => place

function collectionOf(
  { store }: Call,
  { id, handle }: { id?: string | null; handle?: string | null },
): Collection | null {
  if (id) {
    if (typenameOf(id) !== 'Collection') throw wrongId(id)
    return store.get('Collection', id) ?? null
  }
  return byHandle(store, handle ?? '') ?? null
}

interface CountArgs {
  query?: string | null
  limit: number | null
}

function count(call: Call, { query, limit }: CountArgs): object {
  const ids = searched(call, { typenames: ['Collection'], query, path: 'collectionsCount' })
  return countOf(ids?.size ?? call.store.table('Collection').size, limit)
}

function sourceOf(collection: Collection): object {
  return {
    __typename: 'CollectionConditionsSource',
    ...{ id: collection.sourceId, title: collection.title, description: null, inclusion: { collection } },
  }
}

const selections: Resolver = ({ collection }: { collection: Collection }, args: PageArgs, call) => {
  const rows = membersOf(call.store, collection).map((product) => ({ id: product.id, product, variantIds: null }))
  return connectionOf(rows, { args, call, sortedBy: byPlace })
}

const READS = ['collection', 'collectionByHandle', 'collectionByIdentifier', 'collections', 'collectionsCount']
const WRITES = { collectionAddProducts, collectionAddProductsV2, collectionRemoveProducts }

/** Collections, filled by hand or by a rule: contract, §11. */
export const collections: Domain = {
  sdl: `${sdl}${sdlOfWrites}${sdlOfProducts}`,
  resolvers: {
    QueryRoot: {
      collection: (_source, args: { id: string }, call) => collectionOf(call, args),
      collectionByHandle: (_source, args: { handle: string }, call) => collectionOf(call, args),
      collectionByIdentifier: (_source, { identifier }: { identifier: { id?: string; handle?: string } }, call) =>
        collectionOf(call, identifier),
      collections: (_source, args: CollectionsArgs, call) =>
        collectionsPage(call.store.table('Collection').values(), args, call),
      collectionsCount: (_source, args: CountArgs, call) => count(call, args),
    },
    Collection: {
      hasProduct: (collection: Collection, { id }: { id: string }, { store }) =>
        membersOf(store, collection).some((product) => product.id === id),
      legacyResourceId: ({ id }: Collection) => String(numberOf(id)),
      products: (collection: Collection, args: PageArgs, call) =>
        connectionOf(membersOf(call.store, collection), { args, call, sortedBy: byPlace }),
      productsCount: (collection: Collection, _args, { store }) => countOf(membersOf(store, collection).length),
      ruleSet: ({ rules }: Collection) => rules,
      sources: (collection: Collection) => [sourceOf(collection)],
    },
    CollectionSourceInclusion: { selections },
    Product: {
      collections: (product: Product, args: CollectionsArgs, call) =>
        collectionsPage(collectionsOf(call.store, product), args, call),
      inCollection: (product: Product, { id }: { id: string }, { store }) =>
        collectionsOf(store, product).some((collection) => collection.id === id),
    },
    Mutation: {
      collectionCreate: (_source, args: CollectionArgs, call) => collectionCreate(call, args),
      collectionUpdate: (_source, args: CollectionArgs, call) => collectionUpdate(call, args),
      collectionDelete: (_source, args: { input: { id: string } }, call) => collectionDelete(call, args),
      ...Object.fromEntries(
        Object.entries(WRITES).map(([name, carryOut]) => [
          name,
          ((_source, args: { id: string; productIds: readonly string[] }, call) => carryOut(call, args)) as Resolver,
        ]),
      ),
    },
  },
  scopes: Object.fromEntries([
    ...READS.map((name) => [`QueryRoot.${name}`, 'read_products']),
    ...['collectionCreate', 'collectionUpdate', 'collectionDelete', ...Object.keys(WRITES)].map((name) => [
      `Mutation.${name}`,
      'write_products',
    ]),
  ]),
  productInput: { collections: collectionsPart, collectionsToJoin: joinPart, collectionsToLeave: leavePart },
  productDeleted: (store, { id }) => {
    for (const collection of store.table('Collection').values()) leave(store, collection, [id])
  },
  documents: COLLECTION_DOCUMENTS,
  filters: COLLECTION_FILTERS,
}
