import type { Item, ItemFields, ItemImage, Role, UnusableImage } from '../../model/item.ts'
import type { ImageSettings } from '../../model/source.ts'
import type { Picture } from './pictures.ts'

export function keyOf(shop: string, id: string): string {
  return `shopify/${shop}/${id}`
}

/** Items of exports; a picture is one object, whatever items show it. */
export function itemsOf(fields: ItemFields[], settings: ImageSettings): Item[] {
  const pictures = pictureReader(fields, settings)
  return fields.map((item) => toItem(item, pictures))
}

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)
const NOWHERE: Item['paths'] = {}

function toItem(fields: ItemFields, pictures: ReturnType<typeof pictureReader>): Item {
  const [id, shop] = [String(fields.asin), String(fields.marketplace)]
  return {
    ref: { source: 'shopify', shop, id },
    key: keyOf(shop, id),
    role: fields.role as Role,
    parents: fields.parent_asins as string[],
    children: fields.child_asins as string[],
    codes: codesOf(fields),
    names: {
      title: text(fields.item_name),
      brand: text(fields.brand),
      model: null,
      part: null,
      style: null,
      size: text(fields.size),
      color: text(fields.color),
    },
    ...pictures(fields.images as Picture[]),
    fields,
    paths: NOWHERE,
    state: 'listed',
  }
}

function codesOf({ gtin, sku }: ItemFields): Item['codes'] {
  const codes = { GTIN: text(gtin), SKU: text(sku) }
  return Object.entries(codes).flatMap(([scheme, value]) => (value === null ? [] : [{ scheme, value }]))
}

type Known = Omit<ItemImage, 'slot' | 'main'> | string

/** Pictures go by the id of their file. */
function pictureReader(fields: ItemFields[], settings: ImageSettings) {
  const urls = new Map<string, string>()
  for (const { images } of fields) for (const { id, url } of images as Picture[]) better(urls, id, url)
  const known = new Map<string, Known>()
  return (images: Picture[]): { images: ItemImage[]; unusable: UnusableImage[] } => {
    const found: { images: ItemImage[]; unusable: UnusableImage[] } = { images: [], unusable: [] }
    for (const { slot, id } of images) {
      const url = urls.get(id) ?? ''
      const picture = known.get(id) ?? pictureOf(id, url, settings)
      known.set(id, picture)
      if (typeof picture === 'string') found.unusable.push({ slot, url, problem: picture })
      else found.images.push({ ...picture, slot, main: found.images.length === 0 })
    }
    return found
  }
}

/** Of several addresses of one file, as when it was replaced while a shop was read, the last in order is the newer. */
function better(urls: Map<string, string>, id: string, url: string): void {
  if (url > (urls.get(id) ?? '')) urls.set(id, url)
}

/** A picture, or why it cannot be used. */
function pictureOf(id: string, url: string, { hosts, hostsKey, name }: ImageSettings): Known {
  if (url === '') return 'Shopify has not made it ready, or could not'
  const address = URL.canParse(url) ? new URL(url) : null
  if (address?.protocol !== 'https:') return 'it is no https address'
  if (address.username !== '' || address.password !== '') return 'its address holds a password'
  if (hosts.length > 0 && !hosts.includes(address.hostname)) {
    return `its host ${address.hostname} is not one of ${hostsKey}`
  }
  return { id, url: address.href, file: name.replaceAll('{id}', id).replaceAll('{ext}', extensionOf(address)) }
}

function extensionOf({ pathname }: URL): string {
  return /\.(jpe?g|png|webp|gif|heic)$/i.exec(pathname)?.[1]?.toLowerCase() ?? 'jpg'
}
