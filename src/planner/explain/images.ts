import type { ExplainedImage } from '../../model/explanation.ts'
import type { JsonObject } from '../../model/json.ts'
import { galleryOf } from '../diff/image-index.ts'
import { galleryOrigin } from '../diff/product-images.ts'
import { isKept } from '../project/desired-fields.ts'
import { desiredImages, sourceImages, thumbnailOf } from '../project/images.ts'
import type { DesiredImage, Listing } from '../types.ts'
import type { Story } from './index.ts'

/** Every image of a listing, in the order in which its product shows them, then the excluded ones. */
export function explainImages(listing: Listing, story: Story): ExplainedImage[] {
  const { context, input } = story
  const reading = { settings: input.settings, known: context.knownImages, report: () => undefined }
  const desired = desiredImages(listing, reading)
  const shown = new Set(desired.map(({ image }) => image))
  const excluded = sourceImages(listing, context.knownImages).filter(({ image }) => !shown.has(image))
  const thumbnail = thumbnailOf(desired, input.settings.images.thumbnail_fallback)
  const provenance = galleryOrigin(listing)
  const owned = context.population.owned.get(listing.sku)
  const known = owned ? context.images.of(owned) : new Map<string, string>()
  return [...desired, ...excluded].map((image) => {
    const { slot, url, address } = image
    return {
      slot,
      image: image.image,
      url,
      address,
      asset: known.get(image.image) ?? context.images.anywhere(image.image) ?? null,
      thumbnail: image === thumbnail,
      provenance,
      decision: shown.has(image.image) ? decisionOf(listing, image, story) : 'excluded',
    }
  })
}

function decisionOf(listing: Listing, { address, image, url }: DesiredImage, story: Story): ExplainedImage['decision'] {
  const { context, contents, input } = story
  const { gallery } = input.settings.target
  if (isKept(listing, gallery)) return 'kept'
  if (contents.operations.some(({ id }) => id === `upload:${address}`)) return 'upload'
  if (input.memory.deadImages.has(url) && context.images.anywhere(image) === undefined) return 'unreachable'
  const operation = contents.operations.find((entry) => entry.address === listing.address)
  const written = ((operation?.after.attributes ?? {}) as JsonObject)[gallery]
  if (!galleryOf(written).includes(address)) return 'nothing'
  return galleryOf(((operation?.before?.attributes ?? {}) as JsonObject)[gallery]).includes(address)
    ? 'nothing'
    : 'attach'
}
