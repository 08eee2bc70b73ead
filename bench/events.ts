import { rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createEventsFile } from '../src/cli/events-file.ts'
import { createScreen } from '../src/cli/screen.ts'
import type { Emit } from '../src/model/event.ts'
import { systemClock } from '../src/net/clock.ts'
import { createMemoryTarget } from '../test/support/memory/index.ts'
import { sample, snapshotOf } from './catalogue.ts'
import { memoryWorkspace } from './memory.ts'
import { atMost, type BenchmarkResult } from './result.ts'
import { carryOut, plan, withState } from './session.ts'

const EVENTS = 100_000
/** Two thousand calls an hour, the allowance of the smallest plan. */
const MILLISECONDS_PER_CALL = 1800

/** What it costs to be watched: a file of events, and the view that is made of them, in an apply. */
export async function run(): Promise<BenchmarkResult> {
  return withState(async (state) => {
    const ours = memoryWorkspace()
    const bench = {
      workspace: ours,
      sources: [snapshotOf(sample(EVENTS / 2).items)],
      target: createMemoryTarget({ workspace: ours }),
      state,
      clock: systemClock,
    }
    const approved = await plan(bench)
    const path = join(tmpdir(), `sync-events-${process.pid}.ndjson`)
    const stream = { isTTY: false, columns: 80, write: () => true }
    const screen = createScreen({ stream, env: {}, ci: true, clock: systemClock })
    const listening = timed([createEventsFile(path, { clock: systemClock, onProblem: fail }), screen.tell])
    const start = performance.now()
    await carryOut(bench, approved, listening.emit)
    const whole = performance.now() - start
    screen.rest()
    const { size } = statSync(path)
    rmSync(path)
    const { count, milliseconds } = listening.spent()
    if (count < EVENTS) throw new Error(`There were only ${count} events.`)
    return {
      claims: [
        atMost('events / apply to a target that answers at once', milliseconds / whole),
        atMost(
          'events / apply at 2,000 calls an hour',
          milliseconds / (approved.operations.length * MILLISECONDS_PER_CALL),
          0.03,
        ),
      ],
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
