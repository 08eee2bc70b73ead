import type { UserError } from '../domain.ts'
import type { Product } from '../store/records.ts'
import type { Store } from '../store/store.ts'
import { freeHandle, handlesOf, normalised, takeHandle } from './handles.ts'
import type { Words } from './words.ts'

const LONGEST = 255

interface Wanted {
  input: { title?: string | null; handle?: string | null }
  product: Product | null
  words: Words
}

interface Prepared {
  errors: UserError[]
  write(product: Product): void
}

/**
 * One that is given must be free and is never changed beyond its spelling; one that is not, or of which nothing is left
 * when it is spelled as handles are, is made from the title and gets a number if it is taken. A new title alone
 * leaves it.
 */
export function prepareHandle(store: Store, { input, product, words }: Wanted): Prepared {
  const { handle } = input
  const given = handle === null || handle === undefined ? '' : normalised(handle)
  if (handle === undefined && product) return { errors: [], write: () => undefined }
  if (given !== '') return prepareGiven(store, { given, raw: handle ?? '', product, words })
  const nothingLeft = (handle ?? '').trim() !== ''
  const text = nothingLeft ? '' : (input.title ?? product?.title ?? '')
  return {
    errors: tooLong(text, words),
    write: (written) => takeHandle(store, written, freeHandle(store, text, product?.id)),
  }
}

interface Given {
  given: string
  /** As it was sent. */
  raw: string
  product: Product | null
  words: Words
}

function prepareGiven(store: Store, { given, raw, product, words }: Given): Prepared {
  const owner = handlesOf(store).get(given)
  const taken = owner !== undefined && owner !== product?.id
  const message = `Handle '${raw}' already in use. Please provide a new handle.`
  return {
    errors: [...tooLong(given, words), ...(taken ? [{ field: ['input', 'handle'], message }] : [])],
    write: (written) => takeHandle(store, written, given),
  }
}

function tooLong(text: string, { at }: Words): UserError[] {
  const message = `Handle is too long (maximum is ${LONGEST} characters)`
  return normalised(text).length > LONGEST ? [{ field: at('handle'), message }] : []
}
