import type { Clock } from '../../src/model/clock.ts'
import type { Plan, PlanSelection } from '../../src/model/plan.ts'
import type { RunResult } from '../../src/model/run.ts'
import type { Workspace } from '../../src/model/settings.ts'
import type { SourceItems } from '../../src/model/source.ts'
import { isUnfinished, type State } from '../../src/model/state.ts'
import type { Target } from '../../src/model/target.ts'
import { apply, type Work } from '../../src/services/apply.ts'
import { withBaselines } from '../../src/services/local-baselines.ts'
import { makePlan, type PlanRequest } from '../../src/services/plan.ts'
import { toItems } from '../../src/services/sources.ts'
import { headerFor } from '../../src/state/exports/header.ts'
import { digest, EVERYTHING } from '../support/boots.ts'
import { frozen, nextAccount, openMachine, steppingClock } from '../support/world-desk.ts'
import { BAZAAR, type Ware, wareRows } from './bazaar/facts.ts'
import { type Depot, type Good, memoryDepot } from './stall/depot.ts'
import { fittingsOf } from './stall/index.ts'
import { directLine, type Line } from './stall/line.ts'
import { createStall, type Stall } from './stall/target.ts'
import { stallTraits } from './stall/traits.ts'
import { oddWorkspace } from './workspace.ts'

/** Where somebody works: a workspace, wares, a stall and the line to it, and the state of one machine. */
export interface OddDesk {
  workspace: Workspace
  wares: Ware[]
  depot: Depot
  line: Line
  account: string
  state: State
  clock: Clock
  concurrency: number
}

const WORKSPACE = oddWorkspace()
const { signal } = new AbortController()

let draws = 0
/** No two runs have one id. */
const random = (): number => (draws++ % 0x10000) / 0x10000

export function openDesk(wares: Ware[], more: Partial<OddDesk> = {}): OddDesk {
  const depot = more.depot ?? memoryDepot()
  return {
    workspace: WORKSPACE,
    wares,
    depot,
    line: directLine(depot),
    account: nextAccount(),
    state: more.state ?? openMachine(),
    clock: steppingClock(),
    concurrency: 8,
    ...more,
  }
}

/** The stall as this desk reaches it, and as the program sees it: with baselines that the state keeps. */
export function reach(desk: OddDesk): { raw: Stall; target: Target } {
  const raw = createStall({ ...desk, traits: stallTraits(fittingsOf(desk.workspace.settings)) })
  return { raw, target: withBaselines(raw, { ...desk, digest }) }
}

/** What of a plan is otherwise than usual. */
export interface Asked {
  /** False: the exports do not hold everything. */
  complete?: boolean
  selection?: Partial<PlanSelection>
}

function itemsOf({ wares, workspace }: Pick<OddDesk, 'wares' | 'workspace'>, complete = true): SourceItems[] {
  const { settings } = workspace
  return settings.sources
    .flatMap(({ shops }) => shops)
    .flatMap((shop) => {
      const items = wares.filter((ware) => ware.shop === shop).flatMap(wareRows)
      if (items.length === 0) return []
      const facts = { provider: 'bazaar', marketplace: shop, query: {}, complete, counts: {} }
      const header = headerFor({ ...facts, exported_at: '2026-11-21T02:00:00Z' }, items)
      return toItems([{ header, items, diagnostics: [] }], BAZAAR, settings)
    })
}

export function plan(desk: OddDesk, reached = reach(desk), asked: Asked = {}): Promise<Plan> {
  return makePlan(planRequestOf(desk, reached, asked), signal)
}

/** What a plan, and all that shows one, is made of. */
export function planRequestOf(
  desk: OddDesk,
  { target } = reach(desk),
  { complete, selection }: Asked = {},
): PlanRequest {
  const { workspace, state, clock } = desk
  return {
    workspace,
    sources: itemsOf(desk, complete),
    target,
    memory: (account, since) => state.memory.load(account, since),
    written: (account, keys) => state.memory.written(account, keys),
    selection: { ...EVERYTHING, ...selection },
    allow: new Set(['shrunken-export', 'large-change']),
    program: { name: 'catalog-sync', version: '0.1.0' },
    clock,
    digest,
  }
}

export async function carryOut(desk: OddDesk, work: Work, { target } = reach(desk)): Promise<RunResult> {
  const { workspace, state, clock, concurrency } = desk
  const lock = { command: 'sync apply', timeout: 0 }
  const resumeCommand = (run: string) => `sync apply --resume ${run}`
  // Nothing that is planned is edited when it is carried out.
  const given = {
    work: frozen(work),
    workspace,
    target,
    state,
    concurrency,
    clock,
    random,
    digest,
    lock,
    limits: {},
    resumeCommand,
  }
  const { result } = await apply({ ...given, emit: () => undefined }, signal)
  return result
}

/** Plans and applies. */
export async function settle(desk: OddDesk): Promise<RunResult> {
  return carryOut(desk, { plan: await plan(desk) })
}

/** Goes on with the latest run; applies the plan where there was none. */
export async function goOn(desk: OddDesk, approved: Plan): Promise<RunResult> {
  const begun = (await desk.state.runs.list()).some(isUnfinished)
  return carryOut(desk, begun ? { resume: null } : { plan: approved })
}

export const goods = ({ depot }: Pick<OddDesk, 'depot'>): Good[] => depot.load().goods

export function good(desk: OddDesk, code: string): Good {
  const found = goods(desk).filter((one) => one.code === code)
  if (found.length !== 1) throw new Error(`The stall has ${code} ${found.length} times.`)
  return found[0] as Good
}
