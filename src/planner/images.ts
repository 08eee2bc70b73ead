import { type Diagnostic, diagnostic } from '../model/diagnostic.ts'
import { decoded } from '../model/image-address.ts'
import type { ItemImage } from '../model/item.ts'
import type { Address, BaselineImage } from '../model/plan.ts'
import type { Settings } from '../model/settings.ts'
import { chooseSources, type ImageSource, imageSource } from './image-address.ts'
import { chooseImages } from './image-overrides.ts'
import type { Listing } from './types.ts'

/** One picture as a product should show it. */
export interface DesiredImage {
  /** The variant code; empty when the source names none. */
  slot: string
  /** The source's id of the picture: its file name without modifiers and extension. */
  image: string
  filename: string
  /** The original, without size modifiers. */
  url: string
  address: Address
  /** An override lets it stand in for MAIN. */
  main?: true
  /** As a baseline remembers it. */
  written: BaselineImage
}

/** What is known of the pictures of all listings. */
export interface KnownImages {
  /** Where each picture is fetched from, by image id. */
  sources: ReadonlyMap<string, ImageSource>
  /** By variant and address: most are shown by many products, and reading each once keeps large plans small. */
  read: Map<string, DesiredImage | { problem: string }>
}

export function knowImages(listings: Listing[], settings: Settings): KnownImages {
  const links = listings.flatMap(({ item }) => item.images.map(({ link }) => link))
  return { sources: chooseSources(links, settings), read: new Map() }
}

export interface ImageReading {
  settings: Settings
  known: KnownImages
  report: (d: Diagnostic) => void
}

const MAIN = 'MAIN'
const SWATCH = 'SWCH'

/**
 * Order of slots: MAIN, PT01 …, others by code, the swatch, and last the images without a variant in the order of the
 * source. The Amazon converter gives the same order; it is repeated here because every source must end in it.
 */
function slotRank(slot: string): string {
  if (slot === MAIN) return '0'
  if (/^PT\d+$/.test(slot)) return `1${slot.slice(2).padStart(4, '0')}`
  if (slot === SWATCH) return '3'
  return slot === '' ? '4' : `2${slot}`
}

/** The desired gallery of a listing, in slot order; pictures that cannot be used are reported. */
export function desiredImages(listing: Listing, reading: ImageReading): DesiredImage[] {
  const { settings, report } = reading
  const images = chooseImages(listing, sourceImages(listing, reading), report)
  return limited(listing, { images, max: settings.images.max_per_product }, report)
}

/** What the source shows, in slot order, whatever people decided. */
export function sourceImages(listing: Listing, { settings, known, report }: ImageReading): DesiredImage[] {
  const found: DesiredImage[] = []
  for (const image of listing.item.images) {
    const desired = knownImage(image, settings, known)
    if ('problem' in desired) reportUnusable(listing, { image, problem: desired.problem }, report)
    else found.push(desired)
  }
  const sorted = found
    .map((image, index) => ({ image, rank: slotRank(image.slot), index }))
    .sort((a, b) => (a.rank === b.rank ? a.index - b.index : a.rank < b.rank ? -1 : 1))
    .map(({ image }) => image)
  const seen = new Set<string>()
  return sorted.filter(({ image }) => !seen.has(image) && seen.add(image))
}

/** The picture that becomes the thumbnail. Without evidence for MAIN there is none, unless the policy takes the first. */
export function thumbnailOf(images: DesiredImage[], fallback: 'none' | 'first'): DesiredImage | null {
  const chosen = images.find(({ main }) => main) ?? images.find(({ slot }) => slot === MAIN)
  return chosen ?? (fallback === 'first' ? (images[0] ?? null) : null)
}

function knownImage(image: ItemImage, settings: Settings, known: KnownImages): DesiredImage | { problem: string } {
  const key = `${image.variant ?? ''} ${image.link}`
  const found = known.read.get(key)
  if (found) return found
  const read = imageSource(image.link, settings)
  const result = typeof read === 'string' ? { problem: read } : shown(image, known.sources.get(read.image) ?? read)
  known.read.set(key, result)
  return result
}

function shown({ variant }: ItemImage, { image, filename, url }: ImageSource): DesiredImage {
  const [slot, address] = [variant ?? '', `asset.${filename}`]
  return { slot, image, filename, url, address, written: { slot, image, asset: address } }
}

/**
 * The image ids that an asset's file name may stand for: names that this program gives (`images.name`) and names that
 * older tools gave (`images.recognise`, with `*` for anything). Ids that were kept percent-encoded are decoded.
 */
export function recogniser(settings: Settings): (filename: string) => string[] {
  const own = patternOf(settings.images.name)
  const older = settings.images.recognise.map(patternOf)
  return (filename) => {
    const name = own.exec(filename)?.groups?.id?.replace(/--|-p/g, (pair) => (pair === '--' ? '-' : '+'))
    const names = older.map((pattern) => pattern.exec(filename)?.groups?.id)
    return [name, ...names].filter((id) => id !== undefined).map(decoded)
  }
}

function patternOf(template: string): RegExp {
  const source = template.replace(/\{id\}|\{ext\}|\*|[^{}*]+|[{}]/g, (part) => {
    if (part === '{id}') return '(?<id>[A-Za-z0-9+_%-]+)'
    if (part === '{ext}') return '[A-Za-z]+'
    return part === '*' ? '.*' : RegExp.escape(part)
  })
  return new RegExp(`^${source}$`)
}

function reportUnusable(
  listing: Listing,
  { image, problem }: { image: ItemImage; problem: string },
  report: (d: Diagnostic) => void,
): void {
  const message = `Image ${image.variant ?? '(no variant)'} of ${listing.item.asin} is left out: ${problem}: ${image.link}`
  report(diagnostic({ severity: 'warning', code: 'image-unusable', message, address: listing.address }))
}

function limited(
  listing: Listing,
  { images, max }: { images: DesiredImage[]; max: number },
  report: (d: Diagnostic) => void,
): DesiredImage[] {
  if (images.length <= max) return images
  const message = `${listing.item.asin} has ${images.length} images; the first ${max} are taken (images.max_per_product).`
  report(diagnostic({ severity: 'info', code: 'images-limited', message, address: listing.address }))
  return images.slice(0, max)
}
