import { diagnostic } from '../../model/diagnostic.ts'
import type { KindTraits } from '../../model/kinds.ts'
import type { Blocked } from '../../model/plan.ts'
import { isNamed } from '../../model/selection.ts'
import { overrideKey } from '../match/overrides.ts'
import type { Subject } from '../project/groups.ts'
import { desiredImages } from '../project/images.ts'
import { isKept } from '../project/rules.ts'
import type { DesiredImage, Elsewhere, Listing, PlanInput } from '../types.ts'
import { homeless } from './belonging.ts'
import { type DiffContext, isLost, type Pictures } from './context.ts'
import { createResource } from './create.ts'
import { type Draft, redraft } from './draft.ts'
import { updateResource } from './update.ts'

/** Plans the create or the update of what one subject becomes, if it needs any. */
export function planResource(subject: Subject, context: DiffContext): void {
  const { listing } = subject
  const { population, found, input } = context
  const block = blockOf(listing, context)
  if (block) {
    found.blocked.push(block)
    found.absent.set(listing.key, 'blocked')
    return
  }
  const owned = population.owned.get(listing.key)
  const desired = usableImages(listing, context)
  const draft = owned ? updateResource(subject, { owned, desired }, context) : createResource(subject, desired, context)
  const flags = listing.match.status === 'unmatched' && input.settings.policy.unmatched === 'flag'
  if (draft) found.drafts.push(flags ? flagged(draft, context.kind) : draft)
  if (flags) remarkOnUnmatched(listing, context)
}

/** A listing without a canonical product is made all the same, and stands out. */
function flagged(draft: Draft, { noun: [one] }: KindTraits): Draft {
  const reason = `${draft.operation.reason}; without a canonical ${one} (policy.unmatched: flag)`
  return redraft(draft, { risk: 'high', reason })
}

function remarkOnUnmatched({ item, address, match }: Listing, { fields, kind, input }: DiffContext): void {
  const why = match.status === 'unmatched' ? match.message : ''
  const message = `${item.ref.id} has no canonical ${kind.noun[0]}. ${why}`
  const hint = `Say in specs/overrides what it belongs to: ${overrideKey(item.ref, input)}: { canonical: SKU }, or none.`
  fields.report(diagnostic({ severity: 'warning', code: 'unmatched', message, address, hint }))
}

/** Why nothing is made or changed of a listing, whatever it says; `null`: it is compared. */
export function blockOf(listing: Listing, context: DiffContext): Blocked | null {
  const { input, population, kind } = context
  const [one] = kind.noun
  const scope = population.otherScope.get(listing.key)
  const make = (code: Blocked['code'], message: string, hint: string): Blocked => {
    const action = scope === undefined ? 'create' : 'update'
    return { id: `${action}:${listing.address}`, address: listing.address, action, code, message, hint }
  }
  if (scope !== undefined) {
    return make(
      'other-scope',
      `The ${one} belongs to scope ${scope}.`,
      `Narrow one of the two workspaces, so that each listing has one owner; or take it over: sync adopt --from-scope ${scope}.`,
    )
  }
  if (population.owned.has(listing.key)) return null
  const elsewhere = population.renamed.get(listing.key) ?? population.otherForm.of(listing.item)
  if (elsewhere) return blockElsewhere(listing, elsewhere, { input, one })
  if (!input.live.complete) {
    return make(
      'partial-export',
      `The account could not be read as a whole, so the ${one} may exist unseen.`,
      'Plan again; the warning says what was in the way.',
    )
  }
  if (input.memory.created.has(listing.key) && !isNamed(input.selection, listing.address)) {
    return make(
      'deleted',
      `A run here made the ${one}, and someone deleted it.`,
      `Put "${overrideKey(listing.item.ref, input)}: { ignore: true }" in specs/overrides, or make it again with --address ${listing.address}.`,
    )
  }
  return homeless(listing, context)
}

/** What carries the baseline of the listing under another key: making a second one would be a duplicate. */
function blockElsewhere(
  { address, key, item }: Listing,
  { live, baseline }: Elsewhere,
  { input, one }: { input: PlanInput; one: string },
): Blocked {
  const block = { id: `create:${address}`, address, action: 'create' as const }
  const ignore = `or put "${overrideKey(item.ref, input)}: { ignore: true }" in specs/overrides.`
  if (baseline.scope !== input.settings.scope) {
    const message = `The listing has its ${one} already: ${live.key}, which belongs to scope ${baseline.scope}.`
    return { ...block, code: 'other-scope', message, hint: `Let one of the two scopes own the listing, ${ignore}` }
  }
  const byHand = baseline.sku === key
  const why = byHand ? 'someone renamed it' : 'it was made under another form of SKU'
  const message = `The ${one} exists under SKU ${live.key}: ${why}.`
  const hint = `Give it the SKU ${key}, ${ignore}`
  return { ...block, code: 'renamed', message, hint, ...(byHand ? { renamed_to: live.key } : {}) }
}

/** Desired images without those that the target could not fetch before, unless the account has them by now. */
export function usableImages(listing: Listing, context: DiffContext): DesiredImage[] {
  const { pictures, parts, input, fields, found } = context
  if (!pictures || !parts.has('images')) return []
  if (isLost(pictures.gallery, context) || isKept(listing, input.settings.target.gallery)) return []
  const { known, partsOf } = pictures
  const reading = { settings: input.settings, known, parts: partsOf(listing.key), report: fields.report }
  return desiredImages(listing, reading).filter((image) => {
    const dead = isDead(image, { input, pictures })
    if (dead) found.dead.set(image.address, image)
    return !dead
  })
}

/** Until it is asked for by name, what could not be fetched a short while ago is not tried again. */
export function isDead(
  { url, image, address }: Pick<DesiredImage, 'url' | 'image' | 'address'>,
  { input, pictures }: { input: PlanInput; pictures: Pictures },
): boolean {
  const { memory, selection } = input
  if (memory.deadImages.size === 0 || !memory.deadImages.has(url) || isNamed(selection, address)) return false
  return pictures.index.anywhere(image) === undefined
}
