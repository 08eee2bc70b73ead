import { parseAddress } from '../model/address.ts'
import type { Blocked, Operation, PlanSelection } from '../model/plan.ts'
import type { Part } from './product-context.ts'
import type { Listing } from './types.ts'

const PARTS: Part[] = ['schema', 'products', 'images', 'hierarchy', 'listings']

/** The parts that a selection leaves in the plan; none named means all. */
export function selectedParts({ only }: PlanSelection): ReadonlySet<Part> {
  return new Set(only.length === 0 ? PARTS : PARTS.filter((part) => only.includes(part)))
}

/** The listings of one style: those matched to it or to one of its sizes, with the parents that name it or them. */
export function ofStyle(listings: Listing[], style: string): Listing[] {
  const chosen = new Set<Listing>()
  const byKey = new Map(listings.map((listing) => [keyOf(listing.item.marketplace, listing.item.asin), listing]))
  for (const listing of listings) {
    const { match, item } = listing
    const sku = match.status === 'matched' ? match.sku : null
    const matched = sku === style || (sku?.startsWith(`${style}-`) ?? false)
    const named = sku === null && listing.class === 'parent' && item.model_number === style
    if (!matched && !named) continue
    chosen.add(listing)
    for (const parent of item.parent_asins) {
      const found = byKey.get(keyOf(item.marketplace, parent))
      if (found) chosen.add(found)
    }
  }
  return listings.filter((listing) => chosen.has(listing))
}

function keyOf(marketplace: string, asin: string): string {
  return `${marketplace}/${asin}`
}

export interface Narrowed {
  operations: Operation[]
  blocked: Blocked[]
}

/**
 * Leaves the operations at the chosen addresses with everything that they depend on, never their dependants; then takes
 * away the excluded ones and blocks what would have needed them.
 */
export function narrowOperations(operations: Operation[], selection: PlanSelection): Narrowed {
  if (selection.addresses.length + selection.exclude.length + selection.only.length === 0)
    return { operations, blocked: [] }
  const byId = new Map(operations.map((operation) => [operation.id, operation]))
  const chosen =
    selection.addresses.length === 0
      ? operations
      : withDependencies(operations.filter(matcher(selection.addresses)), byId)
  return exclude(chosen, selection)
}

function withDependencies(seeds: Operation[], byId: Map<string, Operation>): Operation[] {
  const kept = new Set<Operation>()
  const open = [...seeds]
  for (let operation = open.pop(); operation; operation = open.pop()) {
    if (kept.has(operation)) continue
    kept.add(operation)
    for (const id of operation.depends_on) {
      const dependency = byId.get(id)
      if (dependency) open.push(dependency)
    }
  }
  return [...byId.values()].filter((operation) => kept.has(operation))
}

function exclude(operations: Operation[], { exclude: patterns, only }: PlanSelection): Narrowed {
  const excluded = patterns.length === 0 ? () => false : matcher(patterns)
  const parts = new Set(only)
  const schemaOut = only.length > 0 && !parts.has('schema')
  const out = (operation: Operation) => excluded(operation) || (schemaOut && isSchema(operation, parts))
  const removed = new Set(operations.filter(out).map(({ id }) => id))
  const blocked: Blocked[] = []
  const kept: Operation[] = []
  for (const operation of operations) {
    if (removed.has(operation.id)) continue
    const cause = operation.depends_on.find((id) => removed.has(id) && !id.startsWith('upload:'))
    if (cause === undefined) kept.push(operation)
    else {
      removed.add(operation.id)
      blocked.push(blockedBy(operation, cause))
    }
  }
  return { operations: kept.map((operation) => withoutUploads(operation, removed)), blocked }
}

/** Definitions belong to the schema, those of a relationship to its links as well. */
function isSchema({ address }: Operation, parts: ReadonlySet<string>): boolean {
  const { kind } = parseAddress(address)
  if (kind === 'relationship') return !parts.has('hierarchy') && !parts.has('listings')
  return kind === 'attribute' || kind === 'family'
}

function blockedBy({ id, address, action }: Operation, cause: string): Blocked {
  const message = `It needs ${cause}, which is excluded from this plan.`
  return { id, address, action, code: 'excluded', message, hint: 'Include it, or apply it first.' }
}

/** An excluded upload leaves its image out, as a failed one would; the rest of the product goes on. */
function withoutUploads(operation: Operation, removed: ReadonlySet<string>): Operation {
  const lost = operation.depends_on.filter((id) => removed.has(id))
  if (lost.length === 0) return operation
  const addresses = new Set(lost.map((id) => id.slice('upload:'.length)))
  const after = structuredClone(operation.after)
  for (const [label, value] of Object.entries((after.attributes ?? {}) as Record<string, unknown>)) {
    if (Array.isArray(value))
      Object.assign(after.attributes as object, { [label]: value.filter((entry) => !addresses.has(entry)) })
  }
  if (typeof after.thumbnail === 'string' && addresses.has(after.thumbnail)) delete after.thumbnail
  const baseline = operation.baseline && {
    ...operation.baseline,
    ...(operation.baseline.images
      ? { images: operation.baseline.images.filter(({ asset }) => !addresses.has(asset)) }
      : {}),
    fields: operation.baseline.fields.filter((path) => path !== 'thumbnail' || after.thumbnail !== undefined),
  }
  return {
    ...operation,
    after,
    depends_on: operation.depends_on.filter((id) => !removed.has(id)),
    ...(baseline ? { baseline } : {}),
  }
}

/** `*` stands for anything; everything else is literal. Operation ids are taken as well as addresses. */
export function addressMatcher(patterns: string[]): (text: string) => boolean {
  const expressions = patterns.map((pattern) => {
    const source = pattern.split('*').map((part) => RegExp.escape(part))
    return new RegExp(`^${source.join('.*')}$`)
  })
  return (text) => expressions.some((expression) => expression.test(text))
}

function matcher(patterns: string[]): (operation: Operation) => boolean {
  const matches = addressMatcher(patterns)
  return ({ address, id }) => matches(address) || matches(id)
}
