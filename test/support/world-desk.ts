import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type fc from 'fast-check'
import { onTestFinished } from 'vitest'
import type { Clock } from '../../src/model/clock.ts'
import type { Plan } from '../../src/model/plan.ts'
import type { RunResult } from '../../src/model/run.ts'
import type { AttributeSpec, Workspace } from '../../src/model/settings.ts'
import type { SourceSnapshot } from '../../src/model/source.ts'
import type { State } from '../../src/model/state.ts'
import type { Target } from '../../src/model/target.ts'
import type { PlanInput } from '../../src/planner/types.ts'
import type { CatalogueItem } from '../../src/providers/amazon/catalogue-item.ts'
import { AMAZON_FACTS } from '../../src/providers/amazon/facts.ts'
import { apply } from '../../src/services/apply.ts'
import { makePlan, type PlanRequest, wantOf } from '../../src/services/plan.ts'
import { keysOf } from '../../src/services/shops.ts'
import { toItems } from '../../src/services/sources.ts'
import { headerFor } from '../../src/state/exports/header.ts'
import { sqliteState } from '../../src/state/sqlite/index.ts'
import { digest, EVERYTHING, shopsOf } from './boots.ts'
import type { World } from './world.ts'

/** Where somebody works with a world: a workspace, a target, and the state folder of one machine. */
export interface Desk {
  world: World
  specs: AttributeSpec[]
  target: Target
  state: State
  clock: Clock
}

/**
 * How many cases a property tries: as few as a check on every commit can afford, unless the environment says more. A case
 * that fails is made smaller, which takes long, only where that is asked for.
 */
export function cases(few: number): fc.Parameters<unknown> {
  const { CONVERGENCE_RUNS, CONVERGENCE_SEED, CONVERGENCE_SHRINK } = process.env
  return {
    numRuns: Number(CONVERGENCE_RUNS ?? few),
    seed: Number(CONVERGENCE_SEED ?? 20261121),
    endOnFailure: CONVERGENCE_SHRINK === undefined,
  }
}

/** Many cases take longer than a test usually may. */
export const PATIENCE = 1_800_000

let accounts = 0

/** Accounts never meet in a state database, so one serves every case of a property. */
export const nextAccount = (): string => `account-${++accounts}`

/** A state database for one test. */
export function openMachine(): State {
  const folder = mkdtempSync(join(tmpdir(), 'sync-world-'))
  const state = sqliteState(folder)
  onTestFinished(async () => {
    await state.close()
    rmSync(folder, { recursive: true, force: true })
  })
  return state
}

/** A clock that moves on by a millisecond whenever it is read. */
export function steppingClock(): Clock {
  let time = Date.UTC(2026, 10, 21, 3)
  return { now: () => (time += 1), sleep: async () => undefined }
}

let draws = 0
const random = (): number => (draws++ % 0x10000) / 0x10000

function sourcesOf(items: CatalogueItem[]): SourceSnapshot[] {
  const marketplaces = [...new Set(items.map(({ marketplace }) => marketplace))].sort()
  return marketplaces.map((marketplace) => {
    const own = items.filter((item) => item.marketplace === marketplace)
    const exported_at = '2026-11-21T02:00:00Z'
    const facts = { provider: 'amazon', marketplace, query: {}, complete: true, counts: {}, exported_at }
    return { header: headerFor(facts, own), items: own, diagnostics: [] }
  })
}

export function workspaceOf({ world, specs }: Desk): Workspace {
  const { settings, overrides } = world
  return {
    root: '/workspace',
    settings,
    shops: shopsOf(settings),
    attributes: specs,
    overrides,
    digest: 'sha256:0',
    files: {},
    diagnostics: [],
  }
}

const { signal } = new AbortController()

/** What the planner is given, with the account as it is now. */
export async function inputOf(desk: Desk): Promise<PlanInput> {
  const { world, target, state, specs } = desk
  const { account } = await target.connect(signal)
  return {
    settings: world.settings,
    attributes: specs,
    variants: [],
    overrides: world.overrides,
    sources: toItems(sourcesOf(world.items), AMAZON_FACTS, world.settings),
    shops: shopsOf(world.settings),
    keys: keysOf(workspaceOf(desk)),
    live: await target.read(wantOf(workspaceOf(desk), target.traits, digest), signal),
    traits: target.traits,
    selection: EVERYTHING,
    allow: new Set(),
    memory: await state.memory.load(account),
    digest,
  }
}

/** What a plan, and all that shows one, is made of. */
export function requestOf(desk: Desk): PlanRequest {
  const { world, target, state, clock } = desk
  return {
    workspace: workspaceOf(desk),
    sources: toItems(sourcesOf(world.items), AMAZON_FACTS, world.settings),
    target,
    memory: (account: string, since: string) => state.memory.load(account, since),
    selection: EVERYTHING,
    allow: new Set(['shrunken-export', 'large-change'] as const),
    program: { name: 'catalog-sync', version: '0.1.0' },
    clock,
    digest,
  }
}

export function plan(desk: Desk): Promise<Plan> {
  return makePlan(requestOf(desk), signal)
}

export async function carryOut(desk: Desk, approved: Plan, confirmed?: true): Promise<RunResult> {
  const { target, state, clock } = desk
  const given = { workspace: workspaceOf(desk), target, state, clock, concurrency: 8, random, digest, limits: {} }
  const lock = { command: 'apply', timeout: 0, onWait: () => undefined }
  const resumeCommand = (run: string) => `sync apply --resume ${run}`
  const { result } = await apply(
    {
      ...given,
      work: { plan: approved, ...(confirmed ? { confirmed } : {}) },
      lock,
      resumeCommand,
      emit: () => undefined,
    },
    signal,
  )
  return result
}

/** What a plan says apart from what it writes. */
export function findings({ blocked, drift, conflicts, unmatched, ambiguous, gone, stale }: Plan) {
  const spared = drift.filter(({ decision }) => decision === 'spared')
  return { blocked, drift: spared, conflicts, unmatched, ambiguous, gone, stale }
}

/** A value that refuses to be changed, with everything in it. */
export function frozen<T>(value: T): T {
  if (value === null || typeof value !== 'object' || complete.has(value)) return value
  complete.add(value)
  for (const inner of Object.values(value)) frozen(inner)
  return Object.freeze(value)
}

/** What is frozen may hold something that is not. */
const complete = new WeakSet<object>()
