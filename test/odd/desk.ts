import { applyPlan } from '../../src/applier/index.ts'
import { createKeys } from '../../src/model/keys.ts'
import type { Operation } from '../../src/model/plan.ts'
import type { RunResult, Unfinished } from '../../src/model/run.ts'
import type { AttributeSpec } from '../../src/model/settings.ts'
import type { State } from '../../src/model/state.ts'
import { assemblePlan } from '../../src/planner/index.ts'
import type { PlanContents } from '../../src/planner/types.ts'
import { headerFor } from '../../src/state/exports/header.ts'
import { planId } from '../../src/state/plan-id.ts'
import { digest, EVERYTHING, settings, spec } from '../support/boots.ts'
import { steppingClock } from '../support/world-desk.ts'
import { BAZAAR, type Ware, wareItems } from './bazaar.ts'
import type { Stall } from './stall.ts'

const SHOPS = ['north', 'south']
const KEYS = createKeys('{shop}/{id}', [{ facts: BAZAAR, shops: SHOPS }])

const field = (label: string, from = label, more: Partial<AttributeSpec> = {}) =>
  spec(label, { type: null, from, ...more })
const GOODS = [
  field('title', 'name'),
  field('price'),
  field('tags'),
  field('checked', 'name', { from: null, value: '{today}', write: 'on-change' }),
]
const SIZES = [field('size'), field('price', 'price', { clear: true })]

export interface OddDesk {
  wares: Ware[]
  stall: Stall
  state: State
}

const { signal } = new AbortController()
const clock = steppingClock()
let runs = 0

export async function plan({ wares, stall, state }: OddDesk): Promise<PlanContents> {
  const chosen = settings(({ target, source, policy }) => {
    Object.assign(source, { provider: 'bazaar', marketplaces: SHOPS })
    Object.assign(target, { provider: 'stall', sku: '{shop}/{id}' })
    target.canonical.identifiers = []
    policy.max_change_percent = 100
  })
  const sources = SHOPS.map((shop) => {
    const items = wares.filter((ware) => ware.shop === shop).flatMap(wareItems)
    const facts = {
      provider: 'bazaar',
      marketplace: shop,
      query: {},
      complete: true,
      counts: {},
      exported_at: '2026-11-21T02:00:00Z',
    }
    return { facts: BAZAAR, header: headerFor(facts, []), items, diagnostics: [] }
  })
  return assemblePlan({
    settings: chosen,
    attributes: GOODS,
    variants: SIZES,
    overrides: [],
    sources,
    shops: [{ facts: BAZAAR, shops: SHOPS }],
    keys: KEYS,
    live: await stall.read(wantOf(), signal),
    traits: stall.traits,
    selection: EVERYTHING,
    allow: new Set(),
    memory: await state.memory.load('stall-1'),
    digest,
  })
}

const wantOf = () => ({ paths: ['title', 'price', 'tags'], owns: KEYS.owns, explained: () => true })

/** Carries out operations; `runId`: goes on with that run. */
export async function carryOut(
  { stall, state }: OddDesk,
  operations: Operation[],
  {
    runId = `2026112${1}T030000Z-${(runs++).toString(16).padStart(4, '0')}`,
    unfinished,
  }: { runId?: string; unfinished?: Unfinished } = {},
): Promise<RunResult> {
  const { result } = await applyPlan({
    plan: { plan_id: planId(operations), operations, workspace: { scope: 'prairie' } },
    target: stall,
    account: 'stall-1',
    want: wantOf(),
    writeBaseline: true,
    journal: state.journal({ clock }),
    runId,
    clock,
    digest,
    signal,
    emit: () => undefined,
    ...(unfinished ? { unfinished } : {}),
  })
  return result
}

/** What the state folder remembers of a run. */
export const leftOf = ({ state }: OddDesk, runId: string): Promise<Unfinished> => state.runs.unfinished(runId)
