import { foreignAssetId, parseAddress } from '../model/address.ts'
import { SyncError } from '../model/errors.ts'
import type { Digest, Json, JsonObject } from '../model/json.ts'
import type { LiveProduct } from '../model/live.ts'
import type { Address, Operation, Plan } from '../model/plan.ts'
import { productPrecondition } from '../model/precondition.ts'
import type { OperationOutcome } from '../model/run.ts'
import { isUnfinished, type State, type WrittenValues } from '../model/state.ts'
import { operation } from '../planner/operation.ts'
import { summarise } from '../planner/summary.ts'
import { planId } from '../state/plan-file.ts'
import { loadPlanCopy } from '../state/run-folder.ts'
import { knownRun } from './choose-run.ts'

interface RetryOptions {
  digest: Digest
  /** Label of the baseline attribute. */
  label: string
  /** Label of the gallery attribute. */
  gallery: string
  /** True: baselines are kept in the state. */
  local: boolean
}

/**
 * What failed in a run, what was skipped because of it, and for products that were written without a picture, the
 * gallery and thumbnail as they were meant to be. @throws SyncError when there is nothing to try again
 */
export async function planRetry(state: State, runId: string, options: RetryOptions): Promise<Plan> {
  const run = await knownRun(state, runId)
  if (isUnfinished(run)) {
    throw new SyncError('unfinished', `Run ${runId} is not finished; its failures are tried again once it is.`, {
      hints: [`sync apply --resume ${runId}`],
    })
  }
  const plan = await loadPlanCopy(state.folder, runId)
  const { outcomes } = await state.runs.unfinished(runId)
  const chosen = chooseFailed(plan.operations, outcomes)
  const incomplete = plan.operations.filter(({ id }) => !chosen.has(id) && leftOut(outcomes.get(id), chosen).length > 0)
  const skus = incomplete.map(({ address }) => parseAddress(address).key)
  const written = await state.memory.written(run.account, skus)
  const ids = incomplete.flatMap(({ id }) => outcomes.get(id)?.target_id ?? [])
  const baselines = options.local ? await state.memory.baselines(run.account, ids) : new Map<string, string>()
  const operations = plan.operations.flatMap((one) => {
    const outcome = outcomes.get(one.id)
    if (chosen.has(one.id)) return [withKnownIds(one, { outcomes, chosen })]
    const images = leftOut(outcome, chosen)
    const values = images.length > 0 ? written.get(parseAddress(one.address).key) : undefined
    // When a later run has written the product since, what this one left out is its business no more.
    if (values?.run_id !== runId || !outcome?.target_id) return []
    const kept = baselines.get(outcome.target_id) ?? null
    const completed = completeImages({ one, id: outcome.target_id, images, values, kept }, options)
    return completed ? [withKnownIds(completed, { outcomes, chosen })] : []
  })
  if (operations.length === 0) {
    throw new SyncError('nothing-to-retry', `Nothing in run ${runId} failed that could be tried again as it is.`, {
      hints: ['For what has changed since, make a new plan: sync plan --out plan.json, then sync apply plan.json'],
    })
  }
  const lists = { operations, blocked: [], drift: [], conflicts: [] }
  return { ...plan, ...lists, plan_id: planId(operations), summary: summarise(lists, 0, options.gallery) }
}

/** Images that an operation was done without, and that are tried again. */
function leftOut(outcome: OperationOutcome | undefined, chosen: ReadonlySet<string>): Address[] {
  return (outcome?.left_out ?? []).filter((address) => chosen.has(`upload:${address}`))
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
  chosen: ReadonlySet<string>
}

/** Dependencies that are done become ids; the others stay dependencies. */
function withKnownIds(one: Operation, { outcomes, chosen }: Known): Operation {
  const refs = { ...one.refs }
  for (const dependency of one.depends_on) {
    const id = outcomes.get(dependency)?.target_id
    if (id !== undefined && !chosen.has(dependency)) refs[dependency.slice(dependency.indexOf(':') + 1)] = id
  }
  return { ...one, refs, depends_on: one.depends_on.filter((dependency) => chosen.has(dependency)) }
}

interface Incomplete {
  one: Operation
  id: string
  /** Addresses of the images that were left out. */
  images: Address[]
  values: WrittenValues
  /** The baseline that the state keeps, `null` where it stands on the product. */
  kept: string | null
}

/** An update of what the failed images belong to, and of nothing else. */
function completeImages(incomplete: Incomplete, { digest, label }: RetryOptions): Operation | null {
  const { one, id, images } = incomplete
  const missing = new Set(images)
  const attributes = (one.after.attributes ?? {}) as JsonObject
  const galleries = Object.entries(attributes).filter(([, value]) => isListWith(value, missing))
  const thumbnail = typeof one.after.thumbnail === 'string' && missing.has(one.after.thumbnail)
  if (galleries.length === 0 && !thumbnail) return null
  const without = (value: Json): Json => (value as string[]).filter((address) => !missing.has(address))
  const change = (gallery: (value: Json) => Json, thumb: Json): JsonObject => ({
    ...(galleries.length > 0
      ? { attributes: Object.fromEntries(galleries.map(([key, value]) => [key, gallery(value)])) }
      : {}),
    ...(thumbnail ? { thumbnail: thumb } : {}),
  })
  const fields = [...galleries.map(([key]) => `attributes.${key}`), ...(thumbnail ? ['thumbnail'] : [])]
  const before = change(without, one.before?.thumbnail ?? null)
  const after = change((value) => value, one.after.thumbnail ?? null)
  const kinds = (path: string) => (path.startsWith('attributes.') ? 'assets' : 'other')
  const precondition = productPrecondition(
    { fields, live: asLeft(incomplete, label), baselineLabel: label, kinds },
    digest,
  )
  const reason = `${images.length} of its images failed before`
  const completed = operation(
    { action: 'update', address: one.address, targetId: id, before, after, reason, precondition },
    digest,
  )
  const { images: own, links = {} } = one.baseline ?? {}
  return {
    ...completed,
    depends_on: one.depends_on,
    refs: one.refs,
    baseline: {
      fields: thumbnail ? ['thumbnail'] : [],
      ...(own ? { images: own } : {}),
      links,
    },
  }
}

function isListWith(value: Json, missing: ReadonlySet<string>): boolean {
  return Array.isArray(value) && value.some((entry) => missing.has(String(entry)))
}

/** The product as the run has left it, as far as images go; a thumbnail that was left out is what it was before. */
function asLeft({ one, id, values, kept }: Incomplete, label: string): LiveProduct {
  const attributes = Object.fromEntries(
    Object.entries(values.fields).flatMap(([path, value]) =>
      path.startsWith('attributes.') ? [[path.slice('attributes.'.length), value]] : [],
    ),
  )
  if (kept !== null) attributes[label] = kept
  const thumbnail = foreignAssetId(String(one.before?.thumbnail ?? ''))
  return {
    id,
    sku: parseAddress(one.address).key,
    attributes,
    links: {},
    ...(thumbnail === null ? {} : { thumbnail }),
  }
}
