import { foreignId, parseAddress } from '../model/address.ts'
import { SyncError } from '../model/errors.ts'
import { type Fields, flatten, texts } from '../model/fields.ts'
import type { Digest, Json } from '../model/json.ts'
import type { LiveResource } from '../model/live.ts'
import type { Address, Operation, Plan } from '../model/plan.ts'
import { resourcePrecondition } from '../model/precondition.ts'
import type { OperationOutcome } from '../model/run.ts'
import { isUnfinished, type KnownRun, type State, type WrittenValues } from '../model/state.ts'
import type { TargetTraits } from '../model/target.ts'
import { imageKind, kindNamed, mainKind } from '../model/target-kinds.ts'
import { drafter } from '../planner/diff/draft.ts'
import { summarise } from '../planner/guard/summary.ts'
import { loadPlanCopy } from '../state/plan-copy.ts'
import { planId } from '../state/plan-id.ts'

interface RetryOptions {
  digest: Digest
  traits: TargetTraits
  /** True: baselines are kept in the state. */
  local: boolean
}

/**
 * What failed in a run, what was skipped because of it, and for products that were written without a picture, the
 * gallery and thumbnail as they were meant to be. @throws SyncError when there is nothing to try again
 */
export async function planRetry(state: State, run: KnownRun, options: RetryOptions): Promise<Plan> {
  const { run_id: runId } = run
  if (isUnfinished(run)) {
    throw new SyncError('unfinished', `Run ${runId} is not finished; its failures are tried again once it is.`, {
      hints: [`sync apply --resume ${runId}`],
    })
  }
  const plan = await loadPlanCopy(state.folder, runId)
  const { outcomes } = await state.runs.unfinished(runId)
  const chosen = chooseFailed(plan.operations, outcomes)
  const upload = imageKind(options.traits)?.verbs.create
  const known = { outcomes, chosen, traits: options.traits }
  const incomplete = plan.operations.filter(
    ({ id }) => !chosen.has(id) && leftOut(outcomes.get(id), { chosen, upload }).length > 0,
  )
  const written = await state.memory.written(
    run.account,
    incomplete.map(({ key }) => key),
  )
  const ids = incomplete.flatMap(({ id }) => outcomes.get(id)?.target_id ?? [])
  const baselines = options.local ? await state.memory.baselines(run.account, ids) : new Map<string, string>()
  const operations = plan.operations.flatMap((one) => {
    const outcome = outcomes.get(one.id)
    if (chosen.has(one.id)) return [withKnownIds(one, known)]
    const images = leftOut(outcome, { chosen, upload })
    const values = images.length > 0 ? written.get(one.key) : undefined
    // When a later run has written the product since, what this one left out is its business no more.
    if (values?.run_id !== runId || !outcome?.target_id) return []
    const kept = baselines.get(outcome.target_id) ?? null
    const completed = completeImages({ one, id: outcome.target_id, images, values, kept }, options)
    return completed ? [withKnownIds(completed, known)] : []
  })
  if (operations.length === 0) {
    throw new SyncError('nothing-to-retry', `Nothing in run ${runId} failed that could be tried again as it is.`, {
      hints: ['For what has changed since, make a new plan: sync plan --out plan.json, then sync apply plan.json'],
    })
  }
  const lists = { operations, blocked: [], drift: [], conflicts: [] }
  return { ...plan, ...lists, plan_id: planId(operations), summary: summarise(lists, 0, options.traits) }
}

/** Images that an operation was done without, and that are tried again. */
function leftOut(
  outcome: OperationOutcome | undefined,
  { chosen, upload }: { chosen: ReadonlySet<string>; upload: string | undefined },
): Address[] {
  return (outcome?.left_out ?? []).filter((address) => chosen.has(`${upload}:${address}`))
}

type Outcomes = ReadonlyMap<string, OperationOutcome>

