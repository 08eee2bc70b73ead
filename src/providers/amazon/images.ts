import type { CatalogueImage } from './catalogue-item.ts'
import { decoded } from './image-address.ts'
import { asSize, asText, isRecord } from './raw.ts'

/** The pictures of a listing, and what was odd about them. */
export interface PickedImages {
  images: CatalogueImage[]
  /** Entries without a usable link. */
  unreadable: number
  /** Links of further pictures that Amazon shows in the slot MAIN. */
  otherMains: string[]
}

/** One rendition: Amazon lists each picture in up to three sizes, and the 500 px one has an image id of its own. */
interface Rendition extends CatalogueImage {
  id: string
  /** The link asks for a scaled version, as in `._SL75_.jpg`. */
  scaled: boolean
}

const SWATCH = 'SWCH'
/** The longest side of the renditions that Amazon makes itself. */
const RENDITION_SIDE = 500

/** The largest rendition of each slot, in slot order; pictures without a slot are kept apart by image id. */
export function pickImages(rows: unknown[]): PickedImages {
  const renditions = rows.map(readRendition).filter((row) => row !== null)
  const slots = Map.groupBy(
    renditions.filter((row) => row.variant !== null),
    (row) => row.variant,
  )
  const slotted = new Set([...slots.values()].flat().map((row) => row.id))
  const loose = Map.groupBy(
    renditions.filter((row) => row.variant === null && !slotted.has(row.id)),
    (row) => row.id,
  )
  const picked = [...slots.values(), ...loose.values()].map(largest)
  return {
    images: picked.sort(bySlot).map(({ id: _id, scaled: _scaled, ...image }) => image),
    unreadable: rows.length - renditions.length,
    otherMains: otherPictures(slots.get('MAIN') ?? []),
  }
}

/** True for links such as `…/41BmjsZJSRL._SL75_.jpg`. */
export function isScaled(link: string): boolean {
  return /\._[^/]*_\.[^./]+$/.test(link)
}

function readRendition(row: unknown): Rendition | null {
  if (!isRecord(row)) return null
  const link = asText(row.link)
  if (link === null) return null
  const code = asText(row.variant)?.trim().toUpperCase() ?? null
  const id = decoded(link.slice(link.lastIndexOf('/') + 1)).split('.')[0] ?? link
  return {
    variant: code === 'SWATCH' ? SWATCH : code,
    link,
    width: asSize(row.width),
    height: asSize(row.height),
    id,
    scaled: isScaled(link),
  }
}

function largest(renditions: Rendition[]): Rendition {
  return renditions.reduce((best, row) => (compareSize(row, best) < 0 ? row : best))
}

/** The larger one first. Equals are told apart by their link, so that the order of the answer never matters. */
function compareSize(a: Rendition, b: Rendition): number {
  const areaA = a.width * a.height
  const areaB = b.width * b.height
  const unknown = areaA === 0 || areaB === 0
  if (a.scaled !== b.scaled && (unknown || areaA === areaB)) return a.scaled ? 1 : -1
  return areaB - areaA || (a.link < b.link ? -1 : 1)
}

/** One picture has one original and one small rendition, so two originals in a slot are two pictures. */
function otherPictures(renditions: Rendition[]): string[] {
  if (renditions.length === 0) return []
  const chosen = largest(renditions)
  const isSmall = (row: Rendition) => Math.max(row.width, row.height) <= RENDITION_SIDE
  const rivals = renditions.filter((row) => row.id !== chosen.id && !row.scaled && isSmall(row) === isSmall(chosen))
  return [...new Set(rivals.map((row) => row.link))].sort()
}

/** MAIN, PT01 and so on, others by code, those without a code, the swatch. */
function bySlot(a: Rendition, b: Rendition): number {
  return rank(a.variant) - rank(b.variant) || compareText(a.variant ?? '', b.variant ?? '')
}

function rank(variant: string | null): number {
  if (variant === null) return 3
  if (variant === 'MAIN') return 0
  if (/^PT\d+$/.test(variant)) return 1
  return variant === SWATCH ? 4 : 2
}

function compareText(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
