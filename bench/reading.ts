import type { Clock } from '../src/model/clock.ts'
import type { State } from '../src/model/state.ts'
import type { Target } from '../src/model/target.ts'
import { systemClock } from '../src/net/clock.ts'
import { PLYTIX } from '../src/providers/plytix/facts.ts'
import { type PlytixSim, startPlytixSim } from '../src/sandbox/plytix/index.ts'
import { earlierReads } from '../src/services/earlier-reads.ts'
import { recordingTarget } from '../src/services/snapshot.ts'
import { sample, snapshotOf } from './catalogue.ts'
import { atMost, type BenchmarkResult } from './result.ts'
import { type Bench, carryOut, plan, signIn, withState, workspace } from './session.ts'

const LISTINGS = 400
const CANONICAL = 68_000
const CHANGED = CANONICAL / 100
/** What a plan of a nightly check may take after the first read. */
const NIGHTLY = 20
const GENEROUS = [{ limit: 1_000_000, window_size: 10 }]
const NIGHT_MS = 20 * 3_600_000

/** How many calls plans take of an account where almost everything is as it was the night before. */
export async function run(): Promise<BenchmarkResult> {
  const night = shifted(systemClock)
  const sim = await startPlytixSim({
    ...{ limits: GENEROUS, asyncDelayMs: 0, clock: night },
    ...{ linksMoveModified: true, imagesMoveModified: true },
  })
  try {
    return await withState((state) => nights(sim, state, night))
  } finally {
    await sim.close()
  }
}

async function nights(sim: PlytixSim, state: State, clock: ShiftedClock): Promise<BenchmarkResult> {
  const { items, account } = sample(LISTINGS)
  sim.store.seed(account)
  sim.store.seed({ products: canonical(CANONICAL - sim.store.productCount()) })
  const ours = workspace()
  const place = { folder: state.folder, profile: null, settings: ours.settings }
  const fail = (reason: string): never => {
    throw new Error(reason)
  }
  const open = (): Target => signIn(sim, { clock, state, workspace: ours, earlier: earlierReads(state, PLYTIX.name) })
  const counted = async (work: (session: Bench) => Promise<unknown>): Promise<number> => {
    clock.pass(NIGHT_MS)
    const target = recordingTarget(open(), place, fail)
    sim.resetCounts()
    await work({ workspace: ours, sources: [snapshotOf(items)], state, clock, target })
    await target.close()
    const { reads, writes } = sim.counts()
    return reads + writes
  }
  await counted(async (session) => carryOut(session, await plan(session)))
  const unproven = await counted(plan)
  await probe(open())
  const first = await counted(plan)
  const unchanged = await counted(plan)
  await withPeople(sim, 'PATCH', sim.store.ids().products.slice(-CHANGED))
  const onePercent = await counted(plan)
  await withPeople(sim, 'DELETE', sim.store.ids().products.slice(-1))
  const oneDeleted = await counted(plan)
  const rows = sim.store.productCount()
  const bound = Math.ceil(rows / 100) + 10 + 3 * Math.floor(rows / 10_000)
  return {
    claims: [
      atMost('calls of a plan without a proof / bound of a full read', unproven / bound, 1),
      atMost('calls of the first read / its bound', first / bound, 1),
      atMost('calls of a night without a change', unchanged, NIGHTLY),
      atMost('calls of a night with 1 % changed', onePercent, NIGHTLY),
      atMost('calls of a night with one product deleted', oneDeleted, 2 * NIGHTLY),
    ],
    details: { products: rows, unproven, first, bound, unchanged, one_percent: onePercent, one_deleted: oneDeleted },
  }
}

async function probe(target: Target): Promise<void> {
  for await (const check of target.check?.({ probe: true }, new AbortController().signal) ?? []) {
    if (check.severity !== 'info') throw new Error(check.message)
  }
  await target.close()
}

/** What people do to products by hand. */
async function withPeople(sim: PlytixSim, method: 'PATCH' | 'DELETE', ids: string[]): Promise<void> {
  const { apiKey: api_key, apiPassword: api_password } = sim.options
  const signedIn = await post(`${sim.authUrl}/auth/api/get-token`, 'POST', { body: { api_key, api_password } })
  const { data } = (await signedIn.json()) as { data: { access_token: string }[] }
  const authorization = `Bearer ${data[0]?.access_token}`
  for (const id of ids) {
    const { status } = await post(`${sim.url}/api/v1/products/${id}`, method, { authorization, body: { label: 'Cap' } })
    if (status >= 300) throw new Error(`A ${method} is answered ${status}.`)
  }
}

function post(url: string, method: string, { authorization = '', body }: { authorization?: string; body: object }) {
  return fetch(url, { method, headers: { authorization }, body: JSON.stringify(body) })
}

function canonical(count: number): { sku: string; label: string; gtin: string }[] {
  return Array.from({ length: count }, (_, index) => ({
    sku: `CANON-${index}`,
    label: 'Hat',
    gtin: String(200_000_000_000 + index),
  }))
}

interface ShiftedClock extends Clock {
  pass(milliseconds: number): void
}

function shifted({ now, sleep }: Clock): ShiftedClock {
  let ahead = 0
  return {
    now: () => now() + ahead,
    sleep,
    pass(milliseconds) {
      ahead += milliseconds
    },
  }
}
