import type { Fields } from '../../model/fields.ts'
import type { Json } from '../../model/json.ts'
import type { Change } from '../../model/target.ts'
import { ATTRIBUTES, attributeName, MAPPING, PRODUCT, RAW } from './names.ts'
import { type Column, parameter, type Table, writable } from './tables.ts'

/** What is written to one column of many rows at once. */
export interface Cell {
  column: string
  /** In terms of the parameters `u`, and of the row `t` where it exists. */
  expression: string
  /** For rows that are made, where that differs. */
  fresh?: string
  /** Arrays by the name that `u` has for them, one entry for each change. */
  parameters: { [name: string]: (string | null)[] }
  /** Which of the changes write it. */
  written: boolean[]
}

export interface CellsOptions {
  table: Table
  changes: readonly Change[]
  /** Ids of what listings said, by the place of their change. */
  raw: ReadonlyMap<number, string>
}

/** The columns that these changes write; those that none of them names are left out. */
export function cellsOf({ table, changes, raw }: CellsOptions): Cell[] {
  const plain = table.columns.map((column) => plainCell(column, changes))
  const special = [
    ...(table.kind === PRODUCT ? [categoryCell(changes), attributesCell(changes)] : []),
    ...(table.kind === MAPPING ? [rawCell(changes, raw)] : []),
  ]
  return [...plain, ...special].filter(({ written }) => written.some(Boolean))
}

function plainCell(column: Column, changes: readonly Change[]): Cell {
  const { path, name } = column
  return {
    column: name,
    expression: writable(column),
    parameters: { [name]: changes.map(({ fields }) => parameter(column, fields[path])) },
    written: changes.map(({ fields }) => path in fields),
  }
}

const CATEGORY: Column = { path: 'category', name: 'category', type: 'text' }

function categoryCell(changes: readonly Change[]): Cell {
  return {
    ...plainCell(CATEGORY, changes),
    column: 'category_id',
    expression: '(SELECT c.id FROM categories c WHERE c.account = $1 AND c.name = u.category)',
  }
}

/** Attributes that are not named stay; empty ones go. */
function attributesCell(changes: readonly Change[]): Cell {
  const all = changes.map(({ fields }) => attributesIn(fields))
  return {
    column: ATTRIBUTES,
    fresh: 'u.attributes_set::jsonb',
    expression: `(t.attributes || u.attributes_set::jsonb) - ARRAY(SELECT jsonb_array_elements_text(u.attributes_gone::jsonb))`,
    parameters: {
      attributes_set: all.map((one) => JSON.stringify(Object.fromEntries(one.filter(([, value]) => value !== null)))),
      attributes_gone: all.map((one) => JSON.stringify(one.flatMap(([name, value]) => (value === null ? [name] : [])))),
    },
    written: all.map(({ length }) => length > 0),
  }
}

function attributesIn(fields: Fields): [string, Json][] {
  return Object.entries(fields).flatMap(([path, value]): [string, Json][] => {
    const name = attributeName(path)
    return name === null ? [] : [[name, value]]
  })
}

function rawCell(changes: readonly Change[], raw: ReadonlyMap<number, string>): Cell {
  return {
    column: 'raw_id',
    expression: 'u.raw_id::bigint',
    parameters: { raw_id: changes.map((_, index) => raw.get(index) ?? null) },
    written: changes.map(({ fields }, index) => RAW in fields && raw.has(index)),
  }
}

/** `unnest($2::text[], …) AS u (NAME, …)`: the first parameter is the account. */
export function unnested(parameters: { [name: string]: (string | null)[] }): {
  text: string
  values: (string | null)[][]
} {
  const names = Object.keys(parameters)
  const places = names.map((_, index) => `$${index + 2}::text[]`)
  return { text: `unnest(${places.join(', ')}) AS u (${names.join(', ')})`, values: Object.values(parameters) }
}
