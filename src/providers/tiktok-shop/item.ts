import type { Item, ItemFields, ItemImage, UnusableImage } from '../../model/item.ts'
import type { ImageSettings } from '../../model/source.ts'
import type { ListedImage } from './pictures.ts'
import type { ProductItem } from './product-item.ts'
import { DELETED } from './statuses.ts'

/** What exports hold as items; one picture is one object, whatever items show it and wherever it was to be had. */
export function toItems(fields: ItemFields[], settings: ImageSettings): Item[] {
  const listed = fields as unknown as ProductItem[]
  const pictures = pictureReader(listed, settings)
  return listed.map((one) => toItem(one, pictures))
}

export function itemKey(shop: string, id: string): string {
  return `tiktok-shop/${shop}/${id}`
}

function toItem(one: ProductItem, pictures: PictureReader): Item {
  return {
    ref: { source: 'tiktok-shop', shop: one.marketplace, id: one.asin },
    key: itemKey(one.marketplace, one.asin),
    role: one.role,
    parents: one.parent_asins,
    children: one.child_asins,
    codes: codesOf(one),
    names: {
      title: one.item_name,
      brand: one.brand,
      model: null,
      part: null,
      style: null,
      size: one.size,
      color: one.color,
    },
    ...pictures(one.images),
    fields: one as unknown as ItemFields,
    paths: NOWHERE,
    state: one.status === DELETED ? 'deleted' : 'listed',
  }
}

const NOWHERE: Item['paths'] = {}

function codesOf({ identifiers, sku }: ProductItem): Item['codes'] {
  const codes = identifiers.map(({ type, value }) => ({ scheme: type, value }))
  return sku === null ? codes : [...codes, { scheme: 'SKU', value: sku }]
}

type PictureReader = (images: readonly ListedImage[]) => Pick<Item, 'images' | 'unusable'>

/** The id of a picture: its uri, as far as a file name can hold it. */
export function imageId(uri: string): string {
  return uri.replace(/[^A-Za-z0-9_-]/g, '_')
}

type Known = Omit<ItemImage, 'slot' | 'main'> | string

/** Addresses change from one answer to the next: of those that name one picture the least is taken, in whatever order they come. */
function pictureReader(listed: readonly ProductItem[], settings: ImageSettings): PictureReader {
  const addresses = new Map<string, string>()
  for (const { images } of listed) {
    for (const { uri, url } of images) {
      const known = addresses.get(uri)
      if (known === undefined || known === '' || (url !== '' && url < known)) addresses.set(uri, url)
    }
  }
  const pictures = new Map([...addresses].map(([uri, url]) => [uri, pictureAt(uri, url, settings)] as const))
  return (images) => {
    const found: { images: ItemImage[]; unusable: UnusableImage[] } = { images: [], unusable: [] }
    for (const { slot, uri } of images) {
      const picture = pictures.get(uri) as Known
      if (typeof picture !== 'string') found.images.push({ ...picture, slot, main: found.images.length === 0 })
      else found.unusable.push({ slot, url: addresses.get(uri) ?? '', problem: picture })
    }
    return found
  }
}

/** A picture, or why it cannot be used. */
function pictureAt(uri: string, url: string, { hosts, hostsKey, name }: ImageSettings): Known {
  if (url === '') return 'TikTok Shop gives no address for it'
  const address = URL.canParse(url) ? new URL(url) : null
  if (address?.protocol !== 'https:') return 'it is no https address'
  if (hosts.length > 0 && !hosts.includes(address.hostname)) {
    return `its host ${address.hostname} is not one of ${hostsKey}`
  }
  const id = imageId(uri)
  const file = name.replaceAll('{id}', id).replaceAll('{ext}', extensionOf(address))
  return { id, url: address.href, file }
}

function extensionOf({ pathname }: URL): string {
  return /\.([A-Za-z]{2,5})$/.exec(pathname)?.[1]?.toLowerCase() ?? 'jpg'
}
