import { createHash } from 'node:crypto'
import type { ItemImage, UnusableImage } from '../../model/item.ts'
import type { ImageSettings } from '../../model/source.ts'

/** An image of a row as it is read. */
export interface FileImage {
  /** The column; of a list with its place behind it: `pictures.2`. */
  slot: string
  url: string
}

/** Makes pictures of what rows say, each of them once, in the order of the gallery. */
export function pictureReader(settings: ImageSettings) {
  const known = new Map<string, Omit<ItemImage, 'slot' | 'main'> | string>()
  return (images: readonly FileImage[]): Pictures => {
    if (images.length === 0) return NO_PICTURES
    const found: Pictures = { images: [], unusable: [] }
    for (const { slot, url } of images) {
      const picture = known.get(url) ?? pictureAt(url, settings)
      known.set(url, picture)
      if (typeof picture === 'string') found.unusable.push({ slot, url, problem: picture })
      else if (!found.images.some(({ id }) => id === picture.id)) {
        found.images.push({ ...picture, slot, main: found.images.length === 0 })
      }
    }
    return found
  }
}

interface Pictures {
  images: ItemImage[]
  unusable: UnusableImage[]
}

/** Shared by all rows that show none. */
const NO_PICTURES: Pictures = { images: [], unusable: [] }

/** A picture, or why it cannot be used. */
function pictureAt(text: string, { hosts, hostsKey, name }: ImageSettings): Omit<ItemImage, 'slot' | 'main'> | string {
  const address = URL.canParse(text) ? new URL(text) : null
  if (address?.protocol !== 'https:') return 'it is no https address'
  if (address.username !== '' || address.password !== '') return 'its address holds a password'
  if (hosts.length > 0 && !hosts.includes(address.hostname)) {
    return `its host ${address.hostname} is not one of ${hostsKey}`
  }
  const { stem, extension } = fileIn(address)
  const id = `${stem}-${createHash('sha256').update(address.href).digest('hex').slice(0, 12)}`
  const file = name.replaceAll('{id}', id).replaceAll('{ext}', extension)
  return { id, url: address.href, file }
}

const LONGEST_STEM = 40

/** What people would recognise the picture by; two of one name are told apart by their addresses. */
function fileIn({ pathname }: URL): { stem: string; extension: string } {
  const last = pathname.slice(pathname.lastIndexOf('/') + 1)
  const [, stem = last, extension = 'jpg'] = /^(.*)\.([A-Za-z]{2,5})$/.exec(last) ?? []
  const plain = stem.replace(/[^A-Za-z0-9]+/g, '_').slice(0, LONGEST_STEM)
  return { stem: plain === '' || plain === '_' ? 'image' : plain, extension: extension.toLowerCase() }
}
