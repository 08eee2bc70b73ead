import type { ValueKind } from './kinds.ts'
import { GONE, LISTING_STATUS } from './listing-status.ts'
import type { WantedField } from './scaffold.ts'

/** A text that is kept equal to a field of the items. */
export function wantedText(name: string, from: string): WantedField {
  return { name, holds: 'text', from, write: 'always' }
}

/** What a new workspace manages of the listings of a shop. `shop`: whose ids they have; `stock`: what that holds. */
export function shopFields(shop: string, stock: ValueKind): WantedField[] {
  return [
    { ...wantedText('Label', 'item_name'), own: 'label' },
    wantedText('Title', 'item_name'),
    { ...wantedText('Description', 'description'), holds: 'multiline' },
    wantedText('Brand', 'brand'),
    wantedText('Color', 'color'),
    wantedText('Size', 'size'),
    { ...wantedText('Price', 'price'), holds: 'decimal' },
    { ...wantedText('Sale Price', 'sale_price'), holds: 'decimal' },
    wantedText('Currency', 'currency'),
    { ...wantedText('Stock', 'stock'), holds: stock },
    wantedText('SKU', 'sku'),
    {
      ...wantedText('Listing Status', LISTING_STATUS),
      holds: 'choice',
      options: ['ACTIVE', 'INACTIVE', 'INCOMPLETE', GONE],
    },
    { ...wantedText('Shop', 'shop_id'), note: `${shop}'s own ids` },
    wantedText('Product Id', 'product_id'),
    wantedText('Variant Id', 'variant_id'),
  ]
}
