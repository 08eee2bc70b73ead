import { addTo } from '../../model/grouping.ts'
import type { Item, ItemFields, ItemImage, Role, UnusableImage } from '../../model/item.ts'
import type { ImageSettings } from '../../model/source.ts'
import type { CatalogueImage, CatalogueItem } from './catalogue-item.ts'
import { chooseSources, type ImageSource, readSources } from './image-source.ts'

/** Listings of exports as items; one picture is fetched from one place, whatever listings show it. */
export function toItems(fields: ItemFields[], settings: ImageSettings): Item[] {
  const listings = fields as CatalogueItem[]
  const links = listings.flatMap(({ images }) => images.map(({ link }) => link))
  const sources = readSources(links, settings)
  const pictures = pictureReader(sources, chooseSources(sources.values(), settings))
  return listings.map((listing) => toItem(listing, pictures))
}

type Picture = ItemImage | UnusableImage

function toItem(listing: CatalogueItem, pictures: (images: CatalogueImage[]) => Picture[]): Item {
  const { asin, marketplace, parent_asins, child_asins, unavailable, paths } = listing
  const all = pictures(listing.images)
  return {
    ref: { source: 'amazon', shop: marketplace, id: asin },
    key: `${marketplace}/${asin}`,
    role: roleOf(listing),
    parents: parent_asins,
    children: child_asins,
    codes: codesOf(listing),
    names: {
      title: listing.item_name,
      brand: listing.brand,
      model: listing.model_number,
      part: listing.part_number,
      style: listing.style,
      size: listing.size,
      color: listing.color,
    },
    images: all.filter((picture) => 'file' in picture),
    unusable: all.some((picture) => 'problem' in picture) ? all.filter((picture) => 'problem' in picture) : NONE,
    fields: listing,
    paths: paths ?? NOWHERE,
    state: unavailable ? 'unavailable' : 'listed',
  }
}

const NONE: UnusableImage[] = []
const NOWHERE: Item['paths'] = {}

/** Amazon calls some parents something else, and some single listings parents. */
function roleOf({ item_classification, child_asins, parent_asins }: CatalogueItem): Role {
  if (item_classification === 'VARIATION_PARENT' || child_asins.length > 0) return 'parent'
  return parent_asins.length > 0 ? 'child' : 'single'
}

/** Files of older versions have codes in fields of their own that do not stand among the identifiers. */
function codesOf({ identifiers, gtin, ean, upc }: CatalogueItem): Item['codes'] {
  const listed = identifiers.map(({ type, value }) => ({ scheme: type, value }))
  const own = Object.entries({ GTIN: gtin, EAN: ean, UPC: upc }).flatMap(([scheme, value]) =>
    value === null || identifiers.some((one) => one.value === value) ? [] : { scheme, value },
  )
  return own.length === 0 ? listed : [...own, ...listed]
}

const MAIN = 'MAIN'
const SWATCH = 'SWCH'

/** The order of slots: MAIN, PT01 …, others by code, the swatch, and last the images without a variant as they come. */
function slotRank({ variant }: CatalogueImage): string {
  if (variant === MAIN) return '0'
  if (variant === SWATCH) return '3'
  if (variant === null || variant === '') return '4'
  return /^PT\d+$/.test(variant) ? `1${variant.slice(2).padStart(4, '0')}` : `2${variant}`
}

/** `chosen`: of each picture, by its id. */
function pictureReader(sources: ReadonlyMap<string, ImageSource | string>, chosen: ReadonlyMap<string, ImageSource>) {
  // In few slots, and as many of them as not in one.
  const known = new Map<string, Picture[]>()
  const read = ({ variant, link }: CatalogueImage): Picture => {
    const slot = variant ?? ''
    const found = known.get(link)?.find((picture) => picture.slot === slot)
    if (found) return found
    const source = sources.get(link) ?? ''
    const picture =
      typeof source === 'string'
        ? { slot, url: link, problem: source }
        : shown(slot, chosen.get(source.image) ?? source)
    addTo(known, link, picture)
    return picture
  }
  return (images: CatalogueImage[]): Picture[] => inOrder(images).map(read)
}

function shown(slot: string, { image, filename, url }: ImageSource): ItemImage {
  return { id: image, slot, main: slot === MAIN, url, file: filename }
}

function isBefore(image: CatalogueImage, other: CatalogueImage): boolean {
  return image.variant !== other.variant && slotRank(image) < slotRank(other)
}

function inOrder(images: CatalogueImage[]): CatalogueImage[] {
  if (images.every((image, index) => index === 0 || !isBefore(image, images[index - 1] as CatalogueImage)))
    return images
  return images
    .map((image, index) => ({ image, rank: slotRank(image), index }))
    .sort((a, b) => (a.rank === b.rank ? a.index - b.index : a.rank < b.rank ? -1 : 1))
    .map(({ image }) => image)
}
