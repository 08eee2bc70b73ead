import type { RateWindow } from '../src/model/plan-figures.ts'
import { Limiter } from '../src/net/limiter.ts'
import { seededRandom } from '../src/sandbox/random.ts'
import { createManualClock } from '../test/net/manual-clock.ts'
import { atLeast, atMost, type BenchmarkResult } from './result.ts'

/** Eight callers that never rest, and answers that take as long as over the internet, in time that only counts. */

const CALLERS = 8
const HOURS = 3
/** Milliseconds. */
const QUICKEST = 100
const SLOWEST = 500

const PLANS: { [name: string]: RateWindow[] } = {
  free: [
    { limit: 20, window_size: 10 },
    { limit: 2000, window_size: 3600 },
  ],
  paid: [
    { limit: 50, window_size: 10 },
    { limit: 5000, window_size: 3600 },
  ],
  'short window only': [{ limit: 20, window_size: 10 }],
}

export async function run(): Promise<BenchmarkResult> {
  const claims = []
  const details: { [name: string]: number } = {}
  for (const [name, windows] of Object.entries(PLANS)) {
    const { calls, refused, seconds } = await callFor(windows)
    const allowance = Math.min(...windows.map(({ limit, window_size }) => (limit * seconds) / window_size))
    claims.push(
      atLeast(`${name}: calls / allowance`, calls / allowance, 0.95),
      atMost(`${name}: refused calls`, refused, 0),
    )
    details[`${name}: calls`] = calls
  }
  return { claims, details }
}

async function callFor(windows: RateWindow[]) {
  const clock = createManualClock(0)
  const random = seededRandom(1)
  const limiter = new Limiter({ clock, windows, share: 1 })
  const service = strictService(windows)
  const signal = new AbortController().signal
  const seconds = windows.length > 1 ? HOURS * 3600 : 600
  let calls = 0
  const caller = async (): Promise<void> => {
    for (;;) {
      const release = await limiter.acquire(signal)
      if (clock.now() >= seconds * 1000) return release()
      const latency = QUICKEST + random() * (SLOWEST - QUICKEST)
      const way = random() * latency
      await clock.sleep(way)
      service.call(clock.now())
      await clock.sleep(latency - way)
      calls += 1
      release()
    }
  }
  await clock.until(Promise.all(Array.from({ length: CALLERS }, caller)))
  return { calls, refused: service.refused(), seconds }
}

/** Counts by standing and by sliding windows at once: what either refuses is refused. */
function strictService(windows: RateWindow[]) {
  const arrivals: number[] = []
  const standing = new Map<string, number>()
  let refused = 0
  return {
    refused: () => refused,
    call(now: number): void {
      const isFull = windows.some(({ limit, window_size }) => {
        const frame = `${window_size}/${Math.floor(now / (window_size * 1000))}`
        standing.set(frame, (standing.get(frame) ?? 0) + 1)
        const before = arrivals.at(-limit)
        return (standing.get(frame) ?? 0) > limit || (before !== undefined && before > now - window_size * 1000)
      })
      if (isFull) refused += 1
      arrivals.push(now)
    },
  }
}
