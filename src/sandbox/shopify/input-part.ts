import type { Call } from './call.ts'
import type { Product, Variant } from './store/records.ts'

/** `field`: where in the arguments of the mutation. `code`: of the enum of the mutation's errors, if there is one. */
export interface UserError {
  field: string[] | null
  message: string
  code?: string | null
}

/** One input field of a product or of one of its variants, as another domain takes part in `productSet`. */
export interface PartInput {
  call: Call
  /** What was given; `null` when the client gave `null`. */
  value: unknown
  /** Where it stands in the arguments. */
  path: string[]
  /** As it is now; `null`: it is being made. */
  product: Product | null
}

/** Checks what was given and changes nothing; `write` is called when nothing else of the input is wrong either. */
export type InputPart = (input: PartInput) => { errors: readonly UserError[]; write(product: Product): void }

/** The same for a variant: `variant` is `null` while it is being made. */
export type VariantPart = (input: PartInput & { variant: Variant | null }) => {
  errors: readonly UserError[]
  write(variant: Variant): void
}
