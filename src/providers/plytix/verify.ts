import { type Fields, texts } from '../../model/fields.ts'
import type { LiveResource } from '../../model/live.ts'
import { sameValue } from '../../model/values.ts'
import type { Attributes } from './convert.ts'
import { kindOfType, PLYTIX } from './facts.ts'
import { attributeIn } from './paths.ts'

/** Paths of the fields that a product does not hold as they were sent; its family is written and checked apart. */
export function differences(fields: Fields, product: LiveResource, attributes: Attributes): string[] {
  return Object.keys(fields).filter((path) => {
    if (path === 'family') return false
    const label = attributeIn(path)
    const kind = label === null ? 'text' : kindOfType(attributes.get(label)?.type ?? '')
    return !sameValue(path === 'thumbnail' ? 'other' : kind, product.fields[path], fields[path])
  })
}

/** The paths of galleries among those, or `null` when one is anything but a gallery that only lacks images. */
export function unfinishedGalleries(
  paths: string[],
  { fields, product, attributes }: { fields: Fields; product: LiveResource; attributes: Attributes },
): string[] | null {
  const unfinished = paths.every((path) => {
    if (!isGallery(path, attributes)) return false
    const [desired, live] = [texts(fields[path]), texts(product.fields[path])]
    return live.length < desired.length && live.every((id) => desired.includes(id))
  })
  return paths.length > 0 && unfinished ? paths : null
}

function isGallery(path: string, attributes: Attributes): boolean {
  const label = attributeIn(path)
  return label !== null && attributes.get(label)?.type === PLYTIX.galleryType
}

export function withoutGalleries(fields: Fields, attributes: Attributes): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([path]) => !isGallery(path, attributes)))
}
