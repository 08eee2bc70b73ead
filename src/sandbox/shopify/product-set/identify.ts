import type { Call, UserError } from '../domain.ts'
import { type CustomId, type FoundCustomId, findCustomId } from '../metafields/custom-id.ts'
import { byId } from '../products/by-id.ts'
import { productByHandle } from '../products/handles.ts'
import type { Product } from '../store/records.ts'
import type { SetArgs } from './args.ts'

export interface Identified {
  /** Null: it is to be made. */
  product: Product | null
  errors: UserError[]
  /** What it is named by, to be written where it is not yet. */
  customId: FoundCustomId | null
}

/** Which product it is about. Without identifier always a new one. @throws where custom ids have no definition */
export function identify(call: Call, { identifier, input }: SetArgs): Identified {
  const found = { product: null, errors: [] as UserError[], customId: null }
  if (!identifier) return input.id ? known(call, input.id, ['input', 'id']) : found
  if (input.id) {
    const message = 'The id field is not allowed if identifier is provided.'
    return { ...found, errors: [{ field: ['input'], message, code: 'ID_NOT_ALLOWED' }] }
  }
  if (identifier.id) return known(call, identifier.id, ['identifier', 'id'])
  if (identifier.customId) return byCustomId(call, identifier.customId)
  return byHandle(call, identifier.handle ?? '', input.handle)
}

function known(call: Call, id: string, field: string[]): Identified {
  const product = byId(call, 'Product', id)
  const error = { field, message: 'Product does not exist', code: 'PRODUCT_DOES_NOT_EXIST' }
  return { product, errors: product ? [] : [error], customId: null }
}

function byHandle({ store }: Call, handle: string, given: string | null | undefined): Identified {
  const error =
    given === null || given === undefined
      ? { message: 'The handle field is required in input if identifier is a handle.', code: 'MISSING_FIELD_REQUIRED' }
      : { message: 'The handle of the identifier and that of the input differ.', code: 'INPUT_MISMATCH' }
  if (given !== handle) return { product: null, errors: [{ ...error, field: ['input', 'handle'] }], customId: null }
  return { product: productByHandle(store, handle), errors: [], customId: null }
}

function byCustomId(call: Call, customId: CustomId): Identified {
  const found = findCustomId(call, 'PRODUCT', customId)
  return { product: call.store.get('Product', found.ownerId ?? '') ?? null, errors: [], customId: found }
}
