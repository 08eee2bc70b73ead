import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts'
import { isAsin } from './asin.ts'
import type { CatalogueIdentifier, CatalogueImage, CatalogueItem } from './catalogue-item.ts'
import { blankItem, isBlank } from './convert.ts'
import type { Reading } from './form-records.ts'
import { identifierFields } from './identifiers.ts'
import { isScaled } from './images.ts'
import { isOther, type Marketplace } from './marketplaces.ts'
import { asText, asWritten, type RawRecord } from './raw.ts'

/** Columns of the fields that have one of their own. */
const TEXTS = {
  item_name: 'amazon_title',
  color: 'amazon_color',
  size: 'amazon_size',
  variation_theme: 'amazon_variation_theme',
  listing_status: 'amazon_listing_status',
} as const

const PATHS: { [field: string]: string } = {
  ...TEXTS,
  asin: 'amazon_asin',
  marketplace: 'marketplace',
  parent_asin: 'amazon_parent_asin',
  parent_asins: 'amazon_parent_asin',
  identifiers: 'amazon_upc',
  upc: 'amazon_upc',
  ean: 'amazon_ean',
  gtin: 'amazon_gtin',
  sku: 'amazon_sku',
  images: 'amazon_image_main',
}

/** In one column each; those of the numbered ones lost their slots. */
const IMAGES: [column: string, variant: string | null][] = [
  ['amazon_image_main', 'MAIN'],
  ...Array.from({ length: 8 }, (_, i): [string, null] => [`amazon_image_variant_${i + 1}`, null]),
  ['amazon_image_swatch', 'SWCH'],
]

/**
 * The mapping that older scripts wrote: listings with the canonical product that those scripts found. Only the listings
 * are taken; they are matched again here.
 */
export function convertMapping(records: RawRecord[], marketplace: Marketplace) {
  const read = records.map((record): Reading => {
    const item = convertRecord(record, marketplace)
    return { item, silent: isBlank(item) || isOther(record.marketplace, marketplace), diagnostics: [] }
  })
  return { read, remarks: remarksOn(records) }
}

function convertRecord(record: RawRecord, marketplace: Marketplace): CatalogueItem {
  const parent = isAsin(record.amazon_parent_asin) ? record.amazon_parent_asin : null
  const texts = Object.fromEntries(Object.entries(TEXTS).map(([field, column]) => [field, asWritten(record[column])]))
  return {
    ...blankItem(record.amazon_asin as string, marketplace),
    ...texts,
    parent_asin: parent,
    parent_asins: parent === null ? [] : [parent],
    ...identifierFields(readIdentifiers(record)),
    images: readImages(record),
    paths: PATHS,
  }
}

function readIdentifiers(record: RawRecord): CatalogueIdentifier[] {
  return ['upc', 'ean', 'gtin', 'sku'].flatMap((name) => {
    const value = asWritten(record[`amazon_${name}`])
    return value === null ? [] : [{ type: name.toUpperCase(), value }]
  })
}

function readImages(record: RawRecord): CatalogueImage[] {
  const images = IMAGES.flatMap(([column, variant]) => {
    const link = asText(record[column])
    return link === null || isScaled(link) ? [] : [{ variant, link, width: 0, height: 0 }]
  })
  return images.filter(({ link }, index) => images.findIndex((image) => image.link === link) === index)
}

function remarksOn(records: RawRecord[]): Diagnostic[] {
  const remarks = [
    diagnostic({
      severity: 'warning',
      code: 'mapping-form',
      message: 'A mapping holds no classes and no model numbers, so variation parents in it cannot be matched.',
      hint: 'Export again with "sync export" to get them.',
    }),
  ]
  const wrong = records.flatMap(({ amazon_asin, marketplace, suggested_sku }) => {
    const sku = asText(suggested_sku)
    return sku === null || sku.endsWith(String(amazon_asin)) ? [] : [`${sku} (${marketplace} ${amazon_asin})`]
  })
  if (wrong.length > 0) {
    const message = `suggested_sku does not belong to its ASIN: ${wrong.slice(0, 5).join(', ')}; SKUs are made from sync.yaml.`
    remarks.push(diagnostic({ severity: 'warning', code: 'suggested-sku', message }))
  }
  return remarks
}
