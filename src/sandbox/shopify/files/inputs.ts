import type { InputPart, UserError, VariantPart } from '../domain.ts'
import type { Product, Variant } from '../store/records.ts'
import { fileProblem, type GivenFile } from './given.ts'
import { makeFile } from './make.ts'
import { fileOf, mediaOf } from './shelf.ts'
import { MOST_MEDIA } from './update.ts'

interface FileSetInput extends GivenFile {
  id?: string | null
}

/**
 * `ProductSetInput.files`: what the product shows, in that order, and nothing else. Without an id each is a new file,
 * whoever has the same source: contract, §7. `null` leaves what is there.
 */
export const filesPart: InputPart = ({ call, value, path }) => {
  const given = value as readonly FileSetInput[] | null
  if (given === null) return { errors: [], write: () => undefined }
  const errors: UserError[] = []
  if (given.length > MOST_MEDIA) {
    errors.push({ field: path, message: `Exceeded ${MOST_MEDIA} media per product limit.`, code: 'INVALID_INPUT' })
  }
  for (const [place, one] of given.entries()) {
    const error = setProblem(one, [...path, String(place)], (id) => fileOf(call.store, id) !== undefined)
    const problem = error ?? (one.id ? null : fileProblem(one, [...path, String(place)], call))
    if (problem) errors.push({ ...problem, code: 'INVALID_INPUT' })
  }
  return {
    errors,
    write: (product: Product) => {
      product.media = given.map((one) => {
        if (!one.id) return makeFile(one, call).id
        const file = fileOf(call.store, one.id)
        if (file && one.alt !== undefined) file.alt = one.alt
        return one.id
      })
      for (const variant of product.variants) {
        if (variant.media !== null && !product.media.includes(variant.media)) variant.media = null
      }
    },
  }
}

function setProblem(one: FileSetInput, path: string[], isThere: (id: string) => boolean): UserError | null {
  if (one.id && one.originalSource) {
    return { field: path, message: 'Only one of id and originalSource can be given.' }
  }
  if (one.id) return isThere(one.id) ? null : { field: [...path, 'id'], message: `File id ${one.id} does not exist.` }
  return one.originalSource ? null : { field: path, message: 'One of id and originalSource must be given.' }
}

/** `ProductVariantSetInput.file`: one of those that the product shows, by its id or by its source. */
export const variantFilePart: VariantPart = ({ call, value, path, product }) => {
  const given = value as FileSetInput | null
  const known = given?.id ? fileOf(call.store, given.id) : null
  const errors: UserError[] = []
  if (given?.id && !known) {
    errors.push({ field: [...path, 'id'], message: `File id ${given.id} does not exist.`, code: 'INVALID_INPUT' })
  }
  return {
    errors,
    write: (variant: Variant) => {
      const owner = product ?? call.store.get('Product', variant.productId)
      variant.media = given === null ? null : (given.id ?? shownFrom(given, owner ? mediaOf(call.store, owner) : []))
    },
  }
}

function shownFrom({ originalSource }: FileSetInput, media: readonly { id: string; source: string }[]): string | null {
  return media.findLast(({ source }) => source === originalSource)?.id ?? null
}
