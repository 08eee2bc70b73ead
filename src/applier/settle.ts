import type { LiveProduct, LiveQuery } from '../model/live.ts'
import type { Operation } from '../model/plan.ts'
import type { OperationOutcome, Unfinished } from '../model/run.ts'
import { type Done, productDone } from './done.ts'
import { contextOf, type Execution } from './execute.ts'
import { createIds } from './ids.ts'
import { type Inquiry, isDefinition, judgeIntent, skuOf } from './intents.ts'
import { type ApplyOptions, ownershipOf, stampOf } from './options.ts'
import { isForeign } from './owner.ts'
import { resolve } from './resolve.ts'

/** A search shows a new product by then, as a rule; what it still lacks is written again and refused. */
const SEARCH_LAG_MS = 5_000

interface Settling {
  execution: Execution
  query: LiveQuery
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
  const { execution, query, run, outcomes } = settling
  const { options, check, made } = execution
  const intents = options.unfinished?.intents ?? new Map<string, string>()
  const open = [...operations.entries()].filter(([index, { id }]) => intents.has(id) && !outcomes[index])
  const creates = open.flatMap(([, operation]) => (isCreate(operation) ? (skuOf(operation) ?? []) : []))
  const asks = open.some(([, operation]) => isDefinition(operation))
  if (asks || creates.length > 0) await options.clock.sleep(lag(execution), options.signal)
  if (creates.length > 0) {
    const found = await options.target.look(creates, query, options.signal)
    for (const live of found) if (!isForeign(live, check)) made.set(live.sku, live)
  }
  const definitions = asks ? await options.target.definitions(query, options.signal) : null
  for (const [index, operation] of open) {
    if (!isCreate(operation) && !isDefinition(operation)) continue
    const inquiry = { run, check, context: contextOf(operation, execution) }
    const outcome = judgeIntent(operation, { products: made, definitions }, inquiry)
    if (!outcome) continue
    conclude(index, doneOf(operation, outcome, { inquiry, live: null }))
  }
}

interface Settled {
  inquiry: Inquiry
  live: LiveProduct | null
}

/** An outcome that the baseline on the product does not prove may be somebody else's work. */
function doneOf(operation: Operation, outcome: OperationOutcome, { inquiry, live }: Settled): Done {
  const { check, context } = inquiry
  const resolved = resolve(operation, check.ids, { ...context, live })
  if (!resolved.ok) return { outcome }
  return productDone(outcome, resolved, { made: outcome.outcome === 'succeeded', stamp: context.stamp })
}

type Judging = Pick<
  ApplyOptions,
  'plan' | 'account' | 'target' | 'query' | 'kinds' | 'digest' | 'clock' | 'signal' | 'runId' | 'writeBaseline'
>

/** What became of the open intents of a run that will not go on; what a look-up cannot tell is left out. */
export async function judgeIntents(options: Judging, unfinished: Unfinished): Promise<Done[]> {
  const { plan, target, query, kinds, signal, runId: run } = options
  const { operations } = plan
  const { outcomes, intents } = unfinished
  const ids = createIds()
  for (const operation of operations) {
    const outcome = outcomes.get(operation.id)
    if (outcome) ids.learn(operation, outcome)
  }
  const open = operations.filter(({ id }) => intents.has(id))
  const skus = [...new Set(open.flatMap((operation) => skuOf(operation) ?? []))]
  const found = skus.length > 0 ? await target.look(skus, query, signal) : []
  const definitions = open.some(isDefinition) ? await target.definitions(query, signal) : null
  const products = new Map(found.map((live) => [live.sku, live]))
  const check = { ids, kinds, ...ownershipOf(options) }
  const stamp = stampOf(options)
  return open.flatMap((operation) => {
    const context = contextOf(operation, { options: { ...options, unfinished }, check, stamp })
    const inquiry = { run, check, context }
    const outcome = judgeIntent(operation, { products, definitions }, inquiry)
    if (!outcome) return []
    const live = isCreate(operation) ? null : (products.get(skuOf(operation) ?? '') ?? null)
    return doneOf(operation, outcome, { inquiry, live })
  })
}

function isCreate({ id }: Operation): boolean {
  return id.startsWith('create:product.')
}

/** However the clock was set meanwhile, the wait is short. */
function lag({ options: { clock, unfinished } }: Execution): number {
  const newest = Math.max(...[...(unfinished?.intents.values() ?? [])].map((at) => Date.parse(at)))
  return Math.min(SEARCH_LAG_MS, Math.max(0, newest + SEARCH_LAG_MS - clock.now()))
}
