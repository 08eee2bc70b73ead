import type { Call, UserError } from '../domain.ts'
import type { Variant, Weight } from '../store/records.ts'
import { money } from './money.ts'

const LONGEST = 255
const DEAREST = 1e18

/** The flat fields of a variant that all mutations take; absent ones stay. */
export interface VariantFields {
  price?: unknown
  compareAtPrice?: unknown
  barcode?: string | null
  /** Only `productSet` takes it here. */
  sku?: string | null
  taxable?: boolean | null
  inventoryPolicy?: Variant['inventoryPolicy'] | null
  inventoryItem?: ItemFields | null
}

interface ItemFields {
  sku?: string | null
  tracked?: boolean | null
  requiresShipping?: boolean | null
  cost?: unknown
  measurement?: { weight?: Weight | null } | null
  countryCodeOfOrigin?: string | null
  provinceCodeOfOrigin?: string | null
  harmonizedSystemCode?: string | null
}

/** The enums of the mutations have different codes for the same. */
export interface VariantCodes {
  invalid: string
  negativePrice: string
}

export function variantErrors(input: VariantFields, path: string[], codes: VariantCodes): UserError[] {
  const { invalid: code, negativePrice } = codes
  const { inventoryItem: item } = input
  const errors: UserError[] = []
  if (Number(input.price ?? 0) < 0) {
    const message = 'Price must be greater than or equal to 0'
    errors.push({ field: [...path, 'price'], message, code: negativePrice })
  }
  const texts: [name: string, value: string | null | undefined, field: string[]][] = [
    ['Barcode', input.barcode, ['barcode']],
    ['SKU', input.sku, ['sku']],
    ['SKU', item?.sku, ['inventoryItem', 'sku']],
  ]
  for (const [name, value, field] of texts) {
    const message = `${name} is too long (maximum is ${LONGEST} characters)`
    if ((value ?? '').length > LONGEST) errors.push({ field: [...path, ...field], message, code })
  }
  const cost = costProblem(item?.cost)
  if (cost !== null) errors.push({ field: [...path, 'inventoryItem', 'cost'], message: cost, code })
  return errors
}

function costProblem(cost: unknown): string | null {
  if (Number(cost ?? 0) < 0) return 'Cost per item must be greater than or equal to 0'
  return Number(cost ?? 0) >= DEAREST ? 'Cost per item must be less than 1000000000000000000' : null
}

/** Writes what was found to be right. */
export function writeVariant({ store }: Call, variant: Variant, input: VariantFields): void {
  if (input.price !== undefined && input.price !== null) variant.price = money(input.price) ?? variant.price
  if (input.compareAtPrice !== undefined) variant.compareAtPrice = money(input.compareAtPrice)
  if (input.barcode !== undefined) variant.barcode = input.barcode
  if (typeof input.taxable === 'boolean') variant.taxable = input.taxable
  if (input.inventoryPolicy) variant.inventoryPolicy = input.inventoryPolicy
  if (input.inventoryItem) writeItem(variant, input.inventoryItem)
  if (input.sku !== undefined) variant.inventoryItem.sku = input.sku
  store.touch(variant)
  store.touch(variant.inventoryItem)
}

function writeItem({ inventoryItem: item }: Variant, input: ItemFields): void {
  if (input.sku !== undefined) item.sku = input.sku
  if (typeof input.tracked === 'boolean') item.tracked = input.tracked
  if (typeof input.requiresShipping === 'boolean') item.requiresShipping = input.requiresShipping
  if (input.cost !== undefined) item.cost = money(input.cost)
  if (input.measurement?.weight !== undefined) item.weight = input.measurement.weight
  for (const name of ['countryCodeOfOrigin', 'provinceCodeOfOrigin', 'harmonizedSystemCode'] as const) {
    const value = input[name]
    if (value !== undefined) item[name] = value
  }
}
