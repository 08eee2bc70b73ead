import { type Connection, connectionOf, countOf, type PageArgs } from '../connection.ts'
import type { Call, Domain } from '../domain.ts'
import type { InventoryItem, Operation, OptionValue, Product, ProductOption, Variant } from '../store/records.ts'
import { numberOf, type Store } from '../store/store.ts'
import { categoryOf } from './categories.ts'
import { totalInventory } from './total-inventory.ts'

const VARIANTS_PER_PAGE = 2000

/** What is worked out when it is read. */
export const VIEW: Domain['resolvers'] = {
  Product: {
    legacyResourceId: ({ id }: Product) => String(numberOf(id)),
    description: ({ descriptionHtml }: Product, args: { truncateAt?: number | null }) =>
      plain(descriptionHtml, args.truncateAt),
    category: ({ category }: Product, _args, { settings }) => categoryOf(category, settings),
    hasOnlyDefaultVariant: (product: Product) => isDefaultOnly(product),
    options: (product: Product, { first }: { first?: number | null }) =>
      optionsOf(product).slice(0, first ?? undefined),
    priceRangeV2: (product: Product, _args, call) => priceRange(product, call),
    totalInventory: (product: Product, _args, { store }) => totalInventory(store, product),
    tracksInventory: ({ variants }: Product) => variants.some(({ inventoryItem }) => inventoryItem.tracked),
    variants: ({ variants }: Product, args: PageArgs & { sortKey: string }, call) => variantsPage(variants, args, call),
    variantsCount: ({ variants }: Product) => countOf(variants.length),
  },
  ProductVariant: {
    legacyResourceId: ({ id }: Variant) => String(numberOf(id)),
    title: (variant: Variant, _args, { store }) => titleOf(store, variant),
    displayName: (variant: Variant, _args, { store }) =>
      `${productOf(store, variant).title} - ${titleOf(store, variant)}`,
    sku: ({ inventoryItem }: Variant) => inventoryItem.sku,
    position: (variant: Variant, _args, { store }) => productOf(store, variant).variants.indexOf(variant) + 1,
    inventoryQuantity: ({ inventoryItem }: Variant) => available(inventoryItem),
    selectedOptions: (variant: Variant, _args, { store }) => selectedOptions(store, variant),
    product: (variant: Variant, _args, { store }) => productOf(store, variant),
  },
  InventoryItem: {
    legacyResourceId: ({ id }: InventoryItem) => String(numberOf(id)),
    unitCost: ({ cost }: InventoryItem, _args, { settings }) =>
      cost === null ? null : { amount: cost, currencyCode: settings.shop.currency },
    measurement: ({ id, weight }: InventoryItem) => ({
      __typename: 'InventoryItemMeasurement',
      id: `gid://shopify/InventoryItemMeasurement/${numberOf(id)}`,
      weight,
    }),
    variant: ({ variantId }: InventoryItem, _args, { store }) => store.get('ProductVariant', variantId),
  },
  ProductSetOperation: { product: (operation: Operation, _args, { store }) => madeBy(store, operation) },
  ProductDeleteOperation: { product: (operation: Operation, _args, { store }) => madeBy(store, operation) },
}

function available({ levels }: InventoryItem): number {
  return [...levels.values()].reduce((total, level) => total + level.available, 0)
}

function productOf(store: Store, { productId }: Variant): Product {
  const product = store.get('Product', productId)
  if (!product) throw new Error(`A variant of ${productId}, which is gone`)
  return product
}

/** Values of its options, in their order. */
function valuesOf({ options }: Product, { values }: Variant): OptionValue[] {
  return options.map(({ values: known }, place) => {
    const value = known.find(({ id }) => id === values[place])
    if (!value) throw new Error(`A variant without its option ${place + 1}`)
    return value
  })
}

export function titleOf(store: Store, variant: Variant): string {
  return valuesOf(productOf(store, variant), variant)
    .map(({ name }) => name)
    .join(' / ')
}

function selectedOptions(store: Store, variant: Variant): object[] {
  const product = productOf(store, variant)
  const used = new Set(variant.values)
  return valuesOf(product, variant).map((value, place) => ({
    name: product.options[place]?.name,
    value: value.name,
    optionValue: valueView(value, used),
  }))
}

/** Values that no variant has are there, and are not named among the values. */
function optionsOf({ options, variants }: Product): object[] {
  const used = new Set(variants.flatMap(({ values }) => values))
  return options.map((option: ProductOption, place) => ({
    ...option,
    position: place + 1,
    values: option.values.filter(({ id }) => used.has(id)).map(({ name }) => name),
    optionValues: option.values.map((value) => valueView(value, used)),
  }))
}

function valueView(value: OptionValue, used: ReadonlySet<string>): object {
  return { ...value, hasVariants: used.has(value.id) }
}

export function isDefaultOnly({ options, variants }: Product): boolean {
  const [option] = options
  return (
    variants.length === 1 &&
    options.length === 1 &&
    option?.name === 'Title' &&
    option.values[0]?.name === 'Default Title'
  )
}

function variantsPage(rows: readonly Variant[], args: PageArgs & { sortKey: string }, call: Call): Connection<Variant> {
  const byPosition = args.sortKey === 'POSITION'
  return connectionOf(rows, {
    ...{ args, call, pageLimit: VARIANTS_PER_PAGE },
    ...(byPosition && { sortedBy: (_row: Variant, place: number) => place + 1 }),
  })
}

function priceRange({ variants }: Product, { settings }: Call): object {
  const prices = variants.map(({ price }) => price).sort((one, other) => Number(one) - Number(other))
  const money = (amount: string | undefined) => ({
    amount: String(Number(amount)),
    currencyCode: settings.shop.currency,
  })
  return { minVariantPrice: money(prices[0]), maxVariantPrice: money(prices.at(-1)) }
}

function plain(html: string, truncateAt: number | null | undefined): string {
  const text = html
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return typeof truncateAt === 'number' && text.length > truncateAt ? `${text.slice(0, truncateAt - 3)}...` : text
}

function madeBy(store: Store, { productId }: Operation): Product | null {
  return productId === null ? null : (store.get('Product', productId) ?? null)
}
