import { applyPlan } from '../src/applier/index.ts'
import type { Journal, State } from '../src/model/state.ts'
import { systemClock } from '../src/net/clock.ts'
import { wantOf } from '../src/services/plan.ts'
import { createMemoryTarget } from '../test/support/memory/index.ts'
import { sample, snapshotOf } from './catalogue.ts'
import { memoryWorkspace } from './memory.ts'
import { atLeast, atMost, type BenchmarkResult, median } from './result.ts'
import { type Bench, digest, plan, withState } from './session.ts'

const OPERATIONS = 2000
/** Two thousand calls an hour, the allowance of the smallest plan. */
const MILLISECONDS_PER_CALL = 1800
const ROUNDS = 5

/** What durability costs: the journal's part of an apply, and what it saves that intents share their commits. */
export async function run(): Promise<BenchmarkResult> {
  return withState(async (state) => {
    const ours = memoryWorkspace()
    const bench = {
      workspace: ours,
      sources: [snapshotOf(sample(OPERATIONS).items)],
      target: createMemoryTarget({ workspace: ours }),
      state,
      clock: systemClock,
    }
    const approved = await plan(bench)
    const work = { ...approved, operations: approved.operations.slice(0, OPERATIONS) }
    const without = await timeOf(bench, work, FORGETFUL)
    const whole = await timeOf(bench, work, state.journal(bench))
    const { eight, many } = await gains(state)
    return {
      claims: [
        atMost('journal / apply to a target that answers at once', (whole - without) / whole),
        atMost(
          'journal / apply at 2,000 calls an hour',
          (whole - without) / (OPERATIONS * MILLISECONDS_PER_CALL),
          0.01,
        ),
        atLeast('intents a second, 8 that share commits / one at a time', eight, 3),
        atLeast('intents a second, 64 that share commits / one at a time', many, 3),
      ],
      details: { operations: OPERATIONS },
    }
  })
}

const FORGETFUL: Journal = {
  begin: async () => undefined,
  resume: async () => undefined,
  intend: async () => undefined,
  conclude: () => undefined,
  deadImage: () => undefined,
  livingImage: () => undefined,
  flush: async () => undefined,
  end: async () => undefined,
}

/** Milliseconds that an apply to a new account takes. */
async function timeOf(bench: Bench, work: Awaited<ReturnType<typeof plan>>, journal: Journal): Promise<number> {
  const target = createMemoryTarget({ workspace: bench.workspace })
  const start = performance.now()
  const { result } = await applyPlan({
    plan: work,
    target,
    account: work.target.account,
    want: wantOf(bench.workspace, target.traits, digest),
    writeBaseline: true,
    journal,
    runId: '20261121T030000Z-0000',
    clock: systemClock,
    digest,
    signal: new AbortController().signal,
    emit: () => undefined,
  })
  if (result.status !== 'complete') throw new Error(`The apply is ${result.status}.`)
  return performance.now() - start
}

/** How many times as fast intents are that wait together, by how many there are; each against the same disk a moment ago. */
async function gains(state: State): Promise<{ eight: number; many: number }> {
  const eight: number[] = []
  const many: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const single = await rateOf(state, { run: `single-${round}`, concurrency: 1, operations: 200 })
    eight.push((await rateOf(state, { run: `eight-${round}`, concurrency: 8, operations: 1600 })) / single)
    many.push((await rateOf(state, { run: `many-${round}`, concurrency: 64, operations: 6400 })) / single)
  }
  return { eight: median(eight), many: median(many) }
}

interface Load {
  run: string
  concurrency: number
  operations: number
}

/** Operations a millisecond: an intent that is waited for, and an outcome. */
async function rateOf(state: State, { run, concurrency, operations }: Load): Promise<number> {
  const journal = state.journal({ clock: systemClock })
  const at = new Date(0).toISOString()
  await journal.begin({ run_id: run, plan_id: '', account: run, scope: '', started_at: at, operations })
  let next = 0
  const worker = async (): Promise<void> => {
    while (next < operations) {
      const id = `create:product.${next++}`
      await journal.intend([id])
      journal.conclude({ id, outcome: 'succeeded', target_id: id }, { key: id, created: true })
    }
  }
  const start = performance.now()
  await Promise.all(Array.from({ length: concurrency }, worker))
  await journal.flush()
  return operations / (performance.now() - start)
}
