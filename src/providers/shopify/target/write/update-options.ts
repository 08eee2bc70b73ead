import { counted as amount } from '../../../../model/counted.ts'
import type { JsonObject } from '../../../../model/json.ts'
import type { Change } from '../../../../model/target.ts'
import type { MetafieldName } from '../names.ts'
import { OPTIONS } from '../names.ts'
import type { SeenProduct, SeenVariant } from '../seen.ts'
import { newVariant } from './create-input.ts'
import type { Matching } from './update-parts.ts'
import { productSetCost } from './write-costs.ts'
import type { Piece } from './write-pieces.ts'
import { NO_OPTION, optionsIn, optionValues, type TypeOf } from './write-values.ts'

type Options = { [name: string]: string }

/** A variant as it is to stand in its product. */
interface Row {
  /** `null`: it is to be made. */
  variant: SeenVariant | null
  part: Change | null
  options: Options
}

export interface Shape {
  rows: Row[]
  /** Names of options as they are to be, in their order. */
  names: string[]
  /** True: the product has to be written as a whole list of variants. */
  whole: boolean
}

/** Which variants the product has afterwards, and by which options they differ. */
export function shapeOf(matching: Matching, product: SeenProduct): Shape {
  const gone = new Set(matching.gone)
  const byVariant = new Map(matching.known.map(({ part, variant }) => [variant, part]))
  const kept: Row[] = product.variants
    .filter((variant) => !gone.has(variant))
    .map((variant) => {
      const part = byVariant.get(variant) ?? null
      return { variant, part, options: (part && given(part)) ?? now(variant) }
    })
  const made: Row[] = matching.made.map((part) => ({ variant: null, part, options: given(part) ?? NONE }))
  const rows = [...kept, ...made]
  const names = namesOf(rows, product)
  return { rows, names, whole: isWhole({ rows, names, product, gone: matching.gone }) }
}

const NONE: Options = { [NO_OPTION.name]: NO_OPTION.value }

/** `null`: the change does not speak of them. */
function given({ fields }: Change): Options | null {
  if (!Object.hasOwn(fields, OPTIONS)) return null
  return optionsIn(fields) ?? NONE
}

function now({ options }: SeenVariant): Options {
  return Object.fromEntries(options.map(({ name, value }) => [name, value]))
}

/** Those that our variants name, in their order; the product's own order where they are the same, or nothing is said of them. */
function namesOf(rows: readonly Row[], { options }: SeenProduct): string[] {
  const spoken = rows.filter(({ variant, part }) => part !== null && (variant === null || given(part) !== null))
  const wanted = [...new Set(spoken.flatMap((row) => Object.keys(row.options)))]
  const isSame = wanted.length === options.length && wanted.every((name) => options.includes(name))
  return spoken.length === 0 || isSame ? options : wanted
}

interface Whole {
  rows: readonly Row[]
  names: readonly string[]
  product: SeenProduct
  gone: readonly SeenVariant[]
}

/**
 * Other options need the whole list. So does what no order of single mutations can do: a variant that takes the options
 * of another, or the last one that goes while others come.
 */
function isWhole({ rows, names, product, gone }: Whole): boolean {
  if (names.length !== product.options.length || names.some((name) => !product.options.includes(name))) return true
  const made = rows.filter(({ variant }) => variant === null)
  const moved = rows.some(({ variant, options }) => variant !== null && printOf(options) !== printOf(now(variant)))
  if (moved && (made.length > 0 || gone.length > 0)) return true
  const before = new Set(gone.map((variant) => printOf(now(variant))))
  return made.some(({ options }) => before.has(printOf(options)))
}

function printOf(options: Options): string {
  return JSON.stringify(Object.entries(options).sort(([one], [other]) => (one < other ? -1 : 1)))
}

/** Why a product cannot have these options, `null`: it can. */
export function shapeProblem({ rows, names, whole }: Shape): string | null {
  if (!whole) return null
  const lacking = rows.filter(({ options }) => names.some((name) => !Object.hasOwn(options, name)))
  if (lacking.length > 0) {
    const [first] = lacking
    const name = names.find((one) => !Object.hasOwn(first?.options ?? {}, one)) ?? ''
    const others = `${amount(lacking.length, 'variant')} that this change says nothing of`
    return `the product has ${others}, such as ${titleOf(first)}, without a value of option ${name}`
  }
  const prints = rows.map(({ options }) => printOf(only(options, names)))
  const twice = prints.findIndex((print, place) => prints.indexOf(print) < place)
  return twice < 0 ? null : `the product has two variants ${titleOf(rows[twice])}`
}

function titleOf(row: Row | undefined): string {
  return Object.values(row?.options ?? {}).join(' / ')
}

function only(options: Options, names: readonly string[]): Options {
  return Object.fromEntries(names.map((name) => [name, options[name] ?? '']))
}

interface Facts {
  keyMetafield: MetafieldName
  location: string | null
  typeOf: TypeOf
}

/** The whole list of variants, by their ids: whoever is not in it goes. Of those that are there only the options are said. */
export function wholePiece({ rows, names }: Shape, { id }: SeenProduct, facts: Facts): Piece {
  const values = names.map((name) => [...new Set(rows.map(({ options }) => options[name] ?? ''))])
  const input: JsonObject = {
    productOptions: names.map((name, place) => ({
      name,
      // Those that are there already have a place of their own.
      position: place + 1,
      values: (values[place] ?? []).map((value) => ({ name: value })),
    })),
    variants: rows.map(({ variant, part, options }) => {
      const chosen = optionValues(only(options, names))
      if (variant) return { id: variant.id, optionValues: chosen }
      return { ...newVariant(part as Change, facts), optionValues: chosen }
    }),
  }
  return {
    mutation: 'productSet',
    args: {
      identifier: { type: 'ProductSetIdentifiers', value: { id } },
      input: { type: 'ProductSetInput!', value: input },
      synchronous: { type: 'Boolean', value: true },
    },
    coded: true,
    cost: productSetCost(input),
  }
}
