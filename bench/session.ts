import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { loadWorkspace } from '../src/config/index.ts'
import type { Clock } from '../src/model/clock.ts'
import type { EarlierReads } from '../src/model/earlier.ts'
import type { Emit } from '../src/model/event.ts'
import type { GuardCode, Plan } from '../src/model/plan.ts'
import type { RunResult } from '../src/model/run.ts'
import type { Workspace } from '../src/model/settings.ts'
import type { SourceFacts, SourceSnapshot } from '../src/model/source.ts'
import type { State } from '../src/model/state.ts'
import type { Target } from '../src/model/target.ts'
import type { Http } from '../src/net/http.ts'
import { AMAZON_FACTS } from '../src/providers/amazon/facts.ts'
import { createPlytixTarget } from '../src/providers/plytix/target.ts'
import type { PlytixSim } from '../src/sandbox/plytix/index.ts'
import { apply } from '../src/services/apply.ts'
import { makePlan } from '../src/services/plan.ts'
import { toItems } from '../src/services/sources.ts'
import { sqliteState } from '../src/state/sqlite/index.ts'
import { providers } from '../test/support/providers.ts'

export const digest = (text: string): string => createHash('sha256').update(text).digest('hex')

const { signal } = new AbortController()
const PROGRAM = { name: 'catalog-sync', version: '0' }

/** The workspace that stands in this repository, with the choices of a benchmark. */
export function workspace({
  family = null,
  target,
}: {
  family?: string | null
  target?: Partial<Target['traits']>
} = {}) {
  const loaded = loadWorkspace({ providers, config: undefined, cwd: resolve(import.meta.dirname, '..') })
  loaded.settings.target.family = family
  loaded.settings.target.provider = target?.name ?? loaded.settings.target.provider
  return loaded
}

export interface Bench {
  workspace: Workspace
  sources: SourceSnapshot[]
  /** Of whatever these are of; Amazon's unless told. */
  facts?: SourceFacts
  target: Target
  state: State
  clock: Clock
  /** Guards that are lifted. */
  allow?: ReadonlySet<GuardCode>
}

/** `only`: parts of the plan, as `plan --only` names them; none means all. */
export function plan(bench: Bench, only: string[] = []): Promise<Plan> {
  const { workspace: ours, sources, facts = AMAZON_FACTS, target, state, clock, allow = new Set() } = bench
  const selection = { only, addresses: [], exclude: [], style: null, limit: null, marketplaces: [], prune: [] }
  return makePlan(
    {
      workspace: ours,
      sources: toItems(sources, facts, ours.settings),
      target,
      memory: (account, since) => state.memory.load(account, since),
      selection: { ...selection, complete: only.length === 0 },
      allow,
      program: PROGRAM,
      clock,
      digest,
    },
    signal,
  )
}

export async function carryOut(bench: Bench, approved: Plan, emit: Emit = () => undefined): Promise<RunResult> {
  const { workspace: ours, target, state, clock } = bench
  const given = { work: { plan: approved }, workspace: ours, target, state, clock, digest }
  const manner = { limits: {}, lock: { command: 'apply', timeout: 0 }, resumeCommand: (run: string) => run }
  const { result } = await apply({ ...given, ...manner, random: Math.random, emit }, signal)
  if (result.status !== 'complete')
    throw new Error(`The apply is ${result.status}: ${JSON.stringify(result.failures[0])}`)
  return result
}

/** Where a simulator is, and how it lets in. */
type SimPlace = Pick<PlytixSim, 'url' | 'authUrl'> & { options: Pick<PlytixSim['options'], 'apiKey' | 'apiPassword'> }

interface Signing {
  clock: Clock
  state: State
  workspace: Workspace
  http?: Http
  /** Absent: nothing is known from earlier. */
  earlier?: EarlierReads
}

/** A Plytix target that is signed in to the simulator. */
export function signIn(sim: SimPlace, { clock, state, workspace: ours, http, earlier }: Signing): Target {
  return createPlytixTarget({
    workspace: ours,
    apiKey: sim.options.apiKey,
    apiPassword: sim.options.apiPassword,
    apiUrl: sim.url,
    authUrl: sim.authUrl,
    clock,
    random: Math.random,
    share: 1,
    ...(http ? { http } : {}),
    writes: (account) => state.memory.recent(account, new Date(clock.now() - 600_000).toISOString()),
    ...(earlier && { earlier }),
  })
}

/** A state database in a folder that goes afterwards. */
export async function withState<T>(work: (state: State) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'sync-bench-'))
  const state = sqliteState(folder)
  try {
    return await work(state)
  } finally {
    await state.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
