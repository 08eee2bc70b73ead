import type { ExplainedImage } from '../../model/explanation.ts'
import { flatten, texts } from '../../model/fields.ts'
import type { JsonObject } from '../../model/json.ts'
import type { Pictures } from '../diff/context.ts'
import { galleryOrigin } from '../diff/pictures.ts'
import { isDead } from '../diff/resources.ts'
import { desiredImages, sourceImages, thumbnailOf } from '../project/images.ts'
import { isKept } from '../project/rules.ts'
import type { DesiredImage, Listing } from '../types.ts'
import type { Story } from './story.ts'

/** Every image of a listing, in the order in which its product shows them, then the excluded ones. */
export function explainImages(listing: Listing, story: Story): ExplainedImage[] {
  const { context, input, population } = story
  const { pictures } = context
  if (!pictures) return []
  const desired = desiredImages(listing, {
    settings: input.settings,
    known: pictures.known,
    report: () => undefined,
  })
  const shown = new Set(desired.map(({ image }) => image))
  const excluded = sourceImages(listing, pictures.known).filter(({ image }) => !shown.has(image))
  const thumbnail = thumbnailOf(desired, input.settings.images.thumbnail_fallback)
  const owned = population.owned.get(listing.key)
  const known = owned ? pictures.index.of(owned) : new Map<string, string>()
  const provenance = galleryOrigin(listing, pictures.origins)
  return [...desired, ...excluded].map((image) => {
    const { slot, url, address } = image
    return {
      slot,
      image: image.image,
      url,
      address,
      asset: known.get(image.image) ?? pictures.index.anywhere(image.image) ?? null,
      thumbnail: image === thumbnail,
      provenance,
      decision: shown.has(image.image) ? decisionOf(listing, image, { story, pictures }) : 'excluded',
    }
  })
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
