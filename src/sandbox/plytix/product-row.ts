import type { JsonObject } from '../../model/json.ts'
import type { Call } from './call.ts'
import { linksView } from './link-view.ts'
import { ATTRIBUTE, parentKey, RELATIONSHIP } from './product-fields.ts'
import { audits } from './product-stamp.ts'
import { attributeValue } from './product-values.ts'
import type { Product } from './records.ts'
import { systemColumn } from './system-column.ts'

/** Only what was asked for, and of that only what is not empty. */
export function searchRow(call: Call, product: Product, columns: string[]): JsonObject {
  const attributes: JsonObject = {}
  const row: JsonObject = {
    id: product.id,
    sku: product.sku,
    attributes,
    num_variations: call.store.index.variantsOf(product.id).length,
    [parentKey(call)]: product.parent,
  }
  if (call.version === 'v2') row.modified_user_audit = audits(call).modified_user_audit ?? null
  const relationships: JsonObject[] = []
  for (const column of columns) {
    if (column.startsWith(ATTRIBUTE)) addAttribute(call, { product, column, attributes })
    else if (column.startsWith(RELATIONSHIP)) {
      const known = call.store.relationship(column.slice(RELATIONSHIP.length))
      if (known) relationships.push(...linksView(call, product, known.id))
    } else addSystem(call, { product, column, row })
  }
  if (relationships.length > 0) row.relationships = relationships
  return row
}

interface AttributeCell {
  product: Product
  column: string
  attributes: JsonObject
}

function addAttribute(call: Call, { product, column, attributes }: AttributeCell): void {
  const attribute = call.store.attribute(column.slice(ATTRIBUTE.length))
  const value = attribute && attributeValue(call, product, { attribute, place: 'search' })
  if (attribute && value !== undefined) attributes[attribute.label] = value
}

function addSystem(call: Call, { product, column, row }: { product: Product; column: string; row: JsonObject }): void {
  const value = systemColumn(call, product, column)
  if (value !== undefined && value !== null) row[column] = value
}
