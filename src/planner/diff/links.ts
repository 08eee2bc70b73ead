import { addressOf } from '../../model/address.ts'
import { siblingKey } from '../../model/item.ts'
import type { Keys } from '../../model/keys.ts'
import type { Blocked, Operation } from '../../model/plan.ts'
import { linkPrecondition } from '../../model/precondition.ts'
import type { RelationshipSettings } from '../../model/settings.ts'
import type { Population } from '../match/population.ts'
import type { LinkOrigin } from '../project/origins.ts'
import type { Listing, PlanInput } from '../types.ts'
import type { Definitions } from './definitions.ts'
import { operation } from './operation.ts'
import type { Absence, Part } from './product-context.ts'

/** Desired links by source SKU, in both relationships. */
export interface DesiredLinks {
  hierarchy: Map<string, Set<string>>
  listings: Map<string, Set<string>>
  /** Parents that a listing names and that cannot be a source, with why. */
  missingParents: Map<string, string>
}

/** A listing as far as links are concerned: also those that are not planned in this run. */
export interface LinkInput {
  listings: Listing[]
  /** SKUs of everything that was exported, planned or not. */
  exported: ReadonlySet<string>
  /** Keys of items that were exported as "not found". */
  unavailable: ReadonlySet<string>
  /** Keys of items that overrides ignore. */
  ignored: ReadonlySet<string>
  keys: Keys
  /** True when the account holds this SKU. */
  exists: (sku: string) => boolean
}

/** Parent to child, as either side or an override says; canonical to every listing matched to it. */
export function desiredLinks(input: LinkInput): DesiredLinks {
  const links: DesiredLinks = { hierarchy: new Map(), listings: new Map(), missingParents: new Map() }
  const skus = new Set(input.listings.map(({ sku }) => sku))
  const moved = new Set(input.listings.filter(({ override }) => override?.parent !== undefined).map(({ sku }) => sku))
  for (const listing of input.listings) {
    const { ref, parents, children } = listing.item
    for (const id of parents) addParent(links, { listing, parent: input.keys.of({ ...ref, id }), id }, { input, skus })
    for (const id of children) {
      const sku = input.keys.of({ ...ref, id })
      if (id !== ref.id && skus.has(sku) && !moved.has(sku)) add(links.hierarchy, listing.sku, sku)
    }
    if (listing.match.status === 'matched') add(links.listings, listing.match.sku, listing.sku)
  }
  return links
}

function addParent(
  links: DesiredLinks,
  child: { listing: Listing; parent: string; id: string },
  { input, skus }: { input: LinkInput; skus: Set<string> },
): void {
  const { listing, parent, id } = child
  const key = siblingKey(listing.item, id)
  if (parent === listing.sku || input.ignored.has(key)) return
  if (skus.has(parent) || (input.exists(parent) && !input.unavailable.has(key)))
    add(links.hierarchy, parent, listing.sku)
  else
    links.missingParents.set(
      parent,
      input.unavailable.has(key)
        ? `${id} is not available in ${listing.facts.words.shop} ${listing.item.ref.shop}`
        : `${id} is not in the export`,
    )
}

function add(map: Map<string, Set<string>>, source: string, target: string): void {
  const targets = map.get(source)
  if (targets) targets.add(target)
  else map.set(source, new Set([target]))
}

interface LinkContext {
  input: PlanInput
  population: Population
  definitions: Definitions
  parts: ReadonlySet<Part>
  /** SKUs whose product this plan creates. */
  creates: ReadonlySet<string>
  /** SKUs that neither exist nor will, and why. */
  absent: ReadonlyMap<string, Absence>
  origin: LinkOrigin
}

export interface LinkPlan {
  operations: Operation[]
  blocked: Blocked[]
}

/** One write per source for the pairs that the account lacks. Links that are there are left alone, whoever made them. */
export function planLinks(links: DesiredLinks, context: LinkContext): LinkPlan {
  const plan: LinkPlan = { operations: [], blocked: [] }
  const { hierarchy, listings } = context.input.settings.relationships
  if (context.parts.has('hierarchy')) {
    for (const source of [...links.hierarchy.keys()].sort())
      planSource(
        plan,
        { kind: 'hierarchy', source, targets: links.hierarchy.get(source) ?? new Set(), relationship: hierarchy },
        context,
      )
    for (const [parent, why] of [...links.missingParents].sort())
      plan.blocked.push(missingParent(parent, why, hierarchy.label))
  }
  if (context.parts.has('listings')) {
    for (const source of [...links.listings.keys()].sort())
      planSource(
        plan,
        { kind: 'listings', source, targets: links.listings.get(source) ?? new Set(), relationship: listings },
        context,
      )
  }
  return plan
}

