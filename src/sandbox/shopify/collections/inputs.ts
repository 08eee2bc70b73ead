import type { InputPart, PartInput, UserError } from '../domain.ts'
import type { Product } from '../store/records.ts'
import { join, leave } from './members.ts'
import type { Collection } from './record.ts'

/** `ProductSetInput.collections`: all that people filled and that it is to be in; of others it is taken out. */
export const collectionsPart: InputPart = (input) => {
  const { call, value } = input
  if (value === null) return { errors: [], write: () => undefined }
  const wanted = new Set(value as readonly string[])
  return {
    errors: problems(input),
    write: ({ id }: Product) => {
      for (const collection of call.store.table('Collection').values()) {
        if (collection.rules) continue
        if (wanted.has(collection.id)) join(call.store, collection, [id])
        else leave(call.store, collection, [id])
      }
    },
  }
}

/** `collectionsToJoin`, of `productUpdate` and `productCreate`. */
export const joinPart: InputPart = (input) => ({
  errors: problems(input),
  write: ({ id }: Product) => {
    for (const collection of named(input)) join(input.call.store, collection, [id])
  },
})

export const leavePart: InputPart = (input) => ({
  errors: problems(input),
  write: ({ id }: Product) => {
    for (const collection of named(input)) leave(input.call.store, collection, [id])
  },
})

function named({ call, value }: PartInput): Collection[] {
  return ((value ?? []) as readonly string[]).flatMap((id) => call.store.get('Collection', id) ?? [])
}

/** That is refused which nobody can be put into: inferred, contract, §7. */
function problems({ call, value, path }: PartInput): UserError[] {
  return ((value ?? []) as readonly string[]).flatMap((id, place) => {
    const field = [...path, String(place)]
    const collection = call.store.get('Collection', id)
    if (!collection) return [{ field, message: 'Collection does not exist', code: 'INVALID_INPUT' }]
    if (!collection.rules) return []
    return [{ field, message: "Can't add products to a smart collection", code: 'INVALID_INPUT' }]
  })
}
