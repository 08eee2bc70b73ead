import type { ExplainedImage } from '../../model/explanation.ts'
import { flatten, texts } from '../../model/fields.ts'
import type { JsonObject } from '../../model/json.ts'
import type { Pictures } from '../diff/context.ts'
import { galleryOrigin } from '../diff/pictures.ts'
import { isDead } from '../diff/resources.ts'
import { desiredImages, sourceImages, thumbnailOf } from '../project/images.ts'
import { inPart } from '../project/part-slots.ts'
import { isKept } from '../project/rules.ts'
import type { DesiredImage, Listing } from '../types.ts'
import type { Story } from './story.ts'

/** Every image of a listing, in the order in which its product shows them, then the excluded ones. */
export function explainImages(listing: Listing, story: Story): ExplainedImage[] {
  const { context, input, population } = story
  const { pictures } = context
  if (!pictures) return []
  const whole = wholeOf(listing, story)
  const parts = pictures.partsOf(whole.key)
  const { known } = pictures
  const gallery = desiredImages(whole, { settings: input.settings, known, parts, report: () => undefined })
  const all = [
    ...sourceImages(whole, known),
    ...parts.flatMap((part) => sourceImages(part, known).map((image) => inPart(part.key, image))),
  ]
  const own = new Set(whole === listing ? all.map(({ image }) => image) : listing.item.images.map(({ id }) => id))
  const desired = gallery.filter(({ image }) => own.has(image))
  const shown = new Set(desired.map(({ image }) => image))
  const excluded = distinct(all.filter(({ image }) => own.has(image) && !shown.has(image)))
  const { thumbnail_fallback: fallback } = input.settings.images
  const thumbnail = pictures.main === null ? null : thumbnailOf(gallery, fallback)
  const owned = population.owned.get(whole.key)
  const assets = owned ? pictures.index.of(owned) : new Map<string, string>()
  const provenance = galleryOrigin(listing, pictures.origins)
  return [...desired, ...excluded].map((image) => {
    const { slot, url, address } = image
    return {
      slot,
      image: image.image,
      url,
      address,
      asset: assets.get(image.image) ?? pictures.index.anywhere(image.image) ?? null,
      thumbnail: image === thumbnail,
      provenance,
      decision: shown.has(image.image) ? decisionOf(whole, image, { story, pictures }) : 'excluded',
    }
  })
}

/** What shows the pictures of a listing: what it is a part of, where that shows those of its parts. */
function wholeOf(listing: Listing, { context: { pictures }, subjects }: Story): Listing {
  const holds = (whole: Listing) => pictures?.partsOf(whole.key).some(({ key }) => key === listing.key)
  return subjects.find((subject) => holds(subject.listing))?.listing ?? listing
}

function distinct(images: DesiredImage[]): DesiredImage[] {
  return [...new Map(images.toReversed().map((one) => [one.image, one])).values()].reverse()
}

function decisionOf(
  listing: Listing,
  { address, image, url }: DesiredImage,
  { story, pictures }: { story: Story; pictures: Pictures },
): ExplainedImage['decision'] {
  const { context, contents, input } = story
  if (isKept(listing, input.settings.target.gallery)) return 'kept'
  if (contents.operations.some(({ id }) => id === `${pictures.kind.verbs.create}:${address}`)) return 'upload'
  if (isDead({ address, image, url }, { input, pictures })) return 'unreachable'
  const operation = contents.operations.find((entry) => entry.address === listing.address)
  const shows = (fields: JsonObject | null | undefined) =>
    texts(flatten(fields ?? {}, context.kind.groups)[pictures.gallery]).includes(address)
  return shows(operation?.after) && !shows(operation?.before) ? 'attach' : 'nothing'
}
