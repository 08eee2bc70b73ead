import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts'
import { isAsin } from './asin.ts'
import type { CatalogueIdentifier, CatalogueImage, CatalogueItem } from './catalogue-item.ts'
import { blankItem, isBlank } from './convert.ts'
import type { Reading } from './form-records.ts'
import { identifierFields } from './identifiers.ts'
import { isScaled } from './images.ts'
import { isOther, type Marketplace } from './marketplaces.ts'
import { asText, asTexts, asWritten, type RawRecord } from './raw.ts'

/** Columns that have the name of their field. */
const SAME = ['item_name', 'brand', 'manufacturer', 'model_number', 'part_number', 'style', 'color', 'size'] as const

/** Every value comes from the column of that name. */
const PATHS: { [field: string]: string } = {
  ...Object.fromEntries(SAME.map((field) => [field, field])),
  product_type: 'product_type',
  variation_theme: 'variation_theme',
  item_classification: 'is_parent',
  parent_asin: 'parent_asin',
  parent_asins: 'parent_asin',
  child_asins: 'child_asins',
  identifiers: 'upc',
  upc: 'upc',
  ean: 'ean',
  gtin: 'gtin',
  sku: 'sku',
  bullet_points: 'bullet_points',
  description: 'product_description',
  images: 'image_urls',
}

/** The flattened form: one record per listing, image links of several sizes in one list, without slots. */
export function convertFlattened(records: RawRecord[], marketplace: Marketplace) {
  const read = records.map((record): Reading => {
    const item = convertRecord(record, marketplace)
    const elsewhere = [record.marketplace, record.marketplace_id].some((name) => isOther(name, marketplace))
    return { item, silent: isBlank(item) || elsewhere, diagnostics: [] }
  })
  return { read, remarks: [NO_SLOTS] }
}

function convertRecord(record: RawRecord, marketplace: Marketplace): CatalogueItem {
  const parent = isAsin(record.parent_asin) ? record.parent_asin : null
  const texts = Object.fromEntries(SAME.map((field) => [field, asWritten(record[field])]))
  return {
    ...blankItem(record.asin as string, marketplace),
    ...texts,
    product_type: asText(record.product_type),
    item_classification: record.is_parent === true ? 'VARIATION_PARENT' : asText(record.item_classification),
    parent_asin: parent,
    parent_asins: parent === null ? [] : [parent],
    child_asins: asTexts(record.child_asins).filter(isAsin),
    variation_theme: asText(record.variation_theme),
    ...identifierFields(readIdentifiers(record)),
    bullet_points: asTexts(record.bullet_points),
    description: asText(record.product_description),
    images: readImages(record),
    paths: PATHS,
  }
}

function readIdentifiers(record: RawRecord): CatalogueIdentifier[] {
  return ['upc', 'ean', 'gtin', 'sku'].flatMap((column) => {
    const value = asWritten(record[column])
    return value === null ? [] : [{ type: column.toUpperCase(), value }]
  })
}

/** The form tells neither slots nor sizes, so everything but the scaled links is taken, in the order of the list. */
function readImages(record: RawRecord): CatalogueImage[] {
  const links = new Set(asTexts(record.image_urls).filter((link) => !isScaled(link)))
  return [...links].map((link) => ({ variant: null, link, width: 0, height: 0 }))
}

const NO_SLOTS: Diagnostic = diagnostic({
  severity: 'warning',
  code: 'no-image-slots',
  message: 'The file names no image slots: images keep the order of their list, and none becomes a thumbnail.',
  hint: 'Export again with "sync export" to get slots, and each picture once.',
})