function missingParent(parent: string, why: string, label: string): Blocked {
  const address = `link.${label}.${parent}`
  const hint = 'Its children are kept; the link comes by itself once the parent can be read.'
  return {
    id: `link:${address}`,
    address,
    action: 'link',
    code: 'missing-parent',
    message: `The variation parent ${why}.`,
    hint,
  }
}

interface SourceLinks {
  kind: 'hierarchy' | 'listings'
  source: string
  targets: Set<string>
  relationship: RelationshipSettings
}

function planSource(plan: LinkPlan, links: SourceLinks, context: LinkContext): void {
  const { population, definitions, input } = context
  const { source } = links
  const state = definitions.relationships.get(links.relationship.label)
  if (!state?.available) return
  // A relationship that was renamed keeps its old label; live links stand under that one.
  const relationship = { ...links.relationship, label: state.live?.label ?? links.relationship.label }
  const product = population.bySku.get(source)
  const live = new Set(product?.links[relationship.label] ?? [])
  const present: string[] = []
  const added: string[] = []
  let excluded = 0
  for (const sku of [...links.targets].sort()) {
    const id = population.bySku.get(sku)?.id
    if (id !== undefined && live.has(id)) present.push(sku)
    else if (population.otherScope.has(sku)) continue
    else if (context.absent.get(sku) === 'excluded') excluded += 1
    else if (!context.absent.has(sku)) added.push(sku)
  }
  if (added.length + excluded === 0 || context.absent.get(source) === 'beyond-limit') return
  const address = addressOf('link', `${relationship.label}.${source}`)
  const block = (code: Blocked['code'], message: string, hint: string) =>
    plan.blocked.push({ id: `link:${address}`, address, action: 'link', code, message, hint })
  const owner = population.otherScope.get(source)
  if (owner !== undefined) {
    block(
      'other-scope',
      `Its source ${source} belongs to scope ${owner}.`,
      'Narrow the workspace of one of the two scopes, so that they do not meet.',
    )
    return
  }
  if (product === undefined && !context.creates.has(source)) {
    block(
      'excluded',
      `Its source ${source} does not exist and is not made by this plan.`,
      'Plan the product too, or look at why it is blocked.',
    )
    return
  }
  if (excluded > 0)
    block(
      'excluded',
      `${excluded} of its products do not exist yet and are excluded from this plan.`,
      'Add products to --only, or apply them first.',
    )
  const room = Math.max(0, input.traits.limits.links_per_source - live.size)
  if (added.length > room)
    block(
      'limit',
      `${source} would have ${live.size + added.length} links; ${input.traits.title} takes ${input.traits.limits.links_per_source}, so ${added.length - room} are left out.`,
      'Remove links that are no longer needed.',
    )
  const taken = added.slice(0, room)
  if (taken.length === 0) return
  plan.operations.push(
    linkOperation({ kind: links.kind, address, present, added: taken, relationship }, { ...context, state }),
  )
}

interface NewLinks {
  kind: SourceLinks['kind']
  address: string
  present: string[]
  added: string[]
  relationship: RelationshipSettings
}

type RelationshipState = NonNullable<ReturnType<Definitions['relationships']['get']>>

function linkOperation(
  { kind, address, present, added, relationship }: NewLinks,
  context: LinkContext & { state: RelationshipState },
): Operation {
  const { population, input, state, creates } = context
  const source = address.slice(`link.${relationship.label}.`.length)
  const product = population.bySku.get(source)
  const address_ = (sku: string) => addressOf('product', sku)
  const before = { targets: present.map(address_) }
  const after = { targets: [...present, ...added].sort().map(address_) }
  const reason = `${added.length} ${added.length === 1 ? 'product is' : 'products are'} not linked yet`
  const precondition = linkPrecondition(present, input.digest)
  const link = operation(
    { action: 'link', address, before, after, reason, precondition, ...(product ? { targetId: product.id } : {}) },
    input.digest,
  )
  for (const sku of added)
    link.provenance[`/targets/${after.targets.indexOf(address_(sku))}`] = context.origin(kind, sku)
  if (state.live) link.refs[addressOf('relationship', relationship.label)] = state.live.id
  if (state.operation) link.depends_on.push(state.operation)
  for (const sku of [source, ...present, ...added]) {
    const live = population.bySku.get(sku)
    if (live) link.refs[address_(sku)] = live.id
    else if (creates.has(sku)) link.depends_on.push(`create:${address_(sku)}`)
  }
  return link
}
