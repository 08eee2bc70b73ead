import type { Item } from '../../model/item.ts'

/** What tells a listing from all others. */
export interface ListingParts {
  platform: string
  shop: string
  product: string
  /** `null`: the listing has no variants, or it is what groups them. */
  variant: string | null
}

const escaped = (part: string): string => part.replaceAll('%', '%25').replaceAll('/', '%2F')
const plain = (part: string): string => part.replaceAll('%2F', '/').replaceAll('%25', '%')

/** `PLATFORM/SHOP/PRODUCT` or `PLATFORM/SHOP/PRODUCT/VARIANT`; a slash within a part stands as %2F. */
export function listingKey({ platform, shop, product, variant }: ListingParts): string {
  return [platform, shop, product, ...(variant === null ? [] : [variant])].map(escaped).join('/')
}

/** `null` for what is no such key. */
export function partsOf(key: string): ListingParts | null {
  const [platform, shop, product, variant, ...more] = key.split('/').map(plain)
  if (!platform || !shop || !product || variant === '' || more.length > 0) return null
  return { platform, shop, product, variant: variant ?? null }
}

/** The listing that an item is: by the platform's own ids where the source gives them. */
export function keyOfItem({ ref, fields }: Item): string {
  const given = (name: string): string | null => {
    const value = fields[name]
    return typeof value === 'string' || typeof value === 'number' ? String(value) || null : null
  }
  const shop = given('shop_id') ?? ref.shop
  const product = given('product_id') ?? ref.id
  return listingKey({ platform: ref.source, shop, product, variant: given('variant_id') })
}
