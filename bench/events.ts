import { rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createEventsFile } from '../src/cli/events-file.ts'
import { createScreen } from '../src/cli/screen.ts'
import type { Emit } from '../src/model/event.ts'
import { systemClock } from '../src/net/clock.ts'
import { startPlytixSim } from '../src/sandbox/plytix/index.ts'
import { sample, snapshotOf } from './catalogue.ts'
import { atMost, type BenchmarkResult } from './result.ts'
import { carryOut, plan, signIn, withState, workspace } from './session.ts'

/** Enough for more than a hundred thousand events. */
const LISTINGS = 20_000
const EVENTS = 100_000
const GENEROUS = [{ limit: 1_000_000, window_size: 10 }]

/** What it costs to be watched: a file of events, and the view that is made of them, in an apply that waits for no quota. */
export async function run(): Promise<BenchmarkResult> {
  const catalogue = sample(LISTINGS)
  const sim = await startPlytixSim({ limits: GENEROUS, asyncDelayMs: 0 })
  sim.store.seed(catalogue.account)
  return withState(async (state) => {
    const ours = workspace()
    const session = { clock: systemClock, state, workspace: ours }
    const bench = { ...session, sources: [snapshotOf(catalogue.items)], target: signIn(sim, session) }
    const approved = await plan(bench)
    const path = join(tmpdir(), `sync-events-${process.pid}.ndjson`)
    const stream = { isTTY: false, columns: 80, write: () => true }
    const screen = createScreen({ stream, env: {}, ci: true, clock: systemClock })
    const listening = timed([createEventsFile(path, { clock: systemClock, onProblem: fail }), screen.tell])
    const start = performance.now()
    await carryOut(bench, approved, listening.emit)
    const whole = performance.now() - start
    screen.rest()
    await sim.close()
    const { size } = statSync(path)
    rmSync(path)
    const { count, milliseconds } = listening.spent()
    if (count < EVENTS) throw new Error(`There were only ${count} events.`)
    return {
      claims: [atMost('events / apply to a service that answers at once', milliseconds / whole, 0.03)],
      details: { events: count, bytes_per_event: Math.round(size / count), operations: approved.operations.length },
    }
  })
}

function fail(message: string): never {
  throw new Error(message)
}

function timed(listeners: readonly Emit[]) {
  let [count, milliseconds] = [0, 0]
  const emit: Emit = (event) => {
    const start = performance.now()
    for (const listener of listeners) listener(event)
    milliseconds += performance.now() - start
    count += 1
  }
  return { emit, spent: () => ({ count, milliseconds }) }
}
