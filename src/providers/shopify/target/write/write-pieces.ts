import type { Json, JsonObject } from '../../../../model/json.ts'
import { type Document, mutation } from '../../document.ts'
import { asRecord, type RawRecord } from '../../raw.ts'
import { type UserError, userErrorsOf } from '../../user-errors.ts'

/** One mutation of a document that may hold several: they are carried out in order, with no transaction around them. */
export interface Piece {
  /** Its name in the schema. */
  mutation: string
  args: { [name: string]: { type: string; value: Json } }
  /** What is asked for of the payload beside its errors: scalars alone, since objects within objects cost points. */
  select?: string
  /** The field of the payload that holds the errors, and whether they have codes. */
  errors?: 'userErrors' | 'mediaUserErrors'
  coded: boolean
  /** Of `@idempotent`. */
  key?: string
  /** Points, not rounded. */
  cost: number
}

/** A mutation without parts that cost extra (shopify.dev, rate limits). */
export const MUTATION_COST = 10

export interface Composed {
  document: Document
  variables: JsonObject
}

/** All of them as one document; each is answered under its place, `m0` and so on. */
export function compose(name: string, pieces: readonly Piece[]): Composed {
  const declared: string[] = []
  const variables: JsonObject = {}
  const take = (place: number, argument: string, { type, value }: { type: string; value: Json }): string => {
    const variable = `m${place}_${argument}`
    declared.push(`$${variable}: ${type}`)
    variables[variable] = value
    return `$${variable}`
  }
  const fields = pieces.map((piece, place) => {
    const args = Object.entries(piece.args).map(([argument, given]) => `${argument}: ${take(place, argument, given)}`)
    const key =
      piece.key === undefined
        ? ''
        : ` @idempotent(key: ${take(place, 'idempotent', { type: 'String!', value: piece.key })})`
    return `  m${place}: ${piece.mutation}(${args.join(', ')})${key} { ${selected(piece)} }`
  })
  const text = `mutation ${name}(${declared.join(', ')}) {\n${fields.join('\n')}\n}`
  return { document: mutation(name, costOfAll(pieces), text), variables }
}

function selected({ select, errors = 'userErrors', coded }: Piece): string {
  const wanted = `${errors} { field message${coded ? ' code' : ''} }`
  return select === undefined ? wanted : `${select} ${wanted}`
}

function costOfAll(pieces: readonly Piece[]): number {
  return Math.round(pieces.reduce((total, { cost }) => total + cost, 0))
}

/** The same in lots, each of which costs no more than any call may; a single one may cost more by itself. */
export function inCalls(pieces: readonly Piece[], most: number): Piece[][] {
  const calls: Piece[][] = []
  for (const piece of pieces) {
    const last = calls.at(-1)
    if (last && costOfAll([...last, piece]) <= most) last.push(piece)
    else calls.push([piece])
  }
  return calls
}

/** What one of them answered. */
export interface Answered {
  piece: Piece
  payload: RawRecord
  errors: UserError[]
}

export function answersOf(pieces: readonly Piece[], data: RawRecord): Answered[] {
  return pieces.map((piece, place) => {
    const payload = asRecord(data[`m${place}`])
    const errors = userErrorsOf({ userErrors: payload[piece.errors ?? 'userErrors'] })
    return { piece, payload, errors }
  })
}
