import type { ItemFields, ItemImage, UnusableImage } from '../../model/item.ts'
import type { ImageSettings } from '../../model/source.ts'

/** What is known of an asset. */
export interface SourceAsset {
  id: string
  filename: string
  /** Plytix's own address of it; `null` when it tells none. */
  url: string | null
}

/** An image as an export holds it. */
export interface SourcePicture extends SourceAsset {
  /** From 1 on, in the order of the galleries; `thumbnail` for one that is in none. */
  slot: string
  /** What the product is shown by. */
  main: boolean
}

/** The galleries one after another, each image once; the thumbnail is the main one, or the first where there is none. */
export function picturesOf(
  { gallery, thumbnail }: { gallery: readonly string[]; thumbnail: string | null },
  assets: ReadonlyMap<string, SourceAsset>,
): SourcePicture[] {
  const ids = [...new Set(gallery)].filter((id) => assets.has(id))
  const shown = thumbnail !== null && assets.has(thumbnail) ? thumbnail : null
  const main = shown ?? ids[0] ?? null
  const beside = main !== null && !ids.includes(main) ? [{ id: main, slot: 'thumbnail' }] : []
  return [...beside, ...ids.map((id, place) => ({ id, slot: String(place + 1) }))].flatMap(({ id, slot }) => {
    const asset = assets.get(id)
    return asset ? [{ ...asset, slot, main: id === main }] : []
  })
}

type Known = Omit<ItemImage, 'slot' | 'main'> | string

/** Makes pictures of what all items hold; each asset is one of them, whatever items show it. */
export function sourcePictureReader(settings: ImageSettings) {
  const known = new Map<string, Known>()
  return ({ images }: ItemFields): { images: ItemImage[]; unusable: UnusableImage[] } => {
    const found: { images: ItemImage[]; unusable: UnusableImage[] } = { images: [], unusable: [] }
    for (const { slot, main, ...asset } of images as SourcePicture[]) {
      const picture = known.get(asset.id) ?? pictureOf(asset, settings)
      known.set(asset.id, picture)
      if (typeof picture === 'string') found.unusable.push({ slot, url: asset.url ?? '', problem: picture })
      else found.images.push({ ...picture, slot, main })
    }
    return found
  }
}

/** A picture, or why it cannot be used. */
function pictureOf({ id, filename, url }: SourceAsset, { hosts, hostsKey, name }: ImageSettings): Known {
  if (url === null) return 'Plytix gives no address for it'
  const address = URL.canParse(url) ? new URL(url) : null
  if (address?.protocol !== 'https:') return 'it is no https address'
  if (address.username !== '' || address.password !== '') return 'its address holds a password'
  if (hosts.length > 0 && !hosts.includes(address.hostname)) {
    return `its host ${address.hostname} is not one of ${hostsKey}`
  }
  return { id, url: address.href, file: name.replaceAll('{id}', id).replaceAll('{ext}', extensionOf(filename)) }
}

function extensionOf(filename: string): string {
  return /\.([A-Za-z]{2,5})$/.exec(filename)?.[1]?.toLowerCase() ?? 'jpg'
}
