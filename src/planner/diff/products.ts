import { diagnostic } from '../../model/diagnostic.ts'
import type { Blocked, Operation } from '../../model/plan.ts'
import { isKept } from '../project/desired-fields.ts'
import { desiredImages } from '../project/images.ts'
import type { DesiredImage, Elsewhere, Listing } from '../types.ts'
import type { ProductContext } from './product-context.ts'
import { createProduct } from './product-create.ts'
import { updateProduct } from './product-update.ts'

/** Plans the create or the update of one listing's product, if it needs any. */
export function planProduct(listing: Listing, context: ProductContext): void {
  const { population, found } = context
  const block = blockOf(listing, context)
  if (block) {
    found.blocked.push(block)
    found.absent.set(listing.sku, 'blocked')
    return
  }
  const owned = population.owned.get(listing.sku)
  const desired = usableImages(listing, context)
  const operation = owned
    ? updateProduct(listing, { owned, desired }, context)
    : createProduct(listing, desired, context)
  if (operation) found.operations.push(operation)
  if (listing.match.status === 'unmatched' && context.input.settings.policy.unmatched === 'flag') {
    flag(listing, operation, context)
  }
}

/** A listing without a canonical product is made all the same, and stands out. */
function flag({ item, address, match }: Listing, operation: Operation | null, { fields }: ProductContext): void {
  if (operation) {
    operation.risk = 'high'
    operation.reason += '; without a canonical product (policy.unmatched: flag)'
  }
  const why = match.status === 'unmatched' ? match.message : ''
  const message = `${item.ref.id} has no canonical product. ${why}`
  const hint = `Say in specs/overrides what it belongs to: ${item.ref.id}: { canonical: SKU }, or none.`
  fields.report(diagnostic({ severity: 'warning', code: 'unmatched', message, address, hint }))
}

function blockOf(listing: Listing, { input, population }: ProductContext): Blocked | null {
  const scope = population.otherScope.get(listing.sku)
  const make = (code: Blocked['code'], message: string, hint: string): Blocked => {
    const action = scope === undefined ? 'create' : 'update'
    return { id: `${action}:${listing.address}`, address: listing.address, action, code, message, hint }
  }
  if (scope !== undefined) {
    return make(
      'other-scope',
      `The product belongs to scope ${scope}.`,
      'Narrow one of the two workspaces, so that each listing has one owner.',
    )
  }
  if (population.owned.has(listing.sku)) return null
  const elsewhere = population.renamed.get(listing.sku) ?? population.otherForm.of(listing.item)
  if (elsewhere) return blockElsewhere(listing, elsewhere, input.settings.scope)
  if (!input.live.complete) {
    return make(
      'partial-export',
      'The account could not be read as a whole, so the product may exist unseen.',
      'Plan again; the warning says what was in the way.',
    )
  }
  if (input.memory.created.has(listing.sku) && !input.selection.addresses.includes(listing.address)) {
    return make(
      'deleted',
      'A run here made the product, and someone deleted it.',
      `Put "${listing.item.ref.id}: { ignore: true }" in specs/overrides, or make it again with --address ${listing.address}.`,
    )
  }
  return null
}

/** A product that carries the baseline of the listing under another SKU: making a second one would be a duplicate. */
function blockElsewhere({ address, sku, item }: Listing, { product, baseline }: Elsewhere, scope: string): Blocked {
  const block = { id: `create:${address}`, address, action: 'create' as const }
  const ignore = `or put "${item.ref.id}: { ignore: true }" in specs/overrides.`
  if (baseline.scope !== scope) {
    const message = `The listing has its product already: ${product.sku}, which belongs to scope ${baseline.scope}.`
    return { ...block, code: 'other-scope', message, hint: `Let one of the two scopes own the listing, ${ignore}` }
  }
  const why = baseline.sku === sku ? 'someone renamed it' : 'it was made under another form of SKU'
  const message = `The product exists under SKU ${product.sku}: ${why}.`
  return { ...block, code: 'renamed', message, hint: `Give it the SKU ${sku}, ${ignore}` }
}

/** Desired images without those that the target could not fetch before, unless the account has them by now. */
function usableImages(listing: Listing, context: ProductContext): DesiredImage[] {
  const { gallery } = context.input.settings.target
  if (!context.parts.has('images') || context.definitions.unavailable.has(gallery) || isKept(listing, gallery))
    return []
  const images = desiredImages(listing, {
    settings: context.input.settings,
    known: context.knownImages,
    report: context.fields.report,
  })
  return images.filter((image) => {
    const dead = context.input.memory.deadImages.has(image.url) && context.images.anywhere(image.image) === undefined
    if (dead) context.found.dead.set(image.address, image)
    return !dead
  })
}
