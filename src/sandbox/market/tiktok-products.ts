import type { ProductStatus, SimImage, SimProduct, SimSku } from '../tiktok-shop/product.ts'
import type { MarketImage, MarketListing, MarketVariant } from './types.ts'

/** A listing as the simulator of TikTok Shop keeps it. */
export function tiktokProduct(listing: MarketListing): SimProduct {
  const { id, shop, title, description, status, brand, category, images, dimensions, attributes, tokopedia } = listing
  return {
    ...{ id, shop, title, description: description.text },
    status: status as ProductStatus,
    create_time: listing.createdAt,
    update_time: listing.updatedAt,
    ...(brand && { brand }),
    categories: category,
    images: images.map(image),
    weight: weight(listing.weightGrams),
    ...(tokopedia !== null && { tokopedia }),
    attributes: attributes.map(({ name, values }) => ({ name, values: values.map((value) => value.name) })),
    ...(dimensions && { more: { package_dimensions: packed(dimensions) } }),
    skus: listing.variants.map((variant) => sku(variant, listing)),
  }
}

function sku(variant: MarketVariant, { tiers }: MarketListing): SimSku {
  const { id, sku: seller_sku, options, gtin, listPrice, salePrice, stock, weightGrams, active } = variant
  return {
    id: id as string,
    seller_sku,
    price: listPrice,
    ...(salePrice !== null && { sale_price: salePrice }),
    currency: 'IDR',
    stock: stock.map(({ location, quantity }) => ({ warehouse_id: location, quantity })),
    options: tiers.map(({ name, options: all }, at) => {
      const option = all[options[at] ?? 0]
      return { name, value: option?.value ?? '', ...(option?.image && { image: image(option.image) }) }
    }),
    ...(gtin && { code: gtin }),
    ...(weightGrams !== null && { weight: weight(weightGrams) }),
    ...(!active && { deactivated: true }),
  }
}

const image = ({ id, url }: MarketImage): SimImage => ({ uri: id, url })

const weight = (grams: number) => ({ value: String(grams / 1000), unit: 'KILOGRAM' })

function packed({ length, width, height }: { length: number; width: number; height: number }) {
  return { length: String(length), width: String(width), height: String(height), unit: 'CENTIMETER' }
}
