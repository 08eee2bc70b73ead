import { gtinForms } from '../../model/gtin.ts'
import type { CatalogueIdentifier } from './catalogue-item.ts'
import { asRecords, asText, asWritten } from './raw.ts'
import { bySku } from './seller-sku.ts'

/** An identifier, and where it stands in the answer if not in its usual place. */
interface Found extends CatalogueIdentifier {
  path?: string
}

const CODES = ['GTIN', 'EAN', 'JAN', 'ISBN', 'UPC']
const ASSIGNED = 'externally_assigned_product_identifier'

/** The first of the types that stand for each field; Japan's and books' codes are EANs by other names. */
const FIELDS = { gtin: ['GTIN'], ean: ['EAN', 'JAN', 'ISBN'], upc: ['UPC'] } as const

/** The identifiers as given, the first of each kind that has a field of its own, and of seller SKUs the preferred one. */
export function identifierFields(identifiers: CatalogueIdentifier[]) {
  const first = (field: keyof typeof FIELDS) => firstOf(identifiers, field)?.value ?? null
  const skus = identifiers.flatMap(({ type, value }) => (type === 'SKU' ? [value] : []))
  const [sku = null] = skus.sort(bySku)
  return { identifiers, gtin: first('gtin'), ean: first('ean'), upc: first('upc'), sku }
}

/** Where fields came from that do not stand among the identifiers. */
export function identifierPaths(found: Found[]): { [field: string]: string } {
  const paths = (Object.keys(FIELDS) as (keyof typeof FIELDS)[]).map((field) => [field, firstOf(found, field)?.path])
  return Object.fromEntries(paths.filter(([, path]) => path !== undefined))
}

/** An ISBN of ten digits is no EAN as it stands, only as what it is compared with. */
function firstOf<T extends CatalogueIdentifier>(identifiers: T[], field: keyof typeof FIELDS): T | undefined {
  for (const type of FIELDS[field]) {
    const found = identifiers.find((entry) => entry.type === type && (type !== 'ISBN' || isLong(entry.value)))
    if (found) return found
  }
  return undefined
}

function isLong(value: string): boolean {
  return value.replace(/\D/g, '').length === 13
}

/** The identifiers of a listing; codes that it holds in its attributes alone come behind them. */
export function readIdentifiers(rows: unknown, attributes: { [name: string]: unknown }): Found[] {
  const listed = asRecords(rows).flatMap((row) => identifierOf(row.identifierType, row.identifier))
  const known = new Set(listed.flatMap(formsOf))
  const assigned = asRecords(attributes[ASSIGNED]).flatMap((row, index) =>
    identifierOf(row.type, row.value).flatMap(({ type, value }) => {
      const code = { type: type.toUpperCase(), value, path: `attributes.${ASSIGNED}[${index}].value` }
      return CODES.includes(code.type) && formsOf(code).every((form) => !known.has(form)) ? [code] : []
    }),
  )
  return [...listed, ...assigned]
}

function identifierOf(type: unknown, value: unknown): CatalogueIdentifier[] {
  const [kind, code] = [asText(type), asWritten(value)]
  return kind === null || code === null ? [] : [{ type: kind, value: code }]
}

function formsOf({ type, value }: CatalogueIdentifier): string[] {
  return CODES.includes(type.toUpperCase()) ? gtinForms(type.toUpperCase(), value) : []
}
