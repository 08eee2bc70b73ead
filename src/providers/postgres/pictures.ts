import { createHash } from 'node:crypto'
import { texts } from '../../model/fields.ts'
import type { ItemFields, ItemImage, UnusableImage } from '../../model/item.ts'
import type { Json } from '../../model/json.ts'
import type { ImageSettings } from '../../model/source.ts'
import type { Asset } from './families.ts'

/** An image as an export holds it. */
export interface Picture extends Asset {
  /** From 1 on, in the order of the gallery; `thumbnail` for one that is not in it. */
  slot: string
  /** What the product is shown by. */
  main: boolean
}

/** The gallery in its order; its main image is the thumbnail, or the first where there is none. */
export function picturesOf(
  { gallery, thumbnail }: { gallery: Json | undefined; thumbnail: Json | undefined },
  assets: ReadonlyMap<string, Asset>,
): Picture[] {
  const ids = texts(gallery)
  const main = typeof thumbnail === 'string' ? thumbnail : (ids[0] ?? null)
  const beside = main !== null && !ids.includes(main) ? [{ id: main, slot: 'thumbnail' }] : []
  return [...beside, ...ids.map((id, place) => ({ id, slot: String(place + 1) }))].flatMap(({ id, slot }) => {
    const asset = assets.get(id)
    return asset ? [{ ...asset, slot, main: id === main }] : []
  })
}

type Known = Omit<ItemImage, 'slot' | 'main'> | string

/** Makes pictures of what all items hold; each file is one of them, whatever items show it. */
export function pictureReader(fields: readonly ItemFields[], settings: ImageSettings) {
  const ids = idsOf(fields)
  const known = new Map<string, Known>()
  return (images: readonly Picture[]): { images: ItemImage[]; unusable: UnusableImage[] } => {
    const found: { images: ItemImage[]; unusable: UnusableImage[] } = { images: [], unusable: [] }
    for (const { slot, main, filename, url } of images) {
      const picture = known.get(filename) ?? pictureAt(url, { filename, id: ids.get(filename) ?? '', settings })
      known.set(filename, picture)
      if (typeof picture === 'string') found.unusable.push({ slot, url, problem: picture })
      else found.images.push({ ...picture, slot, main })
    }
    return found
  }
}

const PLAIN = /^[A-Za-z0-9_-]+$/
const LONGEST_STEM = 40

/** Ids by file name: the name without its ending, so that the file keeps its name; with a digest where that is not enough. */
function idsOf(fields: readonly ItemFields[]): Map<string, string> {
  const names = new Set(fields.flatMap(({ images }) => (images as Picture[]).map(({ filename }) => filename)))
  const ids = new Map<string, string>()
  const taken = new Set<string>()
  for (const filename of [...names].sort()) {
    const { stem } = partsOf(filename)
    const id = PLAIN.test(stem) && !taken.has(stem) ? stem : withDigest(stem, filename)
    taken.add(id)
    ids.set(filename, id)
  }
  return ids
}

function withDigest(stem: string, filename: string): string {
  const plain = stem.replace(/[^A-Za-z0-9]+/g, '_').slice(0, LONGEST_STEM)
  return `${plain}-${createHash('sha256').update(filename).digest('hex').slice(0, 12)}`
}

function partsOf(filename: string): { stem: string; extension: string } {
  const [, stem = filename, extension = 'jpg'] = /^(.*)\.([A-Za-z]{2,5})$/s.exec(filename) ?? []
  return { stem, extension }
}

interface Naming {
  filename: string
  id: string
  settings: ImageSettings
}

/** A picture, or why it cannot be used. */
function pictureAt(url: string, { filename, id, settings: { hosts, hostsKey, name } }: Naming): Known {
  const address = URL.canParse(url) ? new URL(url) : null
  if (address?.protocol !== 'https:') return 'it is no https address'
  if (address.username !== '' || address.password !== '') return 'its address holds a password'
  if (hosts.length > 0 && !hosts.includes(address.hostname)) {
    return `its host ${address.hostname} is not one of ${hostsKey}`
  }
  const { extension } = partsOf(filename)
  return { id, url: address.href, file: name.replaceAll('{id}', id).replaceAll('{ext}', extension) }
}
