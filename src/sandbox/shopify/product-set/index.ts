import { GraphQLError } from 'graphql'
import type { Call, Domain } from '../domain.ts'
import type { Operation } from '../store/records.ts'
import type { SetArgs } from './args.ts'
import { performSet, type SetResult } from './perform.ts'
import { PRODUCT_SET_SDL } from './sdl.ts'

/** The upsert of a product as a whole. */
export const productSet: Domain = {
  sdl: PRODUCT_SET_SDL,
  resolvers: { Mutation: { productSet: (_source, args: SetArgs, call) => answered(call, args) } },
  scopes: { 'Mutation.productSet': 'write_products' },
  listLimits: { 'ProductSetInput.variants': 2048 },
  costs: { 'Mutation.productSet': ({ input }: { input?: CountedInput }) => costOf(input ?? {}) },
}

function answered(call: Call, args: SetArgs): object {
  if (args.synchronous !== false) return { ...performSet(call, args), productSetOperation: null }
  return { product: null, productSetOperation: { ...promised(call, args) }, userErrors: [] }
}

/** What is wrong is said by the operation, when it is done. */
function promised(call: Call, args: SetArgs): Operation {
  const { store, settings } = call
  const operation: Operation = {
    __typename: 'ProductSetOperation',
    id: store.newId('ProductSetOperation'),
    ...{ status: 'CREATED', productId: null, deletedProductId: null, userErrors: [] },
  }
  store.add(operation)
  store.later(settings.asyncMs / 2, () => {
    operation.status = 'ACTIVE'
  })
  store.later(settings.asyncMs, () => {
    const { product, userErrors } = performedLater(call, args)
    Object.assign(operation, { status: 'COMPLETE', productId: product?.id ?? null, userErrors })
  })
  return operation
}

function performedLater(call: Call, args: SetArgs): SetResult {
  try {
    return performSet(call, args)
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error
    return { product: null, userErrors: [{ field: null, message: error.message, code: 'JOB_ERROR' }] }
  }
}

interface CountedInput {
  variants?: { metafields?: unknown[] | null; file?: unknown }[] | null
  metafields?: unknown[] | null
  files?: unknown[] | null
}

/** Points for each of its parts: documented in the schema. */
function costOf({ variants, metafields, files }: CountedInput): number {
  const rows = variants ?? []
  const inner = rows.reduce((total, { metafields: own }) => total + (own?.length ?? 0), 0)
  const withFile = rows.filter(({ file }) => file !== null && file !== undefined).length
  const lists = 0.4 * (inner + (metafields?.length ?? 0)) + 1.9 * (files?.length ?? 0)
  return 10 + 0.2 * rows.length + lists + 0.6 * withFile
}
