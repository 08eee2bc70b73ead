import { addressOf } from '../model/address.ts'
import type { KindTraits } from '../model/kinds.ts'
import type { Address, Operation } from '../model/plan.ts'
import type { OperationOutcome } from '../model/run.ts'
import type { TargetTraits } from '../model/target.ts'
import { kindNamed, mainKind, subjectOf as touched } from '../model/target-kinds.ts'
import { carrierOf } from './carrier.ts'
import { hindrance } from './dependencies.ts'
import type { Done } from './done.ts'
import { execute } from './execute.ts'
import type { Execution } from './execution.ts'
import { createIds } from './ids.ts'
import { type ApplyOptions, ownershipOf, stampOf } from './options.ts'
import { createOutages } from './outage.ts'
import { skipped } from './outcomes.ts'
import { isWhole, neededRows, subjectOf } from './row-needs.ts'
import { createRows } from './rows.ts'
import { settleIntents } from './settle.ts'
import { namesFor } from './taken-over.ts'

/** What happens to each operation of a run, by its place in the plan. */
export function createRun(options: ApplyOptions) {
  const { plan, target, want, clock, runId, signal, emit, journal, unfinished } = options
  const { operations } = plan
  const { traits } = target
  const ids = createIds()
  const outcomes: (OperationOutcome | undefined)[] = []
  for (const [index, operation] of operations.entries()) {
    const outcome = unfinished?.outcomes.get(operation.id)
    if (outcome) ids.learn(operation, outcome)
    outcomes[index] = outcome
  }
  const announced = operations.map((operation, index) => (outcomes[index] ? [] : neededRows(operation, ids, traits)))
  const slices = newSlices(operations, traits)
  const nameOf = namesFor(operations, traits)
  const rows = createRows({
    addresses: announced.flat(),
    pageSize: mainKind(traits).page,
    look: (addresses) => target.look(addresses.map(nameOf), want, signal),
    clock,
  })
  const execution: Execution = {
    options,
    check: { ids, traits, ...ownershipOf(options) },
    stamp: stampOf(options),
    rows,
    made: new Map(),
    notes: [],
  }
  const outages = createOutages({ clock, signal, emit })
  const conclude = (index: number, { outcome, written, baseline }: Done): void => {
    const operation = operations[index] as Operation
    const subject = subjectOf(operation, ids, traits)
    // What this run found in place was wanted when it was found, and not before.
    const found = subject?.id === null ? [subject.address] : []
    for (const address of new Set([...(announced[index] ?? []), ...found])) rows.release(address)
    ids.learn(operation, outcome)
    if (ids.learnt(operation.address) !== null) {
      const more = slices.get(operation.address) ?? []
      rows.want(operation.address, more.filter((kind) => outcome.outcome === 'adopted' || isWhole(kind)).length)
    }
    outcomes[index] = outcome
    const carrier = carrierOf(operation.id, traits)
    journal.conclude(outcome, carrier ? { ...carrier, fields: written, baseline } : undefined)
    emit({ type: 'operation.finished', outcome })
  }
  return {
    outcomes,
    notes: execution.notes,
    /** Finds out what became of the calls that an earlier session left without an answer. */
    settleIntents: () =>
      outages.through(() => settleIntents(operations, { execution, want, run: runId, outcomes }, conclude)),
    settle(index: number, dependencies: readonly number[]): boolean {
      if (outcomes[index]) return true
      const operation = operations[index] as Operation
      const cause = hindrance(
        operation,
        dependencies.map((place) => ({
          operation: operations[place] as Operation,
          outcome: outcomes[place] as OperationOutcome,
        })),
        traits,
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

/** The kinds of the operations that write slices of each resource that the plan makes. */
function newSlices(operations: readonly Operation[], traits: TargetTraits): Map<Address, KindTraits[]> {
  const slices = new Map<Address, KindTraits[]>()
  for (const { kind: name, key, target_id } of operations) {
    const kind = kindNamed(traits, name)
    if (target_id !== null || !kind?.owner) continue
    const owner = kind.owner(key)
    const address = addressOf(owner.kind, owner.key)
    slices.set(address, [...(slices.get(address) ?? []), kind])
  }
  return slices
}

/** The resource that an operation writes to: it is written by one call at a time, its slices included. */
export function lockOf(traits: TargetTraits): (operation: Operation) => Address {
  return ({ kind: name, key, address }) => {
    const kind = kindNamed(traits, name)
    const subject = kind && touched(kind, key)
    return subject ? addressOf(subject.kind, subject.key) : address
  }
}
