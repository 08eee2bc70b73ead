import type { LiveQuery } from '../model/live.ts'
import type { Operation } from '../model/plan.ts'
import type { OperationOutcome, Unfinished } from '../model/run.ts'
import { contextOf, type Done, type Execution, productDone } from './execute.ts'
import { createIds } from './ids.ts'
import { isDefinition, judgeIntent, skuOf } from './intents.ts'
import type { ApplyOptions } from './options.ts'
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
    for (const live of await options.target.look(creates, query, options.signal)) made.set(live.sku, live)
  }
  const definitions = asks ? await options.target.definitions(query, options.signal) : null
  for (const [index, operation] of open) {
    if (!isCreate(operation) && !isDefinition(operation)) continue
    const inquiry = { run, check, context: contextOf(operation, execution) }
    const outcome = judgeIntent(operation, { products: made, definitions }, inquiry)
    if (!outcome) continue
    const resolved = resolve(operation, check.ids, { ...inquiry.context, live: null })
    conclude(index, resolved.ok ? productDone(outcome, resolved) : { outcome })
  }
}

/** What became of the open intents of a run that will not go on; what a look-up cannot tell is left out. */
export async function judgeIntents(
  options: Pick<ApplyOptions, 'plan' | 'target' | 'query' | 'kinds' | 'digest' | 'clock' | 'signal' | 'runId'>,
  unfinished: Unfinished,
): Promise<OperationOutcome[]> {
  const { plan, target, query, kinds, digest, signal, runId: run } = options
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
  const check = { ids, kinds, digest, baselineLabel: target.traits.baseline.label }
  const contextFor = (operation: Operation) =>
    contextOf(operation, { options: { ...options, unfinished }, check, stamp: null })
  return open.flatMap(
    (operation) =>
      judgeIntent(operation, { products, definitions }, { run, check, context: contextFor(operation) }) ?? [],
  )
}

function isCreate({ id }: Operation): boolean {
  return id.startsWith('create:product.')
}

/** However the clock was set meanwhile, the wait is short. */
function lag({ options: { clock, unfinished } }: Execution): number {
  const newest = Math.max(...[...(unfinished?.intents.values() ?? [])].map((at) => Date.parse(at)))
  return Math.min(SEARCH_LAG_MS, Math.max(0, newest + SEARCH_LAG_MS - clock.now()))
}
