import type { CustomId } from '../metafields/custom-id.ts'
import type { ChosenValue } from '../products/combinations.ts'
import type { ProductFields } from '../products/fields.ts'
import type { VariantFields } from '../products/variant-fields.ts'

export interface SetArgs {
  identifier?: { id?: string | null; handle?: string | null; customId?: CustomId | null } | null
  input: SetInput
  synchronous: boolean
}

export interface SetInput extends ProductFields {
  id?: string | null
  productOptions?: OptionInput[] | null
  variants?: VariantInput[] | null
  metafields?: MetafieldEntry[] | null
}

export interface OptionInput {
  id?: string | null
  name?: string | null
  position?: number | null
  values?: { id?: string | null; name?: string | null }[] | null
}

export interface VariantInput extends VariantFields {
  id?: string | null
  optionValues: ChosenValue[]
  position?: number | null
  inventoryQuantities?: QuantityInput[] | null
}

export interface QuantityInput {
  locationId: string
  name: string
  quantity: number
}

export interface MetafieldEntry {
  id?: string | null
  namespace?: string | null
  key?: string | null
  type?: string | null
  value?: string | null
}
