import type { Plan, PlanSelection } from '../../src/model/plan.ts'
import type { RunResult } from '../../src/model/run.ts'
import type { Workspace } from '../../src/model/settings.ts'
import { isUnfinished, type State } from '../../src/model/state.ts'
import type { Target } from '../../src/model/target.ts'
import { createHttp, type Http } from '../../src/net/http.ts'
import { createSecrets } from '../../src/net/secrets.ts'
import { createShopifyTarget } from '../../src/providers/shopify/target/target.ts'
import { planAdoption } from '../../src/services/adopt.ts'
import { apply, type Work } from '../../src/services/apply.ts'
import { withBaselines } from '../../src/services/local-baselines.ts'
import { makePlan, type PlanRequest } from '../../src/services/plan.ts'
import { makeUndo } from '../../src/services/undo.ts'
import { digest, EVERYTHING } from '../support/boots.ts'
import { frozen } from '../support/world-desk.ts'
import type { Shop } from './shop.ts'
import { itemsOf, type Thing } from './things.ts'
import type { SourceName } from './workspace.ts'

/** Where somebody works: a workspace, things that its source lists, a shop, and the state of one machine. */
export interface ShopDesk {
  source: SourceName
  workspace: Workspace
  things: readonly Thing[]
  shop: Shop
  state: State
  concurrency: number
  /** What calls go through; absent: straight to the shop. */
  through?: (http: Http) => Http
}

const LOG = { write: () => undefined, keeps: () => false, part: () => LOG, bind: () => undefined }
const PROGRAM = { name: 'catalog-sync', version: '0.1.0' }
const { signal } = new AbortController()

let draws = 0
/** No two runs have one id. */
const random = (): number => (draws++ % 0x10000) / 0x10000

/** The shop as the program sees it: with baselines that the state keeps. Of one process; nothing of it lives on. */
async function reached<T>(desk: ShopDesk, work: (target: Target) => Promise<T>): Promise<T> {
  const { shop, workspace, state, through = (http) => http } = desk
  const { accessToken, clientSecret } = shop.options
  const target = createShopifyTarget({
    workspace,
    values: { SHOPIFY_ACCESS_TOKEN: accessToken, SHOPIFY_API_URL: shop.url },
    ...{ clock: shop.clock, random, userAgent: 'test/1', share: 1, log: LOG, onWait: () => undefined },
    secrets: createSecrets(accessToken, clientSecret),
    http: through(createHttp({ timeout: 10_000 })),
  })
  try {
    return await work(withBaselines(target, { workspace, state, digest }))
  } finally {
    await target.close()
  }
}

function requestOf(desk: ShopDesk, target: Target, selection: Partial<PlanSelection>): PlanRequest {
  const { workspace, state, source, things, shop } = desk
  return {
    ...{ workspace, target, digest, clock: shop.clock, program: PROGRAM },
    sources: itemsOf(source, workspace, things),
    memory: (account, since) => state.memory.load(account, since),
    written: (account, keys) => state.memory.written(account, keys),
    selection: { ...EVERYTHING, ...selection },
    allow: new Set(['shrunken-export', 'large-change'] as const),
  }
}

export function plan(desk: ShopDesk, selection: Partial<PlanSelection> = {}): Promise<Plan> {
  return reached(desk, (target) => makePlan(requestOf(desk, target, selection), signal))
}

/** What taking products of others over would write. */
export function adoption(desk: ShopDesk): Promise<Plan> {
  return reached(desk, (target) =>
    planAdoption({ ...requestOf(desk, target, {}), asOf: null, fromScope: null }, signal),
  )
}

export function carryOut(desk: ShopDesk, work: Work): Promise<RunResult> {
  const { workspace, state, concurrency, shop } = desk
  const given = {
    ...{ workspace, state, concurrency, clock: shop.clock, random, digest, limits: {} },
    // Nothing that is planned is edited when it is carried out.
    work: frozen(work),
    lock: { command: 'sync apply', timeout: 0 },
    resumeCommand: (run: string) => `sync apply --resume ${run}`,
    emit: () => undefined,
  }
  return reached(desk, async (target) => (await apply({ ...given, target }, signal)).result)
}

/** Plans and applies. */
export async function settle(desk: ShopDesk, selection: Partial<PlanSelection> = {}): Promise<RunResult> {
  return carryOut(desk, { plan: await plan(desk, selection) })
}

/** Goes on with the latest run; applies the plan where there was none. */
export async function goOn(desk: ShopDesk, approved: Plan): Promise<RunResult> {
  const begun = (await desk.state.runs.list()).some(isUnfinished)
  return carryOut(desk, begun ? { resume: null } : { plan: approved })
}

/** What undoing a run would do. */
export function undoing(desk: ShopDesk, run: string): Promise<Plan> {
  const { workspace, state, shop } = desk
  return reached(desk, (target) =>
    makeUndo(
      {
        ...{ named: run, state, target, workspace, clock: shop.clock, digest, program: PROGRAM },
        ...{ selection: EVERYTHING, allowDeletes: true, profile: null },
      },
      signal,
    ),
  )
}
