import type { JsonObject } from '../../model/json.ts'
import type { CatalogueItem } from './catalogue-item.ts'

const LISTING: Omit<Required<CatalogueItem>, 'paths' | 'unavailable'> = {
  asin: 'B07X8Z63ZL',
  marketplace: 'US',
  item_name: 'Chukka Driving Moc',
  brand: 'Brand',
  manufacturer: 'Brand Inc.',
  model_number: 'MCA0032',
  part_number: 'MCA0032-105-W',
  style: 'Moc',
  color: 'Bomber',
  size: '10.5 Wide',
  product_type: 'SHOES',
  item_classification: 'BASE_PRODUCT',
  parent_asin: 'B077QMJFG9',
  parent_asins: ['B077QMJFG9'],
  child_asins: ['B07X8Z63ZL'],
  variation_theme: 'SIZE/COLOR',
  identifiers: [{ type: 'UPC', value: '887276302195' }],
  gtin: '00887276302195',
  ean: '0887276302195',
  upc: '887276302195',
  sku: 'MCA0032-W-10.5',
  listing_status: 'ACTIVE',
  bullet_points: ['Leather upper'],
  description: 'A moc.',
  url: 'https://www.amazon.com/dp/B07X8Z63ZL',
  images: [{ variant: 'MAIN', link: 'https://m.media-amazon.com/images/I/71a.jpg', width: 1000, height: 1000 }],
  attributes: {},
}

/** A listing with everything filled in. */
export const SAMPLE = LISTING as unknown as JsonObject
