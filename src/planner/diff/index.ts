import { policyOrigin } from '../../model/provenance.ts'
import { imageKind, mainKind } from '../../model/target-kinds.ts'
import type { Matched } from '../match/index.ts'
import type { Prepared } from '../prepared.ts'
import type { Subject } from '../project/groups.ts'
import type { Desired } from '../project/index.ts'
import { relationOrigins } from '../project/origins.ts'
import type { DesiredRelations } from '../project/relations.ts'
import type { PlanInput } from '../types.ts'
import type { DiffContext, Pictures } from './context.ts'
import { planDefinitions } from './definitions.ts'
import { type Draft, drafter } from './draft.ts'
import { indexImages } from './image-index.ts'
import { inOrder } from './order.ts'
import { planRelations } from './relations.ts'
import { planResource } from './resources.ts'
import { type StaleSources, staleSources } from './stale.ts'
import { uploadsOf } from './uploads.ts'

/** What the comparison found, before anything is weighed. */
export interface Differences {
  context: DiffContext
  /** In the order of the plan. */
  drafts: Draft[]
  /** The subjects that were looked at, up to the limit of a canary. */
  processed: Subject[]
  stale: StaleSources
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
  const { context, stale } = beginDiff(prepared, input, options)
  const processed = planSubjects(desired.subjects, context)
  const related = planRelations(desired.relations, {
    ...context,
    creates: createdKeys(context),
    origin: relationOrigins(matched.listings.all),
  })
  context.found.blocked.push(...related.blocked)
  const { definitions, found } = context
  const drafts = [...definitions.drafts, ...uploadsOf(context), ...found.drafts, ...related.drafts]
  return { context, drafts: inOrder(drafts, input.traits.kinds), processed, stale }
}

/** What comparing needs, before anything is compared. */
export function beginDiff(
  { desired, matched }: Prepared,
  input: PlanInput,
  options: DiffOptions,
): Pick<Differences, 'context' | 'stale'> {
  const stale = staleSources(matched.listings.planned, { ...desired, input, population: matched.population })
  return { context: contextOf(desired, { matched, stale, options }, input), stale }
}

interface Parts {
  matched: Matched
  stale: StaleSources
  options: DiffOptions
}

function contextOf(
  { survey, rules, partRules, relations }: Desired,
  { matched, stale, options }: Parts,
  input: PlanInput,
): DiffContext {
  const { population, diagnostics } = matched
  const { settings } = input
  return {
    ...options,
    input,
    survey,
    kind: mainKind(input.traits),
    population,
    definitions: planDefinitions(survey, input, population),
    rules,
    partRules,
    fields: { scope: settings.scope, report: (entry) => diagnostics.push(entry) },
    pictures: picturesOf(matched, input),
    sourcesOf: sourcesByTarget({ survey, relations }, stale),
    origins: { key: policyOrigin(`target.${settings.target.provider}.sku`) },
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
  return { ...main.images, index, kind: image, known: { kind: image.name, seen: new Map() } }
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

/** The intended sources of a resource, as its baseline remembers them, with those that are still to be taken off. */
function sourcesByTarget(
  { survey, relations }: { survey: Desired['survey']; relations: DesiredRelations },
  stale: StaleSources,
): DiffContext['sourcesOf'] {
  const intended = survey.series.map(({ name, madeOf }) => ({ name, sources: reversed(relations[madeOf]) }))
  return (key) => {
    const entries = intended.flatMap(({ name, sources }) => {
      const all = [...(sources.get(key) ?? []), ...(stale.get(key)?.[name] ?? [])]
      return all.length === 0 ? [] : [[name, all.sort()] as const]
    })
    return Object.fromEntries(entries)
  }
}

function reversed(relations: Map<string, Set<string>>): Map<string, string[]> {
  const sources = new Map<string, string[]>()
  for (const source of [...relations.keys()].sort()) {
    for (const target of relations.get(source) ?? []) sources.set(target, [...(sources.get(target) ?? []), source])
  }
  return sources
}

function createdKeys({ found, kind }: DiffContext): Set<string> {
  return new Set(found.drafts.flatMap(({ operation: { action, key } }) => (action === kind.verbs.create ? key : [])))
}
