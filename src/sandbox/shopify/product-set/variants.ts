import type { Call, UserError } from '../domain.ts'
import { alreadyExists, chooseValues, combinationTitle } from '../products/combinations.ts'
import { prepareVariantPartsOf } from '../products/parts.ts'
import { variantErrors } from '../products/variant-fields.ts'
import type { Product, ProductOption, Variant } from '../store/records.ts'
import type { VariantInput } from './args.ts'
import { quantityErrors } from './quantities.ts'

const CODES = { invalid: 'INVALID_VARIANT', negativePrice: 'INVALID_VARIANT' }
const VALUE_CODES = {
  invalid: 'INVALID_VARIANT',
  missingValues: 'INVALID_VARIANT',
  unknownValue: 'OPTION_VALUE_DOES_NOT_EXIST',
}

/** A variant as it is to be. */
export interface WantedVariant {
  /** The variant that becomes it; null: it is made. */
  before: Variant | null
  /** Ids of the values of the options, in their order. */
  values: string[]
  input: VariantInput
  /** What other domains write. */
  writeParts(variant: Variant): void
}

interface Wanted {
  variants: WantedVariant[]
  errors: UserError[]
}

interface Given {
  inputs: readonly VariantInput[]
  options: readonly ProductOption[]
  product: Product | null
}

/** The variants as they are to be, each with the one that it is now. Who is not listed goes. */
export function wantedVariants(call: Call, { inputs, options, product }: Given): Wanted {
  const errors: UserError[] = []
  const claimed = new Set(inputs.flatMap(({ id }) => (id ? [id] : [])))
  const byValues = new Map(product?.variants.map((variant) => [valuesNow(product, variant, options), variant]))
  const seen = new Set<string>()
  const variants = inputs.map((input, place) => {
    const path = ['input', 'variants', String(place)]
    const chosen = chooseValues(options, { given: input.optionValues, path, codes: VALUE_CODES }, () => null)
    const key = chosen.values.join()
    const matched = call.settings.variantMatch === 'options' ? byValues.get(key) : undefined
    const before = input.id ? variantOf(product, input.id) : matched && !claimed.has(matched.id) ? matched : null
    errors.push(...chosen.errors, ...variantErrors(input, path, CODES))
    if (input.id && !before) errors.push(unknown(path))
    if (chosen.errors.length === 0 && seen.has(key)) {
      errors.push({
        field: path,
        message: alreadyExists(combinationTitle(options, chosen.values)),
        code: 'INVALID_VARIANT',
      })
    }
    seen.add(key)
    errors.push(...quantityErrors(call.store, { input, variant: before, path }))
    const parts = prepareVariantPartsOf(call, { mutation: 'productSet', input, product, path, variant: before })
    errors.push(...parts.errors)
    return { before, values: chosen.values, input, writeParts: parts.write }
  })
  return { variants, errors: [...errors, ...namedTwice(inputs)] }
}

/** The values that it has now, by options as they are to be. */
function valuesNow(product: Product, { values }: Variant, options: readonly ProductOption[]): string {
  if (product.options.length !== options.length) return ''
  return options.map(({ id }) => values[product.options.findIndex((option) => option.id === id)] ?? '').join()
}

function variantOf(product: Product | null, wanted: string): Variant | null {
  return product?.variants.find(({ id }) => id === wanted) ?? null
}

function unknown(path: string[]): UserError {
  return { field: [...path, 'id'], message: 'Product variant does not exist', code: 'PRODUCT_VARIANT_DOES_NOT_EXIST' }
}

function namedTwice(inputs: readonly VariantInput[]): UserError[] {
  const ids = inputs.map(({ id }) => id ?? null)
  return ids.flatMap((id, place) =>
    id !== null && ids.indexOf(id) < place
      ? [
          {
            field: ['input', 'variants', String(place), 'id'],
            message: 'The variant is named twice',
            code: 'INVALID_INPUT',
          },
        ]
      : [],
  )
}
