import { parseAddress, parseLinkAddress } from '../model/address.ts'
import type { Operation } from '../model/plan.ts'
import type { OperationOutcome } from '../model/run.ts'
import { hindrance } from './dependencies.ts'
import type { Done } from './done.ts'
import { type Execution, execute } from './execute.ts'
import { createIds } from './ids.ts'
import { type ApplyOptions, ownershipOf, stampOf } from './options.ts'
import { createOutages } from './outage.ts'
import { skipped } from './outcomes.ts'
import { neededRows, subjectOf } from './row-needs.ts'
import { createRows } from './rows.ts'
import { settleIntents } from './settle.ts'

/** What happens to each operation of a run, by its place in the plan. */
export function createRun(options: ApplyOptions) {
  const { plan, target, query, kinds, clock, runId, signal, emit, journal, unfinished } = options
  const { operations } = plan
  const ids = createIds()
  const outcomes: (OperationOutcome | undefined)[] = []
  for (const [index, operation] of operations.entries()) {
    const outcome = unfinished?.outcomes.get(operation.id)
    if (outcome) ids.learn(operation, outcome)
    outcomes[index] = outcome
  }
  const announced = operations.map((operation, index) => (outcomes[index] ? [] : neededRows(operation, ids)))
  const sources = newSources(operations)
  const rows = createRows({
    skus: announced.flat(),
    pageSize: target.traits.page_size,
    look: (skus) => target.look(skus, query, signal),
    clock,
  })
  const execution: Execution = {
    options,
    check: { ids, kinds, ...ownershipOf(options) },
    stamp: stampOf(options),
    rows,
    made: new Map(),
    notes: [],
  }
  const outages = createOutages({ clock, signal, emit })
  const conclude = (index: number, { outcome, written, baseline }: Done): void => {
    const operation = operations[index] as Operation
    const subject = subjectOf(operation, ids)
    // A product that this run found in place was wanted when it was found, and not before.
    const found = subject?.id === null ? [subject.sku] : []
    for (const sku of new Set([...(announced[index] ?? []), ...found])) rows.release(sku)
    ids.learn(operation, outcome)
    const { kind, key } = parseAddress(operation.address)
    if (kind === 'product' && outcome.outcome === 'adopted') rows.want(key, sources.get(key) ?? 0)
    outcomes[index] = outcome
    journal.conclude(outcome, written, baseline)
    emit({ type: 'operation.finished', outcome })
  }
  return {
    outcomes,
    notes: execution.notes,
    /** Finds out what became of the calls that an earlier session left without an answer. */
    settleIntents: () =>
      outages.through(() => settleIntents(operations, { execution, query, run: runId, outcomes }, conclude)),
    settle(index: number, dependencies: readonly number[]): boolean {
      if (outcomes[index]) return true
      const operation = operations[index] as Operation
      const cause = hindrance(
        operation,
        dependencies.map((place) => ({
          operation: operations[place] as Operation,
          outcome: outcomes[place] as OperationOutcome,
        })),
      )
      if (cause) conclude(index, { outcome: skipped(operation, [cause.id]) })
      return cause !== null
    },
    async execute(index: number): Promise<void> {
      const done = await outages.through(() => execute(operations[index] as Operation, execution))
      if (done) conclude(index, done)
    },
  }
}

/** How many link operations start from each product that the plan makes. */
function newSources(operations: readonly Operation[]): Map<string, number> {
  const sources = new Map<string, number>()
  for (const { address, target_id } of operations) {
    if (target_id !== null || parseAddress(address).kind !== 'link') continue
    const { sku } = parseLinkAddress(address)
    sources.set(sku, (sources.get(sku) ?? 0) + 1)
  }
  return sources
}
