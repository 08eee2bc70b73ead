import { gtinForms } from '../../model/gtin.ts'
import type { Item } from '../../model/item.ts'
import type { LiveResource } from '../../model/live.ts'

/** The identifier types that are compared, in the order in which they decide. */
export const IDENTIFIER_METHODS = ['gtin', 'ean', 'upc'] as const

export type IdentifierMethod = (typeof IDENTIFIER_METHODS)[number]

/** A code as one side gives it, with the forms in which it is compared; none when it is no code. */
export interface Code {
  value: string
  forms: string[]
}

/** Japan's and books' codes are EANs by other names. */
const METHODS: { readonly [type: string]: IdentifierMethod } = {
  GTIN: 'gtin',
  EAN: 'ean',
  JAN: 'ean',
  ISBN: 'ean',
  UPC: 'upc',
}

/** As sources spell them: `EAN-13`, `isbn10`, `UPC`. */
const TYPE = /^(GTIN|EAN|JAN|ISBN|UPC)[-_ ]?(?:\d{1,2}|[AE])?$/

/** Sources spell a handful of types, and give them with every code. */
const types = new Map<string, string | null>()

function typeOf(scheme: string): string | null {
  const known = types.get(scheme)
  if (known !== undefined) return known
  const type = TYPE.exec(scheme.trim().toUpperCase())?.[1] ?? null
  if (types.size < MOST_TYPES) types.set(scheme, type)
  return type
}

const MOST_TYPES = 1000

/** All codes that a listing gives under one method. */
export function codesOf(item: Item, method: IdentifierMethod): Code[] {
  const codes: Code[] = []
  for (const { scheme, value } of item.codes) {
    const type = typeOf(scheme)
    if (type !== null && METHODS[type] === method) codes.push(code(type, value))
  }
  return codes
}

/** The codes of a listing, whatever their method. */
export function allCodes(item: Item): Code[] {
  return IDENTIFIER_METHODS.flatMap((method) => codesOf(item, method))
}

/** What a canonical product says of itself in the columns that hold identifiers; a column may hold a list. */
export function codesOfResource({ fields }: LiveResource, columns: string[]): Code[] {
  const codes: Code[] = []
  for (const column of columns) {
    const held = fields[column]
    if (held === undefined || held === null) continue
    const type = typeOfColumn(column)
    for (const entry of Array.isArray(held) ? held : [held])
      if (typeof entry === 'number' || (typeof entry === 'string' && entry !== ''))
        codes.push(code(type, String(entry)))
  }
  return codes
}

function typeOfColumn(column: string): string | null {
  const label = column.slice(column.lastIndexOf('.') + 1)
  return /(?:^|_)(upc|isbn)(?:_?1[03]|_?[ae])?(?:_|$)/i.exec(label)?.[1]?.toUpperCase() ?? null
}

function code(type: string | null, value: string): Code {
  return { value, forms: gtinForms(type, value) }
}