/** Failed operations, and those that were skipped for no other reason than that these failed. */
function chooseFailed(operations: Operation[], outcomes: Outcomes): Set<string> {
  const chosen = new Set<string>()
  for (const { id, depends_on } of operations) {
    const outcome = outcomes.get(id)?.outcome
    const hopeless = depends_on.some((dependency) => {
      const cause = outcomes.get(dependency)?.outcome
      return (cause === 'conflict' || cause === 'skipped') && !chosen.has(dependency)
    })
    if (outcome === 'failed' || (outcome === 'skipped' && !hopeless)) chosen.add(id)
  }
  return chosen
}

interface Known {
  outcomes: Outcomes
  traits: TargetTraits
  chosen: ReadonlySet<string>
}

/** Dependencies that are done become ids; the others stay dependencies. */
function withKnownIds(one: Operation, { outcomes, chosen, traits }: Known): Operation {
  const refs = { ...one.refs }
  for (const dependency of one.depends_on) {
    const id = outcomes.get(dependency)?.target_id
    const address = dependency.slice(dependency.indexOf(':') + 1)
    // Nothing refers to a slice of a resource; the id is that of the resource.
    const isSlice = kindNamed(traits, parseAddress(address).kind)?.owner !== undefined
    if (id !== undefined && !isSlice && !chosen.has(dependency)) refs[address] = id
  }
  return { ...one, refs, depends_on: one.depends_on.filter((dependency) => chosen.has(dependency)) }
}

interface Incomplete {
  one: Operation
  id: string
  /** Addresses of the images that were left out. */
  images: Address[]
  values: WrittenValues
  /** The baseline that the state keeps, `null` where it stands on the resource. */
  kept: string | null
}

/** An update of what the failed images belong to, and of nothing else. */
function completeImages(incomplete: Incomplete, { digest, traits }: RetryOptions): Operation | null {
  const { one, id, images } = incomplete
  const kind = mainKind(traits)
  const fields = changesOf(incomplete, traits)
  if (fields === null) return null
  const { before, after } = fields
  const paths = Object.keys(after)
  const main = kind.images?.main ?? ''
  const state = { paths, live: asLeft(incomplete, traits), kind, baseline: traits.baseline.path }
  const { images: own, links = {} } = one.baseline ?? {}
  return drafter(digest)({
    kind,
    key: one.key,
    action: kind.verbs.update,
    targetId: id,
    before,
    after,
    precondition: resourcePrecondition(state, digest),
    provenance: {},
    reason: `${images.length} of its images failed before`,
    dependsOn: one.depends_on,
    refs: one.refs,
    baseline: {
      fields: paths.filter((path) => path === main),
      ...(own ? { images: own } : {}),
      links,
    },
  }).operation
}

/** The gallery and the main picture without the missing images and with them, `null` when none belongs there. */
function changesOf({ one, images }: Incomplete, traits: TargetTraits): { before: Fields; after: Fields } | null {
  const { groups, images: places } = mainKind(traits)
  if (!places) return null
  const missing = new Set(images)
  const [old, wanted] = [flatten(one.before ?? {}, groups), flatten(one.after, groups)]
  const [before, after]: [Fields, Fields] = [{}, {}]
  const gallery = texts(wanted[places.gallery])
  if (gallery.some((address) => missing.has(address))) {
    before[places.gallery] = gallery.filter((address) => !missing.has(address))
    after[places.gallery] = gallery
  }
  const main = places.main
  if (main !== null && missing.has(String(wanted[main]))) {
    before[main] = old[main] ?? null
    after[main] = wanted[main] as Json
  }
  return Object.keys(after).length === 0 ? null : { before, after }
}

/** The resource as the run has left it, as far as images go; a main picture that was left out is what it was before. */
function asLeft({ one, id, values, kept }: Incomplete, traits: TargetTraits): LiveResource {
  const { name, groups, images } = mainKind(traits)
  const main = images?.main ?? ''
  const { [main]: _left, ...fields } = values.fields
  const before = foreignId(String(flatten(one.before ?? {}, groups)[main] ?? ''))
  return {
    kind: name,
    key: one.key,
    id,
    fields: {
      ...fields,
      ...(kept === null ? {} : { [traits.baseline.path]: kept }),
      ...(before === null ? {} : { [main]: before }),
    },
  }
}
