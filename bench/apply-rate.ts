import { applyPlan } from '../src/applier/index.ts'
import type { JsonObject } from '../src/model/json.ts'
import type { Plan } from '../src/model/plan.ts'
import { FORGETFUL } from '../src/model/quota.ts'
import type { Workspace } from '../src/model/settings.ts'
import { systemClock } from '../src/net/clock.ts'
import { createHttp, type Http, type HttpRequest } from '../src/net/http.ts'
import { Limiter } from '../src/net/limiter.ts'
import { MAX_WAIT_MS } from '../src/net/patience.ts'
import { QuotaKeeper } from '../src/net/quota-keeper.ts'
import { Auth } from '../src/providers/plytix/auth.ts'
import { Client } from '../src/providers/plytix/client.ts'
import { wantOf } from '../src/services/plan.ts'
import { sample, snapshotOf } from './catalogue.ts'
import { atLeast, atMost, type BenchmarkResult, median } from './result.ts'
import { type Service, withService } from './service.ts'
import { digest, plan, signIn, withState, workspace } from './session.ts'

const LISTINGS = 1500
const ROUNDS = 5
const GENEROUS = [{ limit: 1_000_000, window_size: 10 }]
const AT_ONCE = 64
/** Milliseconds. */
const LATENCY = 50

/** What an apply adds to its calls: against the same calls by the same client, one after another, in a bare loop. */
export async function run(): Promise<BenchmarkResult> {
  const { approved, ours, requests } = await recordApply()
  const apply = (latency = 0) =>
    withService(LISTINGS, latency, (service) => timed(() => applyTo(service, { approved, ours }), requests.length))
  const bare = () => withService(LISTINGS, 0, (service) => timed(() => callAll(service, requests), requests.length))
  // The first of each is compiled while it runs.
  await apply()
  await bare()
  const rounds: { applied: Rate; called: Rate }[] = []
  for (let round = 0; round < ROUNDS; round += 1) rounds.push({ applied: await apply(), called: await bare() })
  const slow = [await apply(LATENCY), await apply(LATENCY)]
  const shares = rounds.map(({ applied, called }) => applied.calls_per_second / called.calls_per_second)
  const own = rounds.map(({ applied }) => applied.processor_ms)
  return {
    claims: [
      atLeast('calls a second of an apply / of a bare loop of the same calls', median(shares), 0.7),
      atMost('processor milliseconds a call', median(own), 0.6),
      atLeast(
        `calls a second, ${AT_ONCE} at once, at ${LATENCY} ms`,
        Math.max(...slow.map(({ calls_per_second }) => calls_per_second)),
        600,
      ),
    ],
    details: {
      calls: requests.length,
      'processor milliseconds a call of the bare loop': median(rounds.map(({ called }) => called.processor_ms)),
      'calls a second of the bare loop': Math.round(median(rounds.map(({ called }) => called.calls_per_second))),
    },
  }
}

const RUN = '20261121T030000Z-0000'

/** A first load, and all that was asked in it, in an order in which the account gives the same ids again. */
function recordApply() {
  return withService(LISTINGS, 0, (service) =>
    withState(async (state) => {
      const ours = workspace()
      const { http, requests } = recorded(createHttp())
      const session = { clock: systemClock, state, workspace: ours }
      const target = signIn({ ...service, options: ACCESS }, session)
      const approved = await plan({ ...session, target, sources: [snapshotOf(sample(LISTINGS).items)] })
      await target.close()
      await applyTo(service, { approved, ours, http, concurrency: 1 })
      return { approved, ours, requests }
    }),
  )
}

/** The same HTTP; what is asked is kept. */
function recorded(inner: Http): { http: Http; requests: HttpRequest[] } {
  const requests: HttpRequest[] = []
  const send: Http['send'] = (request, signal) => {
    if (request.url.pathname.startsWith('/api/')) requests.push(request)
    return inner.send(request, signal)
  }
  return { requests, http: { send, close: () => inner.close() } }
}

const ACCESS = { apiKey: 'sandbox-key', apiPassword: 'sandbox-password' }

interface Work {
  approved: Plan
  ours: Workspace
  http?: Http
  concurrency?: number
}

/** To an account that no process has applied to before. */
function applyTo(service: Service, { approved, ours, http, concurrency = AT_ONCE }: Work): Promise<void> {
  return withState(async (state) => {
    const session = { clock: systemClock, state, workspace: ours, ...(http ? { http } : {}) }
    const target = signIn({ ...service, options: ACCESS }, session)
    const { result, notes } = await applyPlan({
      plan: approved,
      target,
      account: approved.target.account,
      want: wantOf(ours, target.traits, digest),
      writeBaseline: true,
      journal: state.journal(session),
      runId: RUN,
      clock: systemClock,
      digest,
      signal: new AbortController().signal,
      concurrency,
      emit: () => undefined,
    })
    await target.close()
    if (result.status !== 'complete')
      throw new Error(`The apply is ${result.status}: ${JSON.stringify([result.failures[0], ...notes].slice(0, 2))}`)
  })
}

/** By the client that the target has. */
async function callAll({ url, authUrl }: Service, requests: HttpRequest[]): Promise<void> {
  const http = createHttp()
  const timing = { clock: systemClock, random: Math.random }
  const shared = { http, timing, maxWait: MAX_WAIT_MS }
  const limiter = new Limiter({ clock: systemClock, windows: GENEROUS, share: 1 })
  const quota = new QuotaKeeper({ limiter, memory: FORGETFUL, clock: systemClock })
  const auth = new Auth({ ...shared, ...ACCESS, authUrl, onSession: async () => undefined })
  const session = new Client({ ...shared, auth, limiter, quota, apiUrl: url }).session(new AbortController().signal)
  for (const { method, url: asked, body } of requests) {
    const reply = await session.send(method, asked.pathname + asked.search, body as JsonObject)
    if (reply.status >= 300) throw new Error(`A call of the bare loop failed: ${JSON.stringify(reply)}`)
  }
  await http.close()
}

interface Rate {
  calls_per_second: number
  processor_ms: number
}

async function timed(work: () => Promise<void>, calls: number): Promise<Rate> {
  const before = process.cpuUsage()
  const start = performance.now()
  await work()
  const { user, system } = process.cpuUsage(before)
  return {
    calls_per_second: (calls * 1000) / (performance.now() - start),
    processor_ms: (user + system) / 1000 / calls,
  }
}
