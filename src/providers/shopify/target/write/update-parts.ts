import type { Change } from '../../../../model/target.ts'
import { OPTIONS } from '../names.ts'
import type { SeenProduct, SeenVariant } from '../seen.ts'
import { optionsIn } from './write-values.ts'

/** A part of a change, and the variant that it is about. */
export interface Matched {
  part: Change
  variant: SeenVariant
  /** True: nobody's so far, and ours from now on. */
  adopts: boolean
}

export interface Matching {
  /** Variants that are there. */
  known: Matched[]
  /** Variants that are to be made. */
  made: Change[]
  /** Variants that are to go. */
  gone: SeenVariant[]
}

export type MatchResult =
  | Matching
  /** The variant that is to be changed is not there any more. */
  | { lost: string }
  /** Several variants that are nobody's have the SKU. */
  | { ambiguous: string }

/**
 * Which variant each part is: the one with its key, else the only one without a key that has its SKU, or that stands alone
 * without options.
 */
export function matchParts(parts: readonly Change[], product: SeenProduct): MatchResult {
  const found: Matching = { known: [], made: [], gone: [] }
  const free = new Set(product.variants.filter(({ key }) => key === null))
  for (const part of parts) {
    const variant = product.variants.find(({ key }) => key === part.key)
    if (part.action === 'delete') {
      if (variant) found.gone.push(variant)
      continue
    }
    if (variant) {
      found.known.push({ part, variant, adopts: false })
      continue
    }
    const alike = candidates(part, free, { parts, product })
    if (alike.length > 1) return { ambiguous: String(part.fields.sku) }
    const [adopted] = alike
    if (adopted) {
      free.delete(adopted)
      found.known.push({ part, variant: adopted, adopts: true })
    } else if (part.action === 'update') return { lost: part.key }
    else found.made.push(part)
  }
  return found
}

interface Choice {
  parts: readonly Change[]
  product: SeenProduct
}

/** What is nobody's so far and may be the part. */
function candidates(part: Change, free: ReadonlySet<SeenVariant>, { parts, product }: Choice): SeenVariant[] {
  const { sku } = part.fields
  const options = Object.hasOwn(part.fields, OPTIONS) ? optionsIn(part.fields) : null
  const bySku = typeof sku === 'string' && sku !== '' ? [...free].filter((variant) => variant.sku === sku) : []
  const sameOptions = (variant: SeenVariant): boolean => options !== null && hasOptions(variant, options)
  if (bySku.length > 0) {
    const both = bySku.filter(sameOptions)
    return both.length === 1 ? both : bySku
  }
  // What is there by the plan's word has to be one of them.
  if (part.action === 'update' && options !== null) return [...free].filter(sameOptions)
  const isLone = product.hasOnlyDefaultVariant && parts.length === 1 && options === null
  return isLone ? [...free] : []
}

function hasOptions({ options }: SeenVariant, wanted: { [name: string]: string }): boolean {
  return options.length === Object.keys(wanted).length && options.every(({ name, value }) => wanted[name] === value)
}
