import type { Call, Resolver, UserError } from '../domain.ts'
import type { OptionValue, Product, ProductOption, Variant } from '../store/records.ts'
import { byId } from './by-id.ts'
import { alreadyExists, type ChosenValue, chooseValues, combinationTitle } from './combinations.ts'
import { setLevel } from './levels.ts'
import { countNewVariants, newValue, newVariant, removeVariant } from './make.ts'
import { prepareVariantPartsOf } from './parts.ts'
import { bumpIfChanged } from './signature.ts'
import { quantitiesMove } from './total-inventory.ts'
import { type VariantFields, variantErrors, writeVariant } from './variant-fields.ts'
import { isDefaultOnly } from './view.ts'

const MOST_VARIANTS = 2048
const CODES = { invalid: 'INVALID_INPUT', negativePrice: 'NEGATIVE_PRICE_VALUE' }
const VALUE_CODES = {
  invalid: 'INVALID_INPUT',
  missingValues: 'NEED_TO_ADD_OPTION_VALUES',
  unknownValue: 'INVALID_INPUT',
}

interface BulkInput extends VariantFields {
  id?: string | null
  optionValues?: ChosenValue[] | null
  inventoryQuantities?: { availableQuantity: number; locationId: string }[] | null
}

interface BulkArgs {
  productId: string
  variants: BulkInput[]
}

type CreateArgs = BulkArgs & { strategy: 'DEFAULT' | 'PRESERVE_STANDALONE_VARIANT' | 'REMOVE_STANDALONE_VARIANT' }
type UpdateArgs = BulkArgs & { allowPartialUpdates: boolean }

const NO_PRODUCT = { field: ['productId'], message: 'Product does not exist', code: 'PRODUCT_DOES_NOT_EXIST' }

export const VARIANT_WRITES: { [field: string]: Resolver } = {
  productVariantsBulkCreate: (_source, args: CreateArgs, call) => created(call, args),
  productVariantsBulkUpdate: (_source, args: UpdateArgs, call) => updated(call, args),
}

interface Prepared {
  variant: Variant | null
  values: string[] | null
  input: BulkInput
  errors: UserError[]
  write(variant: Variant): void
}

function created(call: Call, { productId, variants: inputs, strategy }: CreateArgs): object {
  const product = byId(call, 'Product', productId)
  if (!product) return { product: null, productVariants: [], userErrors: [NO_PRODUCT] }
  const lone = isDefaultOnly(product) ? product.variants[0] : undefined
  const replaced = lone && strategy !== 'PRESERVE_STANDALONE_VARIANT' && inputs.length > 0 ? lone : null
  const draft = draftOf(call, product)
  const rows = inputs.map((input, place) => prepareNew(call, { product, draft, input, place }))
  const errors = [...rows.flatMap((row) => row.errors), ...clashes(draft.options, rows, remaining(product, replaced))]
  if (product.variants.length + rows.length > MOST_VARIANTS) errors.push(tooMany())
  if (errors.length > 0) return { product: null, productVariants: [], userErrors: errors }
  countNewVariants(call, rows.length)
  const made: Variant[] = []
  bumpIfChanged(call, product, () => {
    product.options = draft.options
    if (rows.some(({ input }) => input.inventoryQuantities)) {
      quantitiesMove(call.store, product, call.settings.totalInventoryLagMs)
    }
    for (const { values, input, write } of rows) {
      const variant = newVariant(call, product.id, values ?? [])
      writeVariant(call, variant, input)
      for (const { locationId, availableQuantity: quantity } of input.inventoryQuantities ?? []) {
        setLevel(call.store, variant.inventoryItem, { locationId, quantity })
      }
      write(variant)
      made.push(variant)
    }
    product.variants = [...remaining(product, replaced), ...made]
    if (replaced) removeVariant(call.store, replaced)
  })
  return { product, productVariants: made, userErrors: [] }
}

function remaining({ variants }: Product, replaced: Variant | null): Variant[] {
  return variants.filter((variant) => variant !== replaced)
}

interface Draft {
  options: ProductOption[]
  make(option: ProductOption, name: string): OptionValue
}

/** Options to which values are added; the product gets them when all is right. */
function draftOf({ store }: Call, { options }: Product): Draft {
  const copies = options.map((option) => ({ ...option, values: [...option.values] }))
  const make = (option: ProductOption, name: string) => {
    const value = newValue(store, name)
    option.values.push(value)
    return value
  }
  return { options: copies, make }
}

interface New {
  product: Product
  draft: Draft
  input: BulkInput
  place: number
}

