import { flatten, type Groups, nest, texts } from '../../model/fields.ts'
import type { JsonObject } from '../../model/json.ts'
import type { Blocked, Operation, PlanSelection } from '../../model/plan.ts'
import { type Draft, redraft } from '../diff/draft.ts'
import { rewritingOf } from '../diff/rewriting.ts'
import { addressMatcher } from './patterns.ts'

const PARTS = ['schema', 'products', 'images', 'hierarchy', 'listings']

/** The parts that a selection leaves in the plan; none named means all. */
export function selectedParts({ only }: PlanSelection): ReadonlySet<string> {
  return new Set(only.length === 0 ? PARTS : PARTS.filter((part) => only.includes(part)))
}

export interface Narrowed {
  drafts: Draft[]
  blocked: Blocked[]
}

/**
 * Leaves the operations at the chosen addresses with everything that they depend on, never their dependants; then takes
 * away the excluded ones and blocks what would have needed them. `parts`: the groups that hold parts.
 */
export function narrow(drafts: Draft[], selection: PlanSelection, parts: Groups): Narrowed {
  const { addresses, exclude, only } = selection
  if (addresses.length + exclude.length + only.length === 0) return { drafts, blocked: [] }
  const chosen = addresses.length === 0 ? drafts : withDependencies(drafts, matcher(addresses))
  return withoutExcluded(chosen, selection, parts)
}

function withDependencies(drafts: Draft[], isChosen: (draft: Draft) => boolean): Draft[] {
  const byId = new Map(drafts.map((draft) => [draft.operation.id, draft]))
  const kept = new Set<Draft>()
  const open = drafts.filter(isChosen)
  for (let draft = open.pop(); draft; draft = open.pop()) {
    if (kept.has(draft)) continue
    kept.add(draft)
    open.push(...draft.operation.depends_on.flatMap((id) => byId.get(id) ?? []))
  }
  return drafts.filter((draft) => kept.has(draft))
}

function withoutExcluded(drafts: Draft[], { exclude: patterns, only }: PlanSelection, parts: Groups): Narrowed {
  const excluded = patterns.length === 0 ? () => false : matcher(patterns)
  const isOut = (draft: Draft) => excluded(draft) || (only.length > 0 && isOtherPart(draft, only))
  const removed = new Map(drafts.filter(isOut).map((draft) => [draft.operation.id, draft]))
  const blocked: Blocked[] = []
  const kept: Draft[] = []
  for (const draft of drafts) {
    const { id, depends_on } = draft.operation
    if (removed.has(id)) continue
    const cause = depends_on.find((id) => removed.has(id) && removed.get(id)?.kind.madeOf !== 'image')
    if (cause === undefined) kept.push(draft)
    else {
      removed.set(id, draft)
      blocked.push(blockedBy(draft.operation, cause))
    }
  }
  return { drafts: kept.map((draft) => withoutImages(draft, { removed, parts })), blocked }
}

/** Definitions belong to the schema, those of relations to these as well; other parts are never planned. */
function isOtherPart({ kind }: Draft, only: string[]): boolean {
  return kind.madeOf === 'definition' && !kind.parts.some((part) => only.includes(part))
}

function blockedBy({ id, address, action }: Operation, cause: string): Blocked {
  const message = `It needs ${cause}, which is excluded from this plan.`
  return { id, address, action, code: 'excluded', message, hint: 'Include it, or apply it first.' }
}

/** An excluded upload leaves its image out, as a failed one would; the rest goes on. */
function withoutImages(
  draft: Draft,
  { removed, parts }: { removed: ReadonlyMap<string, Draft>; parts: Groups },
): Draft {
  const { kind, operation } = draft
  const lost = new Set(operation.depends_on.flatMap((id) => removed.get(id)?.operation.address ?? []))
  if (lost.size === 0) return draft
  const { action, before } = operation
  const flat = (nested: JsonObject) => flatten(nested, kind.groups, parts)
  const after = Object.fromEntries(
    Object.entries(flat(operation.after)).flatMap(([path, value]) => {
      if (path === kind.images?.gallery) return [[path, texts(value).filter((address) => !lost.has(address))]]
      return path === kind.images?.main && lost.has(String(value)) ? [] : [[path, value]]
    }),
  )
  const baseline = withoutLost(operation.baseline, {
    lost,
    isLeft: (path) => path !== kind.images?.main || Object.hasOwn(after, path),
  })
  const kept = baseline ? { baseline } : {}
  const depends_on = operation.depends_on.filter((id) => !removed.has(id))
  const rewrites = rewritingOf({ kind, action, before: before && flat(before), after, ...kept })
  return redraft(draft, { after: nest(after, kind.groups), depends_on, ...kept }, rewrites)
}

function withoutLost(
  baseline: Operation['baseline'],
  { lost, isLeft }: { lost: ReadonlySet<string>; isLeft: (path: string) => boolean },
): Operation['baseline'] {
  if (!baseline) return baseline
  const images = baseline.images?.filter(({ asset }) => !lost.has(asset))
  return { ...baseline, fields: baseline.fields.filter(isLeft), ...(images ? { images } : {}) }
}

function matcher(patterns: string[]): (draft: Draft) => boolean {
  const matches = addressMatcher(patterns)
  return ({ operation }) => matches(operation.address) || matches(operation.id)
}
