import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Clock } from '../../src/model/clock.ts'
import { systemClock } from '../../src/net/clock.ts'
import { type PlytixSim, startPlytixSim } from '../../src/sandbox/plytix/index.ts'
import type { PlytixSimOptions } from '../../src/sandbox/plytix/options.ts'
import type { Workshop } from './workshop.ts'

/** One workspace with one account of its own; ids and contents are the same in every case of a workshop. */
export interface Case {
  folder: string
  sim: PlytixSim
  clock: Clock
  close(): Promise<void>
}

/** No case is to meet the limits by accident. */
const LIMITS = [{ limit: 100_000, window_size: 10 }]
const MORNING = Date.parse('2026-11-21T03:00:00Z')

/** @param scale How much faster than real time it is, for the account and for what runs in this process. */
export async function openCase(workshop: Workshop, scale: number, options: PlytixSimOptions = {}): Promise<Case> {
  const folder = mkdtempSync(join(tmpdir(), 'sync-case-'))
  cpSync(workshop.folder, folder, { recursive: true })
  const clock = fastClock(scale)
  const sim = await startPlytixSim({ limits: LIMITS, asyncDelayMs: 500, clock, ...options })
  sim.store.seed(workshop.seed)
  return {
    folder,
    sim,
    clock,
    async close() {
      await sim.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Every case is on one and the same day. */
function fastClock(scale: number): Clock {
  const origin = performance.now()
  return {
    now: () => Math.round(MORNING + (performance.now() - origin) * scale),
    sleep: (milliseconds, signal) => systemClock.sleep(milliseconds / scale, signal),
  }
}