function prepareNew(call: Call, { product, draft, input, place }: New): Prepared {
  const path = ['variants', String(place)]
  const given = input.optionValues ?? []
  const chosen = chooseValues(draft.options, { given, path, codes: VALUE_CODES }, draft.make)
  const mutation = 'productVariantsBulkCreate'
  const parts = prepareVariantPartsOf(call, { mutation, input, product, path, variant: null })
  const places = (input.inventoryQuantities ?? []).filter(({ locationId }) => !call.store.get('Location', locationId))
  const unknown = places.map(() => ({
    field: [...path, 'inventoryQuantities'],
    message: 'Quantity for the location could not be set: the location is unknown',
    code: 'TRACKED_VARIANT_LOCATION_NOT_FOUND',
  }))
  const errors = [...chosen.errors, ...variantErrors(input, path, CODES), ...unknown, ...parts.errors]
  return { variant: null, values: chosen.values, input, errors, write: parts.write }
}

/** Combinations that are there, or that come twice. */
function clashes(
  options: readonly ProductOption[],
  rows: readonly Prepared[],
  others: readonly Variant[],
): UserError[] {
  const changed = new Set(rows.map(({ variant }) => variant))
  const seen = new Set(others.filter((variant) => !changed.has(variant)).map(({ values }) => values.join()))
  return rows.flatMap(({ values, errors }, place) => {
    if (!values || errors.length > 0) return []
    const key = values.join()
    const clash = seen.has(key)
    seen.add(key)
    const message = alreadyExists(combinationTitle(options, values))
    return clash ? [{ field: ['variants', String(place)], message, code: 'VARIANT_ALREADY_EXISTS' }] : []
  })
}

function tooMany(): UserError {
  return { field: ['variants'], message: `A product has at most ${MOST_VARIANTS} variants`, code: 'INVALID_INPUT' }
}

/** All or nothing, unless partial updates are allowed: then those that are right. */
function updated(call: Call, { productId, variants: inputs, allowPartialUpdates }: UpdateArgs): object {
  const product = byId(call, 'Product', productId)
  if (!product) return { product: null, productVariants: null, userErrors: [NO_PRODUCT] }
  const draft = draftOf(call, product)
  const rows = inputs.map((input, place) => prepareKnown(call, { product, draft, input, place }))
  const clash = clashes(draft.options, rows, product.variants)
  const userErrors = [...rows.flatMap((row) => row.errors), ...clash]
  if (userErrors.length > 0 && !allowPartialUpdates) return { product, productVariants: null, userErrors }
  const wrong = new Set(userErrors.map(({ field }) => field?.[1]))
  const right = rows.filter((_row, place) => !wrong.has(String(place)))
  bumpIfChanged(call, product, () => {
    if (right.some(({ values }) => values)) product.options = draft.options
    for (const { variant, values, input, write } of right) {
      if (!variant) continue
      if (values) variant.values = values
      writeVariant(call, variant, input)
      write(variant)
    }
  })
  return { product, productVariants: right.map(({ variant }) => variant), userErrors }
}

function prepareKnown(call: Call, { product, draft, input, place }: New): Prepared {
  const path = ['variants', String(place)]
  const variant = product.variants.find(({ id }) => id === input.id) ?? null
  const mutation = 'productVariantsBulkUpdate'
  const parts = prepareVariantPartsOf(call, { mutation, input, product, path, variant })
  const chosen = input.optionValues
    ? chooseValues(
        draft.options,
        { given: filledUp(product, variant, input.optionValues), path, codes: VALUE_CODES },
        draft.make,
      )
    : null
  const errors = [
    ...(variant ? [] : [unknownVariant(input, path)]),
    ...(chosen?.errors ?? []),
    ...variantErrors(input, path, CODES),
    ...(input.inventoryQuantities ? [noQuantities(path)] : []),
    ...parts.errors,
  ]
  return { variant, values: chosen?.values ?? null, input, errors, write: parts.write }
}

/** Options that are not named keep their values. */
function filledUp({ options }: Product, variant: Variant | null, given: readonly ChosenValue[]): ChosenValue[] {
  const kept = options.flatMap(({ id, name }, place) => {
    const named = given.some(({ optionId, optionName }) => (optionId ? optionId === id : optionName === name))
    const value = variant?.values[place]
    return named || value === undefined ? [] : [{ optionId: id, id: value }]
  })
  return [...given, ...kept]
}

function unknownVariant({ id }: BulkInput, path: string[]): UserError {
  const field = [...path, 'id']
  return id
    ? { field, message: 'Product variant does not exist', code: 'PRODUCT_VARIANT_DOES_NOT_EXIST' }
    : { field, message: 'Product variant is missing ID attribute', code: 'PRODUCT_VARIANT_ID_MISSING' }
}

function noQuantities(path: string[]): UserError {
  const message = 'Inventory quantities can only be provided during create.'
  return { field: [...path, 'inventoryQuantities'], message, code: 'NO_INVENTORY_QUANTITIES_ON_VARIANTS_UPDATE' }
}
