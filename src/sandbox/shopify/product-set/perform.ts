import type { Call, UserError } from '../domain.ts'
import { putMetafield } from '../metafields/table.ts'
import { prepareFields } from '../products/fields.ts'
import { addDefaultVariant, blankProduct, countNewVariants, newVariant, removeVariant } from '../products/make.ts'
import { preparePartsOf } from '../products/parts.ts'
import { bumpIfChanged } from '../products/signature.ts'
import { quantitiesMove } from '../products/total-inventory.ts'
import { writeVariant } from '../products/variant-fields.ts'
import { SET_WORDS } from '../products/words.ts'
import type { Product, ProductOption, Variant } from '../store/records.ts'
import type { SetArgs, SetInput } from './args.ts'
import { customIdErrors } from './custom-id-errors.ts'
import { type Identified, identify } from './identify.ts'
import { wantedOptions } from './options.ts'
import { tooManyQuantities, writeQuantities } from './quantities.ts'
import { type WantedVariant, wantedVariants } from './variants.ts'

export interface SetResult {
  /** With errors: as it was, or null where it was to be made. */
  product: Product | null
  userErrors: UserError[]
}

/** Makes a product what the input says, or changes nothing. @throws what stands in top-level errors */
export function performSet(call: Call, args: SetArgs): SetResult {
  const { input } = args
  const { product, errors, customId } = identify(call, args)
  if (errors.length > 0) return { product, userErrors: errors }
  const fields = prepareFields(call, { input, product, words: SET_WORDS })
  const shape = wantedShape(call, input, product)
  const parts = preparePartsOf(call, { mutation: 'productSet', input, product, path: ['input'] })
  const userErrors = [...fields.errors, ...shape.errors, ...parts.errors, ...customIdErrors(call, input, customId)]
  if (userErrors.length > 0) return { product, userErrors }
  countNewVariants(call, newOnes(shape, product))
  const written = product ?? blankProduct(call)
  bumpIfChanged(call, written, () => {
    fields.write(written)
    if (!product) written.isGiftCard = input.giftCard ?? false
    if (!product) call.store.add(written)
    writeShape(call, written, shape)
    parts.write(written)
    writeCustomId(call, written, customId)
  })
  return { product: written, userErrors: [] }
}

interface Shape {
  /** Null: they stay as they are. */
  options: ProductOption[] | null
  variants: WantedVariant[]
  errors: UserError[]
}

/** Options and variants go together: whoever names one has to name the other. */
function wantedShape(call: Call, { productOptions, variants }: SetInput, product: Product | null): Shape {
  const nothing = { options: null, variants: [] }
  if (!productOptions && !variants) return { ...nothing, errors: [] }
  if (!variants || variants.length === 0) {
    const message = 'Variants input is required when updating product options'
    return { ...nothing, errors: [{ field: ['input', 'variants'], message, code: 'VARIANTS_INPUT_MISSING' }] }
  }
  if (!productOptions) {
    const message = 'Product options input is required when updating variants'
    const field = ['input', 'productOptions']
    return { ...nothing, errors: [{ field, message, code: 'PRODUCT_OPTIONS_INPUT_MISSING' }] }
  }
  const wanted = wantedOptions(call.store, productOptions, product)
  if (wanted.errors.length > 0) return { ...nothing, errors: wanted.errors }
  const { options } = wanted
  const list = wantedVariants(call, { inputs: variants, options, product })
  return { options, variants: list.variants, errors: [...list.errors, ...tooManyQuantities(variants)] }
}

function newOnes({ options, variants }: Shape, product: Product | null): number {
  if (options === null) return product ? 0 : 1
  return variants.filter(({ before }) => before === null).length
}

function writeShape(call: Call, product: Product, { options, variants }: Shape): void {
  if (options === null) {
    if (product.variants.length === 0) addDefaultVariant(call, product)
    return
  }
  if (variants.some(({ input }) => input.inventoryQuantities)) {
    quantitiesMove(call.store, product, call.settings.totalInventoryLagMs)
  }
  product.options = options
  const placed = variants.map((wanted, place) => ({
    variant: becomes(call, product, wanted),
    position: wanted.input.position ?? place + 1,
  }))
  const kept = new Set(placed.map(({ variant }) => variant))
  const gone = product.variants.filter((variant) => !kept.has(variant))
  product.variants = placed.sort((one, other) => one.position - other.position).map(({ variant }) => variant)
  for (const variant of gone) removeVariant(call.store, variant)
}

function becomes(call: Call, product: Product, { before, values, input, writeParts }: WantedVariant): Variant {
  const variant = before ?? newVariant(call, product.id, values)
  variant.values = values
  writeVariant(call, variant, input)
  writeQuantities(call, variant, input.inventoryQuantities ?? [])
  writeParts(variant)
  return variant
}

function writeCustomId({ store }: Call, { id }: Product, customId: Identified['customId']): void {
  if (!customId) return
  const { namespace, key, value } = customId
  putMetafield(store, { ownerId: id, namespace, key, type: 'id', value })
}
