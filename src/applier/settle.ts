import { addressOf } from '../model/address.ts'
import type { LiveResource, Want } from '../model/live.ts'
import type { Operation } from '../model/plan.ts'
import type { OperationOutcome, Unfinished } from '../model/run.ts'
import type { Named, TargetTraits } from '../model/target.ts'
import { kindNamed } from '../model/target-kinds.ts'
import { type Done, resourceDone } from './done.ts'
import { contextOf, type Execution } from './execution.ts'
import { asNoted, withFormer } from './former.ts'
import { createIds } from './ids.ts'
import { type Inquiry, isDefinition, judgeIntent, questionOf } from './intents.ts'
import { type ApplyOptions, ownershipOf, stampOf } from './options.ts'
import { isForeign } from './owner.ts'
import { resolve } from './resolve.ts'
import { isRemoval } from './roles.ts'

/** A search shows a new resource by then, as a rule; what it still lacks is written again and refused. */
const SEARCH_LAG_MS = 5_000

interface Settling {
  execution: Execution
  want: Want
  run: string
  outcomes: readonly (OperationOutcome | undefined)[]
}

type Conclude = (index: number, done: Done) => void

/**
 * Concludes the open intents that a look-up in bulk shows to be done. Creates and definitions are looked up, since
 * repeating them costs several calls; all others are simply carried out again, after the check that every operation
 * gets, and the service's answer tells what became of the first time.
 */
export async function settleIntents(operations: Operation[], settling: Settling, conclude: Conclude): Promise<void> {
  const { execution, want, run, outcomes } = settling
  const { options, check, made } = execution
  const { traits } = check
  const intents = options.unfinished?.intents ?? new Map<string, string>()
  const open = [...operations.entries()].filter(([index, { id }]) => intents.has(id) && !outcomes[index])
  const asked = open.filter(([, operation]) => isCreate(operation, traits) || isDefinition(operation, traits))
  if (asked.length === 0) return
  await options.clock.sleep(lag(execution), options.signal)
  const questions = asked.flatMap(([, operation]) => questionOf(operation, traits) ?? [])
  const found = new Map((await options.target.look(questions, want, options.signal)).map(byAddress))
  for (const [address, live] of found) if (!isForeign(live, check)) made.set(address, live)
  for (const [index, operation] of asked) {
    const inquiry = { run, check, context: contextOf(operation, execution) }
    const outcome = judgeIntent(operation, made, inquiry)
    if (outcome) conclude(index, doneOf(operation, outcome, { inquiry, live: null }))
  }
}

function byAddress(live: LiveResource): [string, LiveResource] {
  return [addressOf(live.kind, live.key), live]
}

interface Settled {
  inquiry: Inquiry
  live: LiveResource | null
}

/** An outcome that the baseline on the resource does not prove may be somebody else's work. */
function doneOf(operation: Operation, outcome: OperationOutcome, { inquiry, live }: Settled): Done {
  const { check, context } = inquiry
  const resolved = resolve(operation, check.ids, { ...context, live })
  if (!resolved.ok) return { outcome }
  return resourceDone(outcome, resolved, { made: outcome.outcome === 'succeeded', stamp: context.stamp })
}

type Judging = Pick<
  ApplyOptions,
  'plan' | 'account' | 'target' | 'want' | 'digest' | 'clock' | 'signal' | 'runId' | 'writeBaseline'
>

/** What became of the open intents of a run that will not go on; what a look-up cannot tell is left out. */
export async function judgeIntents(options: Judging, unfinished: Unfinished): Promise<Done[]> {
  const { plan, target, want, signal, runId: run } = options
  const { operations } = plan
  const { traits } = target
  const { outcomes, intents } = unfinished
  const ids = createIds()
  for (const operation of operations) {
    const outcome = outcomes.get(operation.id)
    if (outcome) ids.learn(operation, outcome)
  }
  const open = operations.filter(({ id }) => intents.has(id))
  const questions = distinct(open.flatMap((operation) => questionOf(operation, traits) ?? []))
  const found = new Map((questions.length > 0 ? await target.look(questions, want, signal) : []).map(byAddress))
  const check = { ids, traits, ...ownershipOf(options) }
  const stamp = stampOf(options)
  return open.flatMap((operation) => {
    const context = contextOf(operation, { options: { ...options, unfinished }, check, stamp })
    const inquiry = { run, check, context }
    const outcome = judgeIntent(operation, found, inquiry)
    if (!outcome) return []
    const former = unfinished.formers?.get(operation.id)
    const live = isCreate(operation, traits) ? null : asNoted(found.get(operation.address) ?? null, former, stamp)
    const removal = kindNamed(traits, operation.kind)
    if (removal && isRemoval(operation, removal)) return withFormer({ outcome }, former)
    return withFormer(doneOf(operation, outcome, { inquiry, live }), former)
  })
}

function distinct(named: Named[]): Named[] {
  return [...new Map(named.map((one) => [addressOf(one.kind, one.key), one])).values()]
}

/** A create of what can be looked up. */
function isCreate({ kind: name, action }: Operation, traits: TargetTraits): boolean {
  const kind = kindNamed(traits, name)
  return kind?.checked === true && kind.owner === undefined && action === kind.verbs.create
}

/** However the clock was set meanwhile, the wait is short. */
function lag({ options: { clock, unfinished } }: Execution): number {
  const newest = Math.max(...[...(unfinished?.intents.values() ?? [])].map((at) => Date.parse(at)))
  return Math.min(SEARCH_LAG_MS, Math.max(0, newest + SEARCH_LAG_MS - clock.now()))
}
