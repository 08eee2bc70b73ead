import { SHOP } from '../../src/model/edge-names.ts'
import { createKeys } from '../../src/model/keys.ts'
import type { LiveState } from '../../src/model/live.ts'
import type { GuardCode, Plan } from '../../src/model/plan.ts'
import type { QualityRule } from '../../src/model/quality.ts'
import type { RunResult } from '../../src/model/run.ts'
import type { AttributeSpec, Override, Settings, Workspace } from '../../src/model/settings.ts'
import type { SourceItems } from '../../src/model/source.ts'
import type { State } from '../../src/model/state.ts'
import type { Absent } from '../../src/planner/absent.ts'
import { assemblePlan } from '../../src/planner/index.ts'
import type { Absence, PlanContents, PlanInput } from '../../src/planner/types.ts'
import { planAdoption } from '../../src/services/adopt.ts'
import { apply } from '../../src/services/apply.ts'
import { makeCleanup } from '../../src/services/cleanup.ts'
import { makePlan } from '../../src/services/plan.ts'
import { makeUndo } from '../../src/services/undo.ts'
import { digest, EVERYTHING, settings, spec } from '../support/boots.ts'
import { frozen, openMachine, steppingClock } from '../support/world-desk.ts'
import { type Book, createLedger, emptyBook } from './ledger/target.ts'
import { LEDGER } from './ledger/traits.ts'
import { exportsOf, FACTS, type Readings, type Sale } from './stands.ts'

export interface Selling extends Readings {
  sales: Sale[]
  /** What complete exports of a day before say; absent: there are none. */
  before?: Sale[]
  overrides?: (Partial<Override> & Pick<Override, 'id' | 'source'>)[]
  records?: AttributeSpec[]
  entries?: AttributeSpec[]
  change?: (settings: Settings) => void
  demands?: QualityRule[]
  /** Guards that are lifted; those of large changes unless told. */
  allow?: GuardCode[]
}

const YESTERDAY = '2026-11-20T02:00:00Z'

/** What the exports of the day before say of what today's lack. */
function absencesOf({ source, names, namesOf }: Absent, { before }: Selling): [string, Absence][] {
  const earlier = before && exportsOf(before).find(({ facts, header }) => isSame({ facts, header }, source))
  if (before === undefined) return names.map((name) => [name, { since: null, confirmed: false }])
  const there = new Set(earlier?.items.flatMap(namesOf))
  return names.map((name) => [name, there.has(name) ? { since: null, confirmed: false } : CERTAIN])
}

const CERTAIN: Absence = { since: YESTERDAY, confirmed: true }

function isSame(one: Pick<SourceItems, 'facts' | 'header'>, other: SourceItems): boolean {
  return one.facts.name === other.facts.name && one.header[SHOP] === other.header[SHOP]
}

const HERE = { file: 'specs/overrides/jam.yaml', line: 2, column: 3 }
const SHOPS = [
  { facts: FACTS.farm, shops: ['north', 'south'] },
  { facts: FACTS.mill, shops: ['north', 'south'] },
]
export const NAME = spec('name', { from: 'item_name' })
const PRICE = spec('price', { from: 'price' })

function workspaceOf({ overrides = [], records = [NAME], entries = [PRICE], change, demands }: Selling): Workspace {
  const own = settings((value) => {
    const [source] = value.sources
    value.sources = source ? SHOPS.map(({ facts, shops }) => ({ ...source, provider: facts.name, shops })) : []
    value.target = { ...value.target, provider: 'ledger', sku: '{sku}' }
    change?.(value)
  })
  return {
    root: '/workspace',
    settings: own,
    shops: SHOPS,
    attributes: records,
    variants: entries,
    overrides: overrides.map((one) => ({ shop: null, position: HERE, ...one })),
    ...(demands && { quality: { rules: demands, max_invalid_percent: 100 } }),
    digest: 'sha256:0',
    files: {},
    diagnostics: [],
  }
}

