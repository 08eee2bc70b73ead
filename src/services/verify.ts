import { createIds, type Ids } from '../applier/ids.ts'
import { questionOf } from '../applier/intents.ts'
import { additions, type Flat, flat } from '../applier/resolution.ts'
import { resolve } from '../applier/resolve.ts'
import { isAboutBaseline, isRemoval } from '../applier/roles.ts'
import { addressOf } from '../model/address.ts'
import { parseBaseline } from '../model/baseline.ts'
import { pointerOf, texts } from '../model/fields.ts'
import type { Digest, Json } from '../model/json.ts'
import type { LiveResource } from '../model/live.ts'
import type { Address, Operation } from '../model/plan.ts'
import { comparedPaths } from '../model/precondition.ts'
import type { OperationOutcome } from '../model/run.ts'
import type { Workspace } from '../model/settings.ts'
import type { State } from '../model/state.ts'
import type { Named, Target, TargetTraits } from '../model/target.ts'
import { kindNamed } from '../model/target-kinds.ts'
import { sameValue } from '../model/values.ts'
import { loadPlanCopy } from '../state/plan-copy.ts'
import { knownRun } from './choose-run.ts'
import { wantForPlan } from './plan-want.ts'

export interface VerifyRequest {
  run: string
  state: State
  workspace: Workspace
  target: Target
  digest: Digest
}

/** Something that is not as the run meant to leave it. */
export interface Difference {
  address: Address
  /** JSON pointer such as `/attributes/color`, empty for the object as a whole. */
  field: string
  expected: Json
  live: Json
  message: string
}

export interface Verification {
  run_id: string
  ok: boolean
  /** Operations that were compared. */
  checked: number
  differences: Difference[]
}

const DONE = ['succeeded', 'adopted', 'failed']

/** Reads back what a run touched, in bulk, and compares it with what it meant to write. @throws SyncError */
export async function verifyRun(request: VerifyRequest, signal: AbortSignal): Promise<Verification> {
  const { run, state, workspace, target, digest } = request
  const { traits } = target
  const { run_id } = await knownRun(state, run)
  const { operations } = await loadPlanCopy(state.folder, run_id)
  const { outcomes } = await state.runs.unfinished(run_id)
  const touched = operations.filter((operation) => isTouched(operation, outcomes.get(operation.id), traits))
  await target.connect(signal)
  const named = distinct(touched.flatMap((operation) => questionOf(operation, traits) ?? []))
  const found =
    named.length === 0
      ? []
      : await target.look(named, wantForPlan({ operations }, workspace, { traits, digest }), signal)
  const live = new Map(found.map((one) => [addressOf(one.kind, one.key), one]))
  const context: Context = { traits, ids: learnIds(operations, outcomes), live, outcomes, digest }
  const differences = touched.flatMap((operation) => compare(operation, context))
  return { run_id, ok: differences.length === 0, checked: touched.length, differences }
}

/** Relations that were refused in part are there in part: those that were sent count. */
function isTouched({ kind }: Operation, outcome: OperationOutcome | undefined, traits: TargetTraits): boolean {
  if (!outcome || !DONE.includes(outcome.outcome)) return false
  const inPart = kindNamed(traits, kind)?.owner !== undefined && outcome.left_out !== undefined
  return outcome.outcome !== 'failed' || inPart
}

function distinct(named: Named[]): Named[] {
  return [...new Map(named.map((one) => [addressOf(one.kind, one.key), one])).values()]
}

function learnIds(operations: Operation[], outcomes: ReadonlyMap<string, OperationOutcome>): Ids {
  const ids = createIds()
  for (const operation of operations) {
    const outcome = outcomes.get(operation.id)
    if (outcome) ids.learn(operation, outcome)
  }
  return ids
}

interface Context {
  traits: TargetTraits
  ids: Ids
  live: ReadonlyMap<Address, LiveResource>
  outcomes: ReadonlyMap<string, OperationOutcome>
  digest: Digest
}

function compare(operation: Operation, context: Context): Difference[] {
  const given = flat(operation, context.traits)
  const question = questionOf(operation, context.traits)
  if (!given || !question) return []
  const live = context.live.get(addressOf(question.kind, question.key))
  if (isRemoval(operation, given.kind)) return compareRemoval(given, live, context)
  if (!live) return [missing(operation)]
  if (given.kind.owner) return compareMembers(given, live, context)
  if (given.kind.madeOf === 'definition') return compareDefinition(given, live)
  return [...compareFields(given, live, context), ...compareBaseline(given, live, context)]
}

