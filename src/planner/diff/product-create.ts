import type { JsonObject } from '../../model/json.ts'
import type { Operation } from '../../model/plan.ts'
import { desiredValue, isKept, pointerOf } from '../project/desired-fields.ts'
import { thumbnailOf } from '../project/images.ts'
import type { DesiredImage, Listing } from '../types.ts'
import { operation } from './operation.ts'
import {
  assignFamily,
  galleryPath,
  type ProductContext,
  setField,
  useImages,
  waitForDefinitions,
} from './product-context.ts'
import { galleryOrigin, thumbnailOrigin } from './product-images.ts'

/** A new product, with everything that one call can carry. */
export function createProduct(listing: Listing, desired: DesiredImage[], context: ProductContext): Operation | null {
  const { input, parts } = context
  if (!parts.has('products')) {
    blockExcluded(listing, desired, context)
    return null
  }
  const after: JsonObject = { sku: listing.sku }
  const fields: string[] = []
  const provenance: Operation['provenance'] = { '/sku': context.origins.sku }
  for (const rule of context.rules) {
    const { label, write } = rule.spec
    if (write === 'never' || context.definitions.unavailable.has(label) || isKept(listing, label)) continue
    const { value, provenance: origin } = desiredValue(listing, rule, context.fields)
    if (value === null) continue
    setField(after, rule.path, value)
    provenance[rule.pointer] = origin
    if (write !== 'on-change') fields.push(rule.path)
  }
  if (input.live.family) after.family = input.live.family.name
  const created = operation(
    { action: 'create', address: listing.address, after, reason: reasonOf(listing) },
    input.digest,
  )
  addImages(created, { listing, desired, fields, provenance }, context)
  created.provenance = provenance
  created.baseline = {
    fields,
    ...(parts.has('images') ? { images: desired.map(({ written }) => written) } : {}),
    links: context.linkSources(listing),
    item: listing.item.key,
  }
  waitForDefinitions(
    created,
    [...Object.keys((after.attributes ?? {}) as JsonObject), input.traits.baseline.label],
    context.definitions,
  )
  assignFamily(created, context)
  return created
}

interface Images {
  listing: Listing
  desired: DesiredImage[]
  fields: string[]
  provenance: Operation['provenance']
}

function addImages(
  created: Operation,
  { listing, desired, fields, provenance }: Images,
  context: ProductContext,
): void {
  const { input } = context
  for (const { image, address } of desired) {
    const id = context.images.anywhere(image)
    if (id !== undefined) created.refs[address] = id
  }
  if (desired.length === 0) return
  setField(
    created.after,
    galleryPath(context),
    desired.map(({ address }) => address),
  )
  provenance[pointerOf(galleryPath(context))] = galleryOrigin(listing)
  const kept = isKept(listing, 'thumbnail')
  const thumbnail = kept ? null : thumbnailOf(desired, input.settings.images.thumbnail_fallback)
  if (thumbnail) {
    created.after.thumbnail = thumbnail.address
    provenance['/thumbnail'] = thumbnailOrigin(listing, thumbnail)
    fields.push('thumbnail')
  }
  useImages(created, { images: desired, listing }, context)
}

function reasonOf({ match }: Listing): string {
  if (match.status === 'matched')
    return `not in the account yet; belongs to ${match.sku} (${match.method} ${match.value})`
  return match.status === 'ambiguous'
    ? 'not in the account yet; its canonical product is ambiguous'
    : 'not in the account yet'
}

/** With only images wanted, a product that does not exist cannot take them. */
function blockExcluded(listing: Listing, desired: DesiredImage[], { found, parts }: ProductContext): void {
  found.absent.set(listing.sku, 'excluded')
  if (!parts.has('images') || desired.length === 0) return
  found.blocked.push({
    id: `create:${listing.address}`,
    address: listing.address,
    action: 'create',
    code: 'excluded',
    message: 'Its images need the product, which does not exist yet and is excluded from this plan.',
    hint: 'Add products to --only.',
  })
}
