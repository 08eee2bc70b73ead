import type { Operation } from '../../model/plan.ts'
import { membersPrecondition } from '../../model/precondition.ts'
import { policyOrigin } from '../../model/provenance.ts'
import { imageKind, mainKind } from '../../model/target-kinds.ts'
import type { Matched } from '../match/index.ts'
import type { Prepared } from '../prepared.ts'
import type { Subject } from '../project/groups.ts'
import { relationOrigins } from '../project/origins.ts'
import type { PlanInput } from '../types.ts'
import { constantsOfNew } from './constants.ts'
import type { DiffContext, Pictures } from './context.ts'
import { planDefinitions } from './definitions.ts'
import { type Draft, drafter } from './draft.ts'
import { findGone, type GoneProduct } from './gone.ts'
import { type GonePlan, planGone } from './gone-plan.ts'
import { indexImages } from './image-index.ts'
import { inOrder } from './order.ts'
import { MEMBERS, planRelations } from './relations.ts'
import { rememberRelations } from './remember-relations.ts'
import { removingOf } from './removing.ts'
import { planResource } from './resources.ts'
import { intendedSources, replacementsOf } from './sources.ts'
import { type StalePair, stalePairs } from './stale.ts'
import { Trail } from './trail.ts'
import { planUnlinks, type UnlinkPlan } from './unlink.ts'
import { uploadsOf } from './uploads.ts'

/** What the comparison found, before anything is weighed. */
export interface Differences {
  context: DiffContext
  /** In the order of the plan. */
  drafts: Draft[]
  /** The subjects that were looked at, up to the limit of a canary. */
  processed: Subject[]
  /** Relations of ours that no longer follow. */
  stale: UnlinkPlan['stale']
  /** Resources of ours whose items are gone, and what lets so many of them be deleted. */
  gone: Pick<GonePlan, 'gone' | 'guards'>
}

/** Limits of the comparison that come from elsewhere. */
export interface DiffOptions {
  parts: ReadonlySet<string>
  /** False while the export may lack much: nothing is cleared on its word. */
  mayClear: boolean
}

/** Compares what should be with what is. `options.parts`: the parts of a plan that are wanted. */
export function diff(prepared: Prepared, input: PlanInput, options: DiffOptions): Differences {
  const { desired, matched } = prepared
  const { context, gone, pairs } = beginDiff(prepared, input, options)
  const processed = planSubjects(desired.subjects, context)
  const origin = relationOrigins(matched.listings.all, desired.subjects)
  const unrelated = membersPrecondition(MEMBERS, [], input.digest)
  const relating = { ...context, creates: createdBy(context), origin, unrelated }
  const related = planRelations(desired.relations, relating)
  const told = rememberRelations(related.drafts, processed, context)
  const waits = replacementsOf(pairs, related.drafts)
  const done = planGone(gone, { listings: matched.listings.all, waits }, context)
  const unlinked = planUnlinks(pairs, { ...relating, links: related.drafts, deleted: done.deleted })
  const { definitions, found } = context
  found.blocked.push(...related.blocked, ...done.blocked, ...unlinked.blocked)
  const drafts = [...definitions.drafts, ...uploadsOf(context), ...found.drafts, ...told.drafts, ...told.relations]
  const all = inOrder([...drafts, ...done.drafts, ...unlinked.drafts], input.traits.kinds)
  return { context, drafts: all, processed, stale: unlinked.stale, gone: done }
}

interface Beginning {
  context: DiffContext
  /** Resources of ours whose items the source has no more. */
  gone: GoneProduct[]
  /** Relations of ours that no longer follow. */
  pairs: StalePair[]
}

/** What comparing needs, before anything is compared. */
export function beginDiff(prepared: Prepared, input: PlanInput, options: DiffOptions): Beginning {
  const { desired, matched, held } = prepared
  const gone = findGone(held.proven, input)
  const confirmed = gone.filter((one) => one.confirmed)
  const known = { ...desired, input, population: matched.population }
  const pairs = stalePairs({ subjects: desired.subjects, gone: confirmed }, known)
  return { context: contextOf(prepared, { pairs, options }, input), gone, pairs }
}

interface Parts {
  pairs: readonly StalePair[]
  options: DiffOptions
}

function contextOf(
  { matched, desired, held, guards }: Prepared,
  { pairs, options }: Parts,
  input: PlanInput,
): DiffContext {
  const { survey, rules, partRules, relations } = desired
  const { population, diagnostics } = matched
  const { settings } = input
  return {
    ...options,
    input,
    survey,
    kind: mainKind(input.traits),
    population,
    held: held.proven,
    definitions: planDefinitions(survey, input, population),
    rules,
    partRules,
    fields: { scope: settings.scope, report: (entry) => diagnostics.push(entry) },
    pictures: picturesOf(matched, input),
    sourcesOf: intendedSources(pairs, { input, population, survey, relations }),
    removing: removingOf(input, guards),
    origins: { key: policyOrigin(`target.${settings.target.provider}.sku`) },
    trail: new Trail(),
    constants: constantsOfNew({ ...options, input, kind: mainKind(input.traits) }),
    draftOf: drafter(input.digest),
    found: {
      drafts: [],
      blocked: [],
      drift: [],
      conflicts: [],
      overwrites: [],
      names: new Map(),
      uploads: new Map(),
      dead: new Map(),
      absent: new Map(),
    },
  }
}

function picturesOf({ population }: Matched, input: PlanInput): Pictures | null {
  const [main, image] = [mainKind(input.traits), imageKind(input.traits)]
  if (!image || !main.images) return null
  const index = indexImages(population, input, { main, image })
  return {
    ...main.images,
    index,
    kind: image,
    known: { kind: image.name, action: image.verbs.create, seen: new Map() },
    origins: new Map(),
  }
}

/** Plans resources in the order of their keys, up to the limit of a canary; returns what was looked at. */
function planSubjects(subjects: Subject[], context: DiffContext): Subject[] {
  const { parts, input, found, population } = context
  if (!['products', 'images', 'hierarchy', 'listings'].some((part) => parts.has(part))) return []
  const limit = input.selection.limit ?? Number.POSITIVE_INFINITY
  const processed: Subject[] = []
  for (const subject of subjects) {
    const { key } = subject.listing
    if (found.drafts.length < limit) {
      planResource(subject, context)
      processed.push(subject)
    } else if (!population.byKey.has(key)) found.absent.set(key, 'beyond-limit')
  }
  return processed
}

function createdBy({ found, kind }: DiffContext): Map<string, Operation> {
  const created = new Map<string, Operation>()
  for (const { operation } of found.drafts)
    if (operation.action === kind.verbs.create) created.set(operation.key, operation)
  return created
}
