import type { CatalogueItem } from './catalogue-item.ts'
import { asList, asRecords, type RawItem, type RawRecord } from './raw.ts'

/** What Catalog Items 2020-12-01 calls otherwise in a summary. */
const NAMES: { readonly [old: string]: string } = {
  brandName: 'brand',
  colorName: 'color',
  sizeName: 'size',
  styleName: 'style',
}

/** True for an item of Catalog Items 2020-12-01, as far as it says anything that the later version does not. */
export function isOf2020(record: RawRecord): boolean {
  return (
    Array.isArray(record.variations) ||
    asRecords(record.summaries).some((summary) => Object.keys(NAMES).some((name) => name in summary))
  )
}

/** The same item as Catalog Items 2022-04-01 gives it. */
export function toCurrent(record: RawRecord): RawItem {
  const families = asRecords(record.variations).map(toFamily)
  const isParent = new Set(
    asRecords(record.variations)
      .filter(isParental)
      .map(({ marketplaceId }) => marketplaceId),
  )
  const summaries = asRecords(record.summaries).map((summary) => ({
    ...(isParent.has(summary.marketplaceId) ? { itemClassification: 'VARIATION_PARENT' } : {}),
    ...Object.fromEntries(Object.entries(summary).map(([name, value]) => [NAMES[name] ?? name, value])),
  }))
  return {
    ...record,
    ...(record.summaries === undefined ? {} : { summaries }),
    ...(families.length > 0 ? { relationships: [...asList(record.relationships), ...families] } : {}),
  }
}

/** The type of a variation says what the item is in it. */
function isParental({ variationType }: RawRecord): boolean {
  return String(variationType).toUpperCase() === 'PARENT'
}

function toFamily(variation: RawRecord): RawRecord {
  const relatives = isParental(variation) ? { childAsins: variation.asins } : { parentAsins: variation.asins }
  const { marketplaceId } = variation
  return {
    ...(marketplaceId === undefined ? {} : { marketplaceId }),
    relationships: [{ type: 'VARIATION', ...relatives }],
  }
}

/** Where the values stand in the answer that was read. */
export function with2020Paths(item: CatalogueItem): CatalogueItem {
  const texts = Object.entries(NAMES).flatMap(([old, name]) => {
    const path = item.paths?.[name] ?? `summaries[0].${name}`
    const isText = item[name as 'brand'] !== null && path.startsWith('summaries[')
    return isText ? [[name, path.replace(/\w+$/, old)]] : []
  })
  const relatives = { parent_asin: 'asins[0]', parent_asins: 'asins', child_asins: 'asins' }
  const family = Object.entries(relatives).map(([field, path]) => [field, `variations[0].${path}`])
  return { ...item, paths: { ...item.paths, ...Object.fromEntries([...texts, ...family]) } }
}
