import type { Operation } from '../model/plan.ts'
import type { OperationOutcome } from '../model/run.ts'
import { hindrance } from './dependencies.ts'
import { checkedSku, type Execution, execute } from './execute.ts'
import { createIds } from './ids.ts'
import type { ApplyOptions } from './options.ts'
import { skipped } from './outcomes.ts'
import { createRows } from './rows.ts'

/** What happens to each operation of a run, by its place in the plan. */
export function createRun(options: ApplyOptions) {
  const { plan, target, account, query, kinds, clock, digest, runId, signal, emit, journal } = options
  const { operations, workspace } = plan
  const { label } = target.traits.baseline
  const ids = createIds()
  const outcomes: (OperationOutcome | undefined)[] = []
  const rows = createRows({
    skus: operations.map(checkedSku).filter((sku) => sku !== null),
    pageSize: target.traits.page_size,
    look: (skus) => target.look(skus, query, signal),
    clock,
  })
  const stamp = { label, account, scope: workspace.scope, run: runId, digest, kinds }
  const execution: Execution = {
    options,
    check: { ids, kinds, digest, baselineLabel: label },
    stamp: options.writeBaseline ? stamp : null,
    rows,
    notes: [],
  }
  const conclude = (index: number, outcome: OperationOutcome): void => {
    const operation = operations[index] as Operation
    const sku = checkedSku(operation)
    if (sku !== null) rows.release(sku)
    ids.learn(operation, outcome)
    outcomes[index] = outcome
    journal.conclude(outcome)
    emit({ type: 'operation.finished', outcome })
  }
  return {
    outcomes,
    notes: execution.notes,
    settle(index: number, dependencies: readonly number[]): boolean {
      const operation = operations[index] as Operation
      const cause = hindrance(
        operation,
        dependencies.map((place) => ({
          operation: operations[place] as Operation,
          outcome: outcomes[place] as OperationOutcome,
        })),
      )
      if (cause) conclude(index, skipped(operation, [cause.id]))
      return cause !== null
    },
    async execute(index: number): Promise<void> {
      const outcome = await execute(operations[index] as Operation, execution)
      if (outcome) conclude(index, outcome)
    },
  }
}
