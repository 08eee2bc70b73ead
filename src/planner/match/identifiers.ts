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

function typeOf(text: string): string | null {
  return TYPE.exec(text.trim().toUpperCase())?.[1] ?? null
}

/** All codes that a listing gives under one method. */
export function codesOf(item: Item, method: IdentifierMethod): Code[] {
  return item.codes.flatMap(({ scheme, value }) => {
    const known = typeOf(scheme)
    return known !== null && METHODS[known] === method ? [code(known, value)] : []
  })
}

/** The codes of a listing, whatever their method. */
export function allCodes(item: Item): Code[] {
  return IDENTIFIER_METHODS.flatMap((method) => codesOf(item, method))
}

/** What a canonical product says of itself in the columns that hold identifiers; a column may hold a list. */
export function codesOfResource(live: LiveResource, columns: string[]): Code[] {
  return columns.flatMap((column) => {
    const label = column.slice(column.lastIndexOf('.') + 1)
    const given = [live.fields[column] ?? []]
      .flat()
      .filter((entry) => typeof entry === 'number' || typeof entry === 'string')
    const type = /(?:^|_)(upc|isbn)(?:_?1[03]|_?[ae])?(?:_|$)/i.exec(label)?.[1]?.toUpperCase() ?? null
    return given.filter((entry) => entry !== '').map((entry) => code(type, String(entry)))
  })
}

function code(type: string | null, value: string): Code {
  return { value, forms: gtinForms(type, value) }
}