/** What a plan is made of, against rows that are given or none. */
export function inputOf(selling: Selling, live?: LiveState): PlanInput {
  const workspace = workspaceOf(selling)
  return {
    settings: workspace.settings,
    attributes: workspace.attributes,
    variants: workspace.variants ?? [],
    overrides: workspace.overrides,
    ...(workspace.quality && { quality: workspace.quality }),
    sources: exportsOf(selling.sales, selling),
    shops: SHOPS,
    keys: createKeys('{sku}', SHOPS),
    live: live ?? { read_at: '2026-11-21T03:00:00Z', complete: true, resources: {}, missing: [] },
    traits: LEDGER,
    selection: EVERYTHING,
    allow: new Set(),
    memory: { created: new Set(), deadImages: new Set() } as unknown as PlanInput['memory'],
    digest,
  }
}

export function contentsOf(selling: Selling): PlanContents {
  return assemblePlan(inputOf(selling))
}

/** A ledger that somebody keeps, plan by plan. */
export interface Desk {
  book: Book
  state: State
}

export function openDesk(): Desk {
  return { book: emptyBook(), state: openMachine() }
}

const { signal } = new AbortController()
const clock = steppingClock()
let draws = 0

export function planFor({ book, state }: Desk, selling: Selling): Promise<Plan> {
  return makePlan(
    {
      workspace: workspaceOf(selling),
      sources: exportsOf(selling.sales, selling),
      target: createLedger(book),
      memory: (account, since) => state.memory.load(account, since),
      written: (account, keys) => state.memory.written(account, keys),
      absences: async (absent) => ({
        absences: new Map(absent.flatMap((one) => absencesOf(one, selling))),
        diagnostics: [],
      }),
      selection: EVERYTHING,
      allow: new Set(selling.allow ?? ['shrunken-export', 'large-change']),
      program: { name: 'catalog-sync', version: '0.1.0' },
      clock,
      digest,
    },
    signal,
  )
}

export async function carryOut({ book, state }: Desk, selling: Selling, plan: Plan): Promise<RunResult> {
  const { result } = await apply(
    {
      work: frozen({ plan, ...(plan.purpose?.command === 'cleanup' ? { confirmed: true as const } : {}) }),
      workspace: workspaceOf(selling),
      target: createLedger(book),
      state,
      clock,
      concurrency: 8,
      random: () => (draws++ % 0x10000) / 0x10000,
      digest,
      limits: {},
      lock: { command: 'apply', timeout: 0, onWait: () => undefined },
      resumeCommand: (run) => `sync apply --resume ${run}`,
      emit: () => undefined,
    },
    signal,
  )
  return result
}

/** The plan that takes back the latest run. */
export async function undoFor({ book, state }: Desk, selling: Selling, allowDeletes = true): Promise<Plan> {
  const run = (await state.runs.list()).at(-1)?.run_id ?? ''
  const target = createLedger(book)
  const selection = { ...EVERYTHING }
  const program = { name: 'catalog-sync', version: '0.1.0' }
  const asked = { named: run, state, target, workspace: workspaceOf(selling), allowDeletes, selection, profile: null }
  return makeUndo({ ...asked, digest, clock, program }, signal)
}

/** The plan that writes lost baselines again. */
export function adoptionFor({ book, state }: Desk, selling: Selling, fromScope: string | null = null): Promise<Plan> {
  const request = {
    workspace: workspaceOf(selling),
    sources: exportsOf(selling.sales, selling),
    target: createLedger(book),
    memory: (account: string, since: string) => state.memory.load(account, since),
    selection: EVERYTHING,
    allow: new Set<GuardCode>(['large-change']),
    program: { name: 'catalog-sync', version: '0.1.0' },
  }
  return planAdoption({ ...request, asOf: null, fromScope, clock, digest }, signal)
}

/** The plan that deletes what begins with a prefix. */
export function cleanupFor({ book, state }: Desk, selling: Selling, prefix: string): Promise<Plan> {
  const target = createLedger(book)
  const program = { name: 'catalog-sync', version: '0.1.0' }
  const asked = { prefix, having: [], pictures: false, allowDeletes: true, state, target, profile: null }
  return makeCleanup({ ...asked, workspace: workspaceOf(selling), digest, clock, program }, signal)
}

/** Plans and applies; the plan. */
export async function sync(desk: Desk, selling: Selling): Promise<Plan> {
  const plan = await planFor(desk, selling)
  const result = await carryOut(desk, selling, plan)
  const { succeeded, adopted } = result.operations
  if (succeeded + adopted !== plan.operations.length) throw new Error(JSON.stringify(result.failures))
  return plan
}
