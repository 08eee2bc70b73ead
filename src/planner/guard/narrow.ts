import { flatten, type Groups, nest, texts } from '../../model/fields.ts'
import type { JsonObject } from '../../model/json.ts'
import type { Address, Blocked, PlanSelection } from '../../model/plan.ts'
import { addressOfDraft, type Draft, idOf } from '../diff/draft.ts'
import { rewritingOf } from '../diff/rewriting.ts'

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
  const byId = new Map(drafts.map((draft) => [idOf(draft), draft]))
  const kept = new Set<Draft>()
  const open = drafts.filter(isChosen)
  for (let draft = open.pop(); draft; draft = open.pop()) {
    if (kept.has(draft)) continue
    kept.add(draft)
    open.push(...draft.dependsOn.flatMap((id) => byId.get(id) ?? []))
  }
  return drafts.filter((draft) => kept.has(draft))
}

function withoutExcluded(drafts: Draft[], { exclude: patterns, only }: PlanSelection, parts: Groups): Narrowed {
  const excluded = patterns.length === 0 ? () => false : matcher(patterns)
  const isOut = (draft: Draft) => excluded(draft) || (only.length > 0 && isOtherPart(draft, only))
  const removed = new Map(drafts.filter(isOut).map((draft) => [idOf(draft), draft]))
  const blocked: Blocked[] = []
  const kept: Draft[] = []
  for (const draft of drafts) {
    if (removed.has(idOf(draft))) continue
    const cause = draft.dependsOn.find((id) => removed.has(id) && removed.get(id)?.kind.madeOf !== 'image')
    if (cause === undefined) kept.push(draft)
    else {
      removed.set(idOf(draft), draft)
      blocked.push(blockedBy(draft, cause))
    }
  }
  return { drafts: kept.map((draft) => withoutImages(draft, { removed, parts })), blocked }
}

/** Definitions belong to the schema, those of relations to these as well; other parts are never planned. */
function isOtherPart({ kind }: Draft, only: string[]): boolean {
  return kind.madeOf === 'definition' && !kind.parts.some((part) => only.includes(part))
}

function blockedBy(draft: Draft, cause: string): Blocked {
  const message = `It needs ${cause}, which is excluded from this plan.`
  const place = { id: idOf(draft), address: addressOfDraft(draft), action: draft.action }
  return { ...place, code: 'excluded', message, hint: 'Include it, or apply it first.' }
}

/** An excluded upload leaves its image out, as a failed one would; the rest goes on. */
function withoutImages(
  draft: Draft,
  { removed, parts }: { removed: ReadonlyMap<string, Draft>; parts: Groups },
): Draft {
  const lost = new Set(draft.dependsOn.flatMap((id) => addressIn(removed.get(id))))
  if (lost.size === 0) return draft
  const { kind, action } = draft
  const flat = (nested: JsonObject) => flatten(nested, kind.groups, parts)
  const after = Object.fromEntries(
    Object.entries(flat(draft.after)).flatMap(([path, value]) => {
      if (path === kind.images?.gallery) return [[path, texts(value).filter((address) => !lost.has(address))]]
      return path === kind.images?.main && lost.has(String(value)) ? [] : [[path, value]]
    }),
  )
  const baseline = draft.baseline && {
    ...draft.baseline,
    fields: draft.baseline.fields.filter((path) => path !== kind.images?.main || Object.hasOwn(after, path)),
    ...(draft.baseline.images ? { images: draft.baseline.images.filter(({ asset }) => !lost.has(asset)) } : {}),
  }
  const kept = baseline ? { baseline } : {}
  return {
    ...draft,
    after: nest(after, kind.groups),
    dependsOn: draft.dependsOn.filter((id) => !removed.has(id)),
    rewrites: rewritingOf({ kind, action, before: draft.before && flat(draft.before), after, ...kept }),
    ...kept,
  }
}

function addressIn(draft: Draft | undefined): Address[] {
  return draft ? [addressOfDraft(draft)] : []
}

/** `*` stands for anything; everything else is literal. Operation ids are taken as well as addresses. */
export function addressMatcher(patterns: string[]): (text: string) => boolean {
  const expressions = patterns.map((pattern) => {
    const source = pattern.split('*').map((part) => RegExp.escape(part))
    return new RegExp(`^${source.join('.*')}$`)
  })
  return (text) => expressions.some((expression) => expression.test(text))
}

function matcher(patterns: string[]): (draft: Draft) => boolean {
  const matches = addressMatcher(patterns)
  return (draft) => matches(addressOfDraft(draft)) || matches(idOf(draft))
}
