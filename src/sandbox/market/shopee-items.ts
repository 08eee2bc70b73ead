import type { ShopeeItem, ShopeeModel } from '../shopee/raw.ts'
import type { MarketDescription, MarketDimensions, MarketImage, MarketListing, MarketVariant } from './types.ts'

/** A listing as the simulator of Shopee keeps it: what get_item_base_info and get_model_list say. */
export function shopeeItem(listing: MarketListing): ShopeeItem {
  const { tiers, variants } = listing
  const [first] = variants as [MarketVariant, ...MarketVariant[]]
  const tiered = tiers.length > 0
  return {
    base: {
      ...described(listing),
      item_sku: tiered ? listing.parentSku : first.sku,
      // The service leaves out what stands with the models.
      ...(tiered ? {} : { ...forSale(first), ...(first.gtin && { gtin_code: first.gtin.code }) }),
    },
    models: tiered ? variants.map(model) : [],
    tiers: tiers.map(({ name, options }) => ({
      name,
      option_list: options.map(({ value, image }) => ({ option: value, ...(image && { image: picture(image) }) })),
    })),
  }
}

function described(listing: MarketListing) {
  const { id, status, title, description, category, images, dimensions, attributes, brand } = listing
  return {
    item_id: Number(id),
    item_status: status,
    update_time: listing.updatedAt,
    create_time: listing.createdAt,
    category_id: Number(category.at(-1)?.id ?? 0),
    item_name: title,
    ...text(description),
    attribute_list: attributes.map((one) => ({
      attribute_id: Number(one.id),
      original_attribute_name: one.name,
      is_mandatory: false,
      attribute_value_list: one.values.map((value) => ({
        value_id: Number(value.id),
        original_value_name: value.name,
        value_unit: value.unit,
      })),
    })),
    image: {
      image_id_list: images.map((image) => image.id),
      image_url_list: images.map(({ url }) => url),
      image_ratio: '1:1',
    },
    weight: kilograms(listing.weightGrams),
    ...(dimensions && { dimension: packed(dimensions) }),
    logistic_info: [],
    pre_order: { is_pre_order: false, days_to_ship: 2 },
    condition: 'NEW',
    deboost: 'false',
    brand: { brand_id: Number(brand?.id ?? 0), original_brand_name: brand?.name ?? 'NoBrand' },
    tag: { kit: false },
  }
}

/** An extended description has its text in pieces, and the plain one is then empty. */
function text({ form, text: whole, images }: MarketDescription) {
  if (form !== 'extended') return { description_type: 'normal', description: whole }
  const texts = whole.split('\n').map((piece) => ({ field_type: 'text', text: piece }))
  const pictures = images.map((image) => ({ field_type: 'image', image_info: picture(image) }))
  const field_list = [...texts.slice(0, 1), ...pictures, ...texts.slice(1)]
  return { description_type: 'extended', description: '', description_info: { extended_description: { field_list } } }
}

function model(variant: MarketVariant): ShopeeModel {
  const { id, options, sku, weightGrams, dimensions, active } = variant
  return {
    model_id: Number(id),
    tier_index: options,
    model_sku: sku,
    model_status: active ? 'MODEL_NORMAL' : 'MODEL_UNAVAILABLE',
    ...forSale(variant),
    ...(weightGrams !== null && { weight: kilograms(weightGrams) }),
    ...(dimensions && { dimension: packed(dimensions) }),
    pre_order: { is_pre_order: false, days_to_ship: 2 },
    has_promotion: variant.salePrice !== null,
  }
}

/** Numbers in rupiah, which has no minor unit. */
function forSale({ listPrice, salePrice, stock }: MarketVariant) {
  const [original, current] = [listPrice, salePrice ?? listPrice].map(Number)
  const inflated = { inflated_price_of_original_price: original, inflated_price_of_current_price: current }
  return {
    price_info:
      listPrice === null ? [] : [{ currency: 'IDR', original_price: original, current_price: current, ...inflated }],
    stock_info_v2: {
      summary_info: {
        total_reserved_stock: 0,
        total_available_stock: stock.reduce((sum, { quantity }) => sum + quantity, 0),
      },
      seller_stock: stock.map(({ location, quantity }) => ({
        location_id: location,
        stock: quantity,
        if_saleable: true,
      })),
    },
  }
}

const picture = ({ id, url }: MarketImage) => ({ image_id: id, image_url: url })

const kilograms = (grams: number): string => String(grams / 1000)

function packed({ length, width, height }: MarketDimensions) {
  return { package_length: length, package_width: width, package_height: height }
}
