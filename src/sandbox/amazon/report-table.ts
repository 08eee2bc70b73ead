import type { SellerListing } from './seller.ts'

const HEADS = {
  en: [
    ...['item-name', 'item-description', 'listing-id', 'seller-sku', 'price', 'quantity', 'open-date', 'image-url'],
    ...['item-is-marketplace', 'product-id-type', 'item-note', 'item-condition', 'asin1', 'asin2', 'asin3'],
    ...['product-id', 'pending-quantity', 'fulfillment-channel', 'merchant-shipping-group', 'status'],
  ],
  de: [
    ...['Artikelbezeichnung', 'Artikelbeschreibung', 'Angebotsnummer', 'Händler-SKU', 'Preis', 'Menge'],
    ...['Eröffnungsdatum', 'Bild-URL', 'Artikel ist Marketplace', 'Produkt-ID-Typ', 'Anmerkung', 'Artikelzustand'],
    ...['ASIN 1', 'ASIN 2', 'ASIN 3', 'Produkt-ID', 'Ausstehende Menge', 'Versandart', 'Versandgruppe', 'Status'],
  ],
}

const WORDS = { Active: 'Aktiv', Inactive: 'Inaktiv', Incomplete: 'Unvollständig' }

function row({ sku, asin = '', title, status, created }: SellerListing, language: 'en' | 'de'): string[] {
  const name = title.replace(/[\t\r\n]/g, ' ')
  const word = language === 'de' ? WORDS[status] : status
  return [
    ...[name, '', '0101ZZ', sku, '129.95', '12', created, '', 'y', '1', '', '11', asin, '', ''],
    ...[asin, '0', 'DEFAULT', 'Migrated Template', word],
  ]
}

/** The report as the service writes it: cells between tabs, lines ended as on Windows. */
export function reportTable(listings: readonly SellerListing[], language: 'en' | 'de'): string {
  const rows = [HEADS[language], ...listings.map((listing) => row(listing, language))]
  return rows.map((cells) => `${cells.join('\t')}\r\n`).join('')
}
