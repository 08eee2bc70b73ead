import type { Call, UserError } from '../domain.ts'
import { promise } from '../jobs/jobs.ts'
import type { Product } from '../store/records.ts'
import { changed, fileOf } from './shelf.ts'
import { statusOf } from './views.ts'

interface Moves {
  id: string
  moves: readonly { id: string; newPosition: string | number }[]
}

/** One move after the other, once the job comes to it. */
export function productReorderMedia({ store, settings }: Call, { id, moves }: Moves): object {
  const product = store.get('Product', id)
  if (!product) return { job: null, mediaUserErrors: [noProduct(['id'])], userErrors: [] }
  const strangers = moves.filter((move) => !product.media.includes(move.id))
  if (strangers.length > 0) {
    const mediaUserErrors = [
      mediaError(['moves'], 'MEDIA_DOES_NOT_EXIST', 'One or more media do not exist on this product.'),
    ]
    return { job: null, mediaUserErrors }
  }
  const job = promise(store, settings.asyncMs, () => {
    for (const move of moves) {
      if (!product.media.includes(move.id)) continue
      const rest = product.media.filter((one) => one !== move.id)
      rest.splice(Number(move.newPosition), 0, move.id)
      product.media = rest
    }
    changed(store, product)
  })
  return { job, mediaUserErrors: [] }
}

interface VariantMedia {
  productId: string
  variantMedia: readonly { variantId: string; mediaIds: readonly string[] }[]
}

const MOST_PAIRS = 100

/** A variant shows one picture, and takes another only when that is gone. */
export function productVariantAppendMedia(call: Call, { productId, variantMedia }: VariantMedia): object {
  const { store } = call
  const product = store.get('Product', productId)
  if (!product) return refused([noProduct(['productId'])])
  const errors = [
    ...pairErrors(product, variantMedia),
    ...variantMedia.flatMap((_, place) => appendError(call, { product, variantMedia, place }) ?? []),
  ]
  if (errors.length > 0) return refused(errors)
  return carriedOut(call, { product, variantMedia, show: (id) => id })
}

export function productVariantDetachMedia(call: Call, { productId, variantMedia }: VariantMedia): object {
  const product = call.store.get('Product', productId)
  if (!product) return refused([noProduct(['productId'])])
  const errors = [...pairErrors(product, variantMedia)]
  for (const [place, { variantId, mediaIds }] of variantMedia.entries()) {
    const variant = product.variants.find(({ id }) => id === variantId)
    if (variant && mediaIds.every((id) => id === variant.media)) continue
    const message = 'The specified media is not attached to the specified variant.'
    errors.push(mediaError(['variantMedia', String(place), 'mediaIds'], 'MEDIA_IS_NOT_ATTACHED_TO_VARIANT', message))
  }
  if (errors.length > 0) return refused(errors)
  return carriedOut(call, { product, variantMedia, show: () => null })
}

function pairErrors({ variants }: Product, variantMedia: VariantMedia['variantMedia']): UserError[] {
  if (variantMedia.length > MOST_PAIRS) {
    const message = `Exceeded ${MOST_PAIRS} variant-media pairs per mutation limit.`
    return [mediaError(['variantMedia'], 'MAXIMUM_VARIANT_MEDIA_PAIRS_EXCEEDED', message)]
  }
  const ids = variantMedia.map(({ variantId }) => variantId)
  return variantMedia.flatMap(({ variantId, mediaIds }, place) => {
    const at = (key: string) => ['variantMedia', String(place), key]
    if (!variants.some(({ id }) => id === variantId)) {
      const message = 'Variant does not exist on the specified product.'
      return [mediaError(at('variantId'), 'PRODUCT_VARIANT_DOES_NOT_EXIST_ON_PRODUCT', message)]
    }
    if (ids.indexOf(variantId) !== place) {
      const message = 'Variant specified in more than one pair.'
      return [mediaError(at('variantId'), 'PRODUCT_VARIANT_SPECIFIED_MULTIPLE_TIMES', message)]
    }
    if (mediaIds.length === 1) return []
    const message = 'Only one mediaId is allowed per variant-media input pair.'
    return [mediaError(at('mediaIds'), 'TOO_MANY_MEDIA_PER_INPUT_PAIR', message)]
  })
}

interface Pairs {
  product: Product
  variantMedia: VariantMedia['variantMedia']
}

function appendError(call: Call, { product, variantMedia, place }: Pairs & { place: number }): UserError | null {
  const { variantId, mediaIds } = variantMedia[place] as VariantMedia['variantMedia'][number]
  const at = (key: string) => ['variantMedia', String(place), key]
  const [mediaId = ''] = mediaIds
  const file = fileOf(call.store, mediaId)
  if (!file || !product.media.includes(mediaId)) {
    const message = 'Media does not exist on the specified product.'
    return mediaError(at('mediaIds'), 'MEDIA_DOES_NOT_EXIST_ON_PRODUCT', message)
  }
  if (statusOf(file, call) !== 'READY') {
    return mediaError(at('mediaIds'), 'NON_READY_MEDIA', 'Non-ready media cannot be attached to variants.')
  }
  const variant = product.variants.find(({ id }) => id === variantId)
  if (!variant?.media) return null
  return mediaError(
    at('variantId'),
    'PRODUCT_VARIANT_ALREADY_HAS_MEDIA',
    'The specified variant already has attached media.',
  )
}

function carriedOut(
  { store }: Call,
  { product, variantMedia, show }: Pairs & { show: (id: string) => string | null },
): object {
  const productVariants = variantMedia.flatMap(({ variantId, mediaIds: [mediaId = ''] }) => {
    const variant = product.variants.find(({ id }) => id === variantId)
    if (!variant) return []
    variant.media = show(mediaId)
    variant.updatedAt = store.stamp()
    return [variant]
  })
  changed(store, product)
  return { product, productVariants, userErrors: [] }
}

function refused(userErrors: readonly UserError[]): object {
  return { product: null, productVariants: null, userErrors }
}

function noProduct(field: string[]): UserError {
  return mediaError(field, 'PRODUCT_DOES_NOT_EXIST', 'Product does not exist')
}

function mediaError(field: string[], code: string, message: string): UserError {
  return { field, message, code }
}
