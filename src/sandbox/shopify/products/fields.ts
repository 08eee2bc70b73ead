import type { Call, UserError } from '../domain.ts'
import type { Product, ProductStatus } from '../store/records.ts'
import { checkCategory } from './categories.ts'
import { keptHtml } from './html.ts'
import { prepareHandle } from './prepare-handle.ts'
import { normalisedTags, tagsProblem } from './tags.ts'
import type { Words } from './words.ts'

const LONGEST = 255

/** The flat fields that all three mutations of a product take; absent ones stay. */
export interface ProductFields {
  title?: string | null
  handle?: string | null
  descriptionHtml?: string | null
  vendor?: string | null
  productType?: string | null
  tags?: string[] | null
  status?: ProductStatus | null
  category?: string | null
  seo?: { title?: string | null; description?: string | null } | null
  templateSuffix?: string | null
  giftCard?: boolean | null
}

interface Prepared {
  errors: UserError[]
  /** To be called once everything else is right too. */
  write(product: Product): void
}

export interface Wanted {
  input: ProductFields
  /** Null: it is being made. */
  product: Product | null
  words: Words
}

/** Checks the flat fields. @throws for a category that there is none of */
export function prepareFields(call: Call, { input, product, words }: Wanted): Prepared {
  checkCategory(input.category, call.settings)
  const handle = prepareHandle(call.store, { input, product, words })
  const tags = input.tags && tagsProblem(input.tags)
  const errors = [
    ...titleErrors(input, product, words),
    ...handle.errors,
    ...tooLong('Vendor', input.vendor, words.at('vendor')),
    ...tooLong('Product type', input.productType, words.at('productType')),
    ...tooLong('Custom product type', input.productType, words.at('productType')),
    ...(tags ? [{ field: words.at('tags'), message: tags }] : []),
  ]
  return {
    errors,
    write: (written) => {
      writeTexts(written, input, call)
      if (input.status) written.status = input.status
      if (input.tags !== undefined) written.tags = normalisedTags(input.tags ?? [])
      if (input.category !== undefined) written.category = input.category
      if (input.seo !== undefined) writeSeo(written, input.seo ?? {})
      handle.write(written)
    },
  }
}

function titleErrors({ title }: ProductFields, product: Product | null, words: Words): UserError[] {
  const blank = title === undefined ? product === null : (title ?? '').trim() === ''
  if (blank) return [{ field: words.at('title'), message: words.says("can't be blank") }]
  if ((title ?? '').length <= LONGEST) return []
  return [{ field: words.at('title'), message: words.says(`is too long (maximum is ${LONGEST} characters)`) }]
}

function tooLong(name: string, value: string | null | undefined, field: string[] | null): UserError[] {
  const message = `${name} is too long (maximum is ${LONGEST} characters)`
  return (value ?? '').length > LONGEST ? [{ field, message }] : []
}

function writeTexts(product: Product, input: ProductFields, { settings }: Call): void {
  if (input.title !== undefined) product.title = (input.title ?? '').trim()
  if (input.descriptionHtml !== undefined) {
    product.descriptionHtml = keptHtml(input.descriptionHtml ?? '', settings.html)
  }
  if (input.vendor !== undefined) product.vendor = input.vendor ?? ''
  if (input.productType !== undefined) product.productType = input.productType ?? ''
  if (input.templateSuffix !== undefined) product.templateSuffix = input.templateSuffix || null
}

function writeSeo(product: Product, seo: { title?: string | null; description?: string | null }): void {
  if (seo.title !== undefined) product.seo.title = seo.title || null
  if (seo.description !== undefined) product.seo.description = seo.description || null
}
