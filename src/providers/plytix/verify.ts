import { isEmpty } from '../../model/json.ts'
import type { LiveProduct } from '../../model/live.ts'
import type { ProductFields } from '../../model/target.ts'
import { sameValue } from '../../model/values.ts'
import type { Attributes } from './convert.ts'
import { idsOf } from './raw.ts'
import { kindOfType, traits } from './traits.ts'

const ATTRIBUTES = 'attributes.'

/** Paths of the fields that a product does not hold as they were sent. */
export function differences(fields: ProductFields, product: LiveProduct, attributes: Attributes): string[] {
  const own = (['label', 'gtin', 'status', 'thumbnail'] as const).filter(
    (field) => field in fields && !sameValue(traits.fields[field] ?? 'text', product[field], fields[field]),
  )
  const custom = Object.entries(fields.attributes).filter(([label, value]) => {
    const kind = kindOfType(attributes.get(label)?.type ?? '')
    return !sameValue(kind, product.attributes[label], value)
  })
  return [...own, ...custom.map(([label]) => ATTRIBUTES + label)]
}

/** The labels of galleries among those paths, or `null` when a path is anything but a gallery that only lacks images. */
export function unfinishedGalleries(
  paths: string[],
  { fields, product, attributes }: { fields: ProductFields; product: LiveProduct; attributes: Attributes },
): string[] | null {
  const labels = paths.map((path) => path.slice(ATTRIBUTES.length))
  const unfinished = labels.every((label, index) => {
    if (!paths[index]?.startsWith(ATTRIBUTES) || attributes.get(label)?.type !== traits.gallery.type) return false
    const desired = idsOf(fields.attributes[label])
    const live = idsOf(product.attributes[label])
    return live.length < desired.length && live.every((id) => desired.includes(id))
  })
  return labels.length > 0 && unfinished ? labels : null
}

/** The fields without those that are empty: a new product has nothing to clear. */
export function withoutEmpty({ attributes, ...own }: ProductFields): ProductFields {
  const filled = <T extends object>(values: T): T =>
    Object.fromEntries(Object.entries(values).filter(([, value]) => !isEmpty(value))) as T
  return { ...filled(own), attributes: filled(attributes) }
}

export function withoutGalleries(fields: ProductFields, attributes: Attributes): ProductFields {
  const kept = Object.entries(fields.attributes).filter(
    ([label]) => attributes.get(label)?.type !== traits.gallery.type,
  )
  return { ...fields, attributes: Object.fromEntries(kept) }
}
