import { applyPlan } from '../src/applier/index.ts'
import { systemClock } from '../src/net/clock.ts'
import { wantOf } from '../src/services/plan.ts'
import { createJournal, type RunJournal } from '../src/state/journal.ts'
import { createMemoryTarget } from '../test/support/memory/index.ts'
import { sample, snapshotOf } from './catalogue.ts'
import { memoryWorkspace } from './memory.ts'
import { atMost, type BenchmarkResult } from './result.ts'
import { digest, plan, withState } from './session.ts'

const OPERATIONS = 2000
/** Two thousand calls an hour, the allowance of the smallest plan. */
const MILLISECONDS_PER_CALL = 1800

/** What durability costs: the journal's part of an apply to a target that answers at once, and of one that is paced. */
export async function run(): Promise<BenchmarkResult> {
  return withState(async (state) => {
    const ours = memoryWorkspace()
    const target = createMemoryTarget({ workspace: ours })
    const bench = {
      workspace: ours,
      sources: [snapshotOf(sample(OPERATIONS).items)],
      target,
      state,
      clock: systemClock,
    }
    const approved = await plan(bench)
    const operations = approved.operations.slice(0, OPERATIONS)
    const watch = stopwatch(createJournal(state, systemClock))
    const start = performance.now()
    const { result } = await applyPlan({
      plan: { ...approved, operations },
      target,
      account: approved.target.account,
      want: wantOf(ours, target.traits, digest),
      writeBaseline: true,
      journal: watch.journal,
      runId: '20261121T030000Z-0000',
      clock: systemClock,
      digest,
      signal: new AbortController().signal,
      emit: () => undefined,
    })
    const whole = performance.now() - start
    if (result.status !== 'complete') throw new Error(`The apply is ${result.status}.`)
    return {
      claims: [
        atMost('journal / apply to a target that answers at once', watch.spent() / whole),
        atMost(
          'journal / apply at 2,000 calls an hour',
          watch.spent() / (operations.length * MILLISECONDS_PER_CALL),
          0.01,
        ),
      ],
      details: { operations: operations.length },
    }
  })
}

/** The journal, and the milliseconds spent in it. */
function stopwatch(journal: RunJournal): { journal: RunJournal; spent: () => number } {
  let spent = 0
  const timed =
    (work: (...given: unknown[]) => unknown) =>
    (...given: unknown[]): unknown => {
      const start = performance.now()
      const result = work(...given)
      spent += performance.now() - start
      return result
    }
  const methods = Object.entries(journal).map(([name, work]) => [name, timed(work)])
  return { journal: Object.fromEntries(methods) as RunJournal, spent: () => spent }
}