/** What was taken away has to be gone. */
function compareRemoval(given: Flat, live: LiveResource | undefined, context: Context): Difference[] {
  const { operation, kind, before } = given
  const { address, id } = operation
  const owner = kind.owner?.(operation.key)
  if (!live) return []
  if (!owner) {
    const message = `${address} is there, although the run has deleted it.`
    return [{ address, field: '', expected: null, live: true, message }]
  }
  const there = new Set(texts(live.fields[owner.path]))
  const kept = new Set(context.outcomes.get(id)?.left_out)
  return Object.entries(before).flatMap(([path, members]) => {
    const left = texts(members).filter((member) => {
      const found = context.ids.find(operation, member)
      return !kept.has(member) && found !== null && there.has(found)
    })
    if (left.length === 0) return []
    const message = `${address} still has ${linksNamed(left)}.`
    return [{ address, field: `/${path}`, expected: [], live: left, message }]
  })
}

function linksNamed(addresses: Address[]): string {
  const named = `${addresses.slice(0, 5).join(', ')}${addresses.length > 5 ? ', …' : ''}`
  return `${addresses.length === 1 ? 'a link' : `${addresses.length} links`}: ${named}`
}

/** Where the baseline was all that was written, or was written word for word, it is looked at as well. */
function compareBaseline({ operation, kind }: Flat, live: LiveResource, { traits, digest }: Context): Difference[] {
  const { baseline: change, address } = operation
  const { path } = traits.baseline
  if (!change || !isAboutBaseline(operation)) return []
  const text = live.fields[path] ?? null
  const prints = parseBaseline(text, digest)?.fields ?? {}
  const whole =
    change.text !== undefined
      ? sameValue('text', text, change.text)
      : Object.entries(change.prints ?? {}).every(([field, print]) => (prints[field] ?? null) === print)
  if (whole) return []
  const message = `The baseline of ${address} is not the one that the run has written.`
  return [{ address, field: pointerOf(path, kind.groups), expected: change.text ?? null, live: text, message }]
}

function missing({ address }: Operation): Difference {
  return { address, field: '', expected: true, live: null, message: `${address} is not there any more.` }
}

function compareFields({ operation, kind }: Flat, live: LiveResource, { ids, traits }: Context): Difference[] {
  // Values of the day are never compared.
  const resolved = resolve(operation, ids, { traits, today: '', live, stamp: null })
  if (!resolved.ok) return []
  const { fields } = resolved
  return comparedPaths(fields, operation.baseline, kind).flatMap((path) => {
    const expected = fields[path] ?? null
    const now = live.fields[path] ?? null
    const { holds, merge } = kind.field(path)
    const shown = merge === 'own-ordered' ? ownMembers(operation, { expected, now }, ids) : { expected, now }
    if (sameValue(holds, shown.now, shown.expected)) return []
    return [difference(operation, pointerOf(path, kind.groups), shown)]
  })
}

interface Values {
  expected: Json
  now: Json
}

/** Other people's images are theirs to add, to move and to remove: only ours and their order are compared. */
function ownMembers(operation: Operation, { expected, now }: Values, ids: Ids): Values {
  const own = new Set((operation.baseline?.images ?? []).flatMap(({ asset }) => ids.find(operation, asset) ?? []))
  if (own.size === 0) return { expected, now }
  return { expected: texts(expected).filter((id) => own.has(id)), now: texts(now).filter((id) => own.has(id)) }
}

function compareMembers({ operation, kind, before, after }: Flat, live: LiveResource, context: Context): Difference[] {
  const { ids, outcomes } = context
  const owner = kind.owner?.(operation.key)
  const there = new Set(owner ? texts(live.fields[owner.path]) : [])
  const leftOut = new Set(outcomes.get(operation.id)?.left_out)
  return Object.keys(after).flatMap((path) => {
    const lost = additions(before[path], after[path]).filter((address) => {
      const id = ids.find(operation, address)
      return !leftOut.has(address) && (id === null || !there.has(id))
    })
    if (lost.length === 0) return []
    const { address } = operation
    const message = `${address} lacks ${linksNamed(lost)}.`
    return [{ address, field: `/${path}`, expected: lost, live: [], message }]
  })
}

function compareDefinition({ operation, kind, after }: Flat, live: LiveResource): Difference[] {
  return Object.keys(after).flatMap((path) => {
    const { merge, once, refers } = kind.field(path)
    if (path === kind.keyField || once || (merge === 'replace' && refers)) return []
    const [expected, now] = [after[path] as Json, live.fields[path] ?? null]
    const whole =
      merge === 'replace' ? expected === now : texts(expected).every((member) => texts(now).includes(member))
    return whole ? [] : [difference(operation, pointerOf(path, kind.groups), { expected, now })]
  })
}

function difference({ address }: Operation, field: string, { expected, now }: Values): Difference {
  return { address, field, expected, live: now, message: `${address} ${field} is not what the run has written.` }
}
