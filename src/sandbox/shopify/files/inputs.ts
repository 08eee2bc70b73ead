import type { Call, InputPart, UserError, VariantPart } from '../domain.ts'
import type { Product, Variant } from '../store/records.ts'
import { fileProblem, type GivenFile } from './given.ts'
import { makeFile } from './make.ts'
import { fileOf, mediaOf, show } from './shelf.ts'
import { MOST_MEDIA } from './update.ts'

interface FileSetInput extends GivenFile {
  id?: string | null
}

interface ProductFiles {
  variants?: readonly { file?: FileSetInput | null }[] | null
}

const CODE = 'INVALID_INPUT'

/**
 * `ProductSetInput.files`: what the product shows, in that order, and nothing else. Without an id each is a new file,
 * whoever has the same source: contract, §7. `null` leaves what is there.
 */
export const filesPart: InputPart = ({ call, value, path, input }) => {
  const given = value as readonly FileSetInput[] | null
  if (given === null) return { errors: [], write: () => undefined }
  return {
    errors: [...listProblems(call, given, path), ...strangers(given, input)],
    write: (product: Product) => {
      const media = given.map((one) => (one.id ? kept(call, one.id, one) : makeFile(one, call).id))
      show(call.store, product, media)
      for (const variant of product.variants) {
        const source = waiting.get(call)?.get(variant)
        if (source !== undefined) variant.media = shownFrom(call, source, product)
        if (variant.media !== null && !product.media.includes(variant.media)) variant.media = null
      }
    },
  }
}

function kept({ store }: Call, id: string, { alt }: GivenFile): string {
  const file = fileOf(store, id)
  if (file && alt !== undefined) file.alt = alt
  return id
}

function listProblems(call: Call, given: readonly FileSetInput[], path: string[]): UserError[] {
  const errors: UserError[] = []
  if (given.length > MOST_MEDIA) {
    errors.push({ field: path, message: `Exceeded ${MOST_MEDIA} media per product limit.`, code: CODE })
  }
  for (const [place, one] of given.entries()) {
    const at = [...path, String(place)]
    const problem = setProblem(call, one, at) ?? (one.id ? null : fileProblem(one, at, call))
    if (problem) errors.push({ ...problem, code: CODE })
  }
  return errors
}

function setProblem({ store }: Call, one: FileSetInput, path: string[]): UserError | null {
  if (one.id && one.originalSource) {
    return { field: path, message: 'Only one of id and originalSource can be given.' }
  }
  if (!one.id)
    return one.originalSource ? null : { field: path, message: 'One of id and originalSource must be given.' }
  return fileOf(store, one.id) ? null : { field: [...path, 'id'], message: `File id ${one.id} does not exist.` }
}

/** What a variant shows has to be among the files of its product. */
function strangers(given: readonly FileSetInput[], input: object): UserError[] {
  const known = new Set(given.flatMap(({ id, originalSource }) => [id, originalSource]))
  return ((input as ProductFiles).variants ?? []).flatMap(({ file }, place) => {
    if (!file || known.has(file.id ?? file.originalSource)) return []
    const field = ['input', 'variants', String(place), 'file']
    return [{ field, message: 'The file of a variant must be among the files of its product.', code: CODE }]
  })
}

/** Sources that variants of one mutation name: their files are made after the variants. */
const waiting = new WeakMap<Call, Map<Variant, string>>()

/** `ProductVariantSetInput.file`: one of those that the product shows, by its id or by its source. */
export const variantFilePart: VariantPart = ({ call, value, path }) => {
  const given = value as FileSetInput | null
  const isUnknown = given?.id && !fileOf(call.store, given.id)
  return {
    errors: isUnknown ? [{ field: [...path, 'id'], message: `File id ${given.id} does not exist.`, code: CODE }] : [],
    write: (variant: Variant) => {
      const owner = call.store.get('Product', variant.productId)
      const source = given?.originalSource ?? null
      if (source === null) variant.media = given?.id ?? null
      else {
        const sources = waiting.get(call) ?? new Map<Variant, string>()
        waiting.set(call, sources.set(variant, source))
        variant.media = owner ? shownFrom(call, source, owner) : null
      }
    },
  }
}

function shownFrom({ store }: Call, source: string, product: Product): string | null {
  return mediaOf(store, product).findLast((file) => file.source === source)?.id ?? null
}

/** `ProductVariantsBulkInput.mediaId`: one that the product shows already; nobody waits for it to be READY here. */
export const variantMediaPart: VariantPart = ({ value, path, product }) => {
  const id = value as string | null
  const isStrange = id !== null && !product?.media.includes(id)
  const message = 'The media must be of this product.'
  return {
    errors: isStrange ? [{ field: path, message, code: 'MUST_BE_FOR_THIS_PRODUCT' }] : [],
    write: (variant: Variant) => {
      variant.media = id
    },
  }
}
