import { addressOf } from '../../model/address.ts'
import { either } from '../../model/counted.ts'
import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts'
import type { ItemImage } from '../../model/item.ts'
import type { Settings } from '../../model/settings.ts'
import type { DesiredImage, Listing } from '../types.ts'
import { chooseImages } from './image-overrides.ts'
import { inPart } from './part-slots.ts'
import { isKept } from './rules.ts'

/** Most pictures are shown by many products, and one object for each keeps large plans small. */
export interface KnownImages {
  /** The kind that is made of images. */
  kind: string
  /** The action that makes them. */
  action: string
  seen: Map<ItemImage, DesiredImage>
}

export interface ImageReading {
  settings: Settings
  known: KnownImages
  /** What the resource shows the pictures of behind its own. */
  parts?: readonly Listing[]
  report: (d: Diagnostic) => void
}

/** The desired gallery of a listing, in its order, each picture once; pictures that cannot be used are reported. */
export function desiredImages(listing: Listing, reading: ImageReading): DesiredImage[] {
  const { settings, report, parts = [] } = reading
  const images = chosenImages(listing, reading)
  const seen = new Set(images.map(({ image }) => image))
  for (const part of parts) {
    if (isKept(part, settings.target.gallery)) continue
    for (const image of chosenImages(part, reading)) {
      if (seen.has(image.image)) continue
      seen.add(image.image)
      images.push(inPart(part.key, image))
    }
  }
  return limited(listing, { images, max: settings.images.max_per_product }, report)
}

function chosenImages(listing: Listing, { known, report }: ImageReading): DesiredImage[] {
  for (const { slot, url, problem } of listing.item.unusable) {
    const message = `Image ${slot || '(no variant)'} of ${listing.item.ref.id} is left out: ${problem}${url === '' ? '' : `: ${url}`}`
    report(diagnostic({ severity: 'warning', code: 'image-unusable', message, address: listing.address }))
  }
  return chooseImages(listing, sourceImages(listing, known), report)
}

/** What the source shows, whatever people decided; each picture once. */
export function sourceImages({ item }: Listing, known: KnownImages): DesiredImage[] {
  const seen = new Set<string>()
  const images: DesiredImage[] = []
  for (const image of item.images) {
    if (seen.has(image.id)) continue
    seen.add(image.id)
    images.push(desiredImage(image, known))
  }
  return images
}

/** The picture that becomes the thumbnail. Without a main one there is none, unless the policy takes the first. */
export function thumbnailOf(images: DesiredImage[], fallback: 'none' | 'first'): DesiredImage | null {
  const chosen = images.find(({ chosen }) => chosen) ?? images.find(({ main }) => main)
  return chosen ?? (fallback === 'first' ? (images[0] ?? null) : null)
}

function desiredImage(image: ItemImage, known: KnownImages): DesiredImage {
  const found = known.seen.get(image)
  if (found) return found
  const { slot, id, main, url, file } = image
  const address = addressOf(known.kind, file)
  const upload = `${known.action}:${address}`
  const written = { slot, image: id, asset: address }
  const desired = { slot, image: id, main, url, address, upload, filename: file, written }
  known.seen.set(image, desired)
  return desired
}

function limited(
  listing: Listing,
  { images, max }: { images: DesiredImage[]; max: number },
  report: (d: Diagnostic) => void,
): DesiredImage[] {
  if (images.length <= max) return images
  const message = `${listing.item.ref.id} has ${images.length} images; ${either(max, 'the first is', `the first ${max} are`)} taken (images.max_per_product).`
  report(diagnostic({ severity: 'info', code: 'images-limited', message, address: listing.address }))
  return images.slice(0, max)
}
