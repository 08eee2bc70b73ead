import type { ItemFields } from '../../model/item.ts'
import type { Json } from '../../model/json.ts'
import { isTakenName } from '../../model/taken-names.ts'
import { CODE_FIELDS, COMMON, RESERVED } from './names.ts'
import type { Row } from './rows.ts'
import type { FileWants } from './source-settings.ts'

/** Which field is read from which column. */
export interface Mapping {
  /** By field: those that `columns:` and `codes:` name. */
  fields: ReadonlyMap<string, string>
  /** Columns that are read under another name only. */
  renamed: ReadonlySet<string>
  /** By field, for people: where it comes from. */
  paths: { [field: string]: string }
}

export function mappingOf({ columns, codes, parent }: FileWants): Mapping {
  const coded = Object.entries(codes).map(([scheme, column]): [string, string] => [
    CODE_FIELDS[scheme] ?? scheme,
    column,
  ])
  const fields = new Map([...Object.entries(columns), ...coded])
  return {
    fields,
    renamed: new Set(Object.values(columns)),
    paths: { ...Object.fromEntries(fields), ...(parent === null ? {} : { parent_key: parent }) },
  }
}

const NOTHING: ItemFields = Object.fromEntries(COMMON.map((name) => [name, null]))
/** Numbers of these are texts, as they are in every other file. */
const AS_TEXT = ['price', 'sale_price', 'compare_at_price', ...Object.values(CODE_FIELDS)]

/** What `from:` reads of a row, its keys and images apart. `clash` is told of columns whose name is taken. */
export function fieldsOf({ values }: Row, mapping: Mapping, clash: (column: string) => void): ItemFields {
  const own: { [column: string]: Json } = {}
  const fields: ItemFields = { ...NOTHING }
  for (const [column, value] of values) {
    if (isTakenName(column)) {
      clash(column)
      continue
    }
    own[column] = value
    if (mapping.renamed.has(column)) continue
    if (mapping.fields.has(column) || RESERVED.has(column)) clash(column)
    else fields[column] = value
  }
  for (const [field, column] of mapping.fields) fields[field] = values.get(column) ?? null
  for (const field of AS_TEXT) if (typeof fields[field] === 'number') fields[field] = String(fields[field])
  return { ...fields, attributes: own, paths: mapping.paths }
}
