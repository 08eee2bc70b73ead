import type { Call, Resolver, UserError } from '../domain.ts'
import { findCustomId } from '../metafields/custom-id.ts'
import { shopOf } from '../shop/view.ts'
import type { Product, ProductOption } from '../store/records.ts'
import { byId } from './by-id.ts'
import { type ProductFields, prepareFields } from './fields.ts'
import { productByHandle } from './handles.ts'
import { addDefaultVariant, blankProduct, countNewVariants, newOption, newValue, newVariant } from './make.ts'
import { preparePartsOf } from './parts.ts'
import type { Identifier } from './queries.ts'
import { bumpIfChanged } from './signature.ts'
import { PLAIN_WORDS } from './words.ts'

interface CreateInput extends ProductFields {
  productOptions?: OptionInput[] | null
}

interface OptionInput {
  name?: string | null
  position?: number | null
  values?: { name?: string | null }[] | null
}

interface UpdateArgs {
  identifier?: Identifier | null
  product?: (ProductFields & { id?: string | null }) | null
}

export const PRODUCT_WRITES: { [field: string]: Resolver } = {
  productCreate: (_source, { product }: { product?: CreateInput | null }, call) => created(call, product ?? {}),
  productUpdate: (_source, args: UpdateArgs, call) => updated(call, args),
}

/** With one variant, of the first values, whatever options it gets. */
function created(call: Call, input: CreateInput): object {
  const shop = shopOf(call)
  const fields = prepareFields(call, { input, product: null, words: PLAIN_WORDS })
  const options = input.productOptions ?? []
  const mutation = 'productCreate'
  const parts = preparePartsOf(call, { mutation, input, product: null, path: ['product'] })
  const userErrors = [...fields.errors, ...optionErrors(options), ...parts.errors]
  if (userErrors.length > 0) return { product: null, shop, userErrors }
  countNewVariants(call, 1)
  const product = blankProduct(call)
  fields.write(product)
  product.isGiftCard = input.giftCard ?? false
  call.store.add(product)
  if (options.length === 0) addDefaultVariant(call, product)
  else addOptions(call, product, options)
  parts.write(product)
  return { product, shop, userErrors: [] }
}

function addOptions(call: Call, product: Product, inputs: readonly OptionInput[]): void {
  product.options = inputs.map(({ name, values }): ProductOption => {
    const named = (values ?? []).map((value) => newValue(call.store, value.name ?? ''))
    return newOption(call.store, name ?? '', named)
  })
  const first = product.options.map(({ values }) => values[0]?.id ?? '')
  product.variants = [newVariant(call, product.id, first)]
}

function optionErrors(options: readonly OptionInput[]): UserError[] {
  const field = ['product', 'productOptions']
  if (options.length > 3) return [{ field, message: 'Can only specify a maximum of 3 options' }]
  const names = options.map(({ name }) => name ?? '')
  const twice = names.find((name, place) => names.indexOf(name) < place)
  if (twice !== undefined) return [{ field, message: `Duplicated option name '${twice}'` }]
  const empty = options.find(({ name, values }) => !name || !values || values.length === 0)
  return empty ? [{ field, message: 'Each option needs a name and values' }] : []
}

function updated(call: Call, { identifier, product: given }: UpdateArgs): object {
  const input = given ?? {}
  const product = target(call, { identifier, id: input.id })
  if (!product) return { product: null, userErrors: [{ field: ['id'], message: 'Product does not exist' }] }
  const fields = prepareFields(call, { input, product, words: PLAIN_WORDS })
  const parts = preparePartsOf(call, { mutation: 'productUpdate', input, product, path: ['product'] })
  const userErrors = [...fields.errors, ...parts.errors]
  if (userErrors.length > 0) return { product, userErrors }
  bumpIfChanged(call, product, () => {
    fields.write(product)
    parts.write(product)
  })
  return { product, userErrors: [] }
}

function target(
  call: Call,
  { identifier, id }: { identifier: Identifier | null | undefined; id: string | null | undefined },
): Product | null {
  const wanted = identifier?.id ?? id
  if (wanted) return byId(call, 'Product', wanted)
  if (!identifier?.customId) return productByHandle(call.store, identifier?.handle ?? '')
  return call.store.get('Product', findCustomId(call, 'PRODUCT', identifier.customId).ownerId ?? '') ?? null
}
