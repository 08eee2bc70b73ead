import type { Opened } from '../../../src/database/open.ts'
import type { Plan } from '../../../src/model/plan.ts'
import type { RunResult } from '../../../src/model/run.ts'
import type { Workspace } from '../../../src/model/settings.ts'
import { isUnfinished, type State } from '../../../src/model/state.ts'
import type { Target } from '../../../src/model/target.ts'
import { apply, type Work } from '../../../src/services/apply.ts'
import { makePlan } from '../../../src/services/plan.ts'
import { exportsOf, FACTS, type Sale } from '../../joining/stands.ts'
import { digest, EVERYTHING, spec } from '../../support/boots.ts'
import { type CatalogueWorld, running } from '../../support/postgres.ts'
import { frozen, steppingClock } from '../../support/world-desk.ts'

const PRODUCTS = [
  spec('name', { type: null, from: 'item_name' }),
  spec('base_price', { type: null, from: 'price' }),
  spec('attributes.seen', { type: 'text', from: 'seen', write: 'on-change' }),
]
export const ATTRIBUTES = PRODUCTS
const VARIANTS = [spec('price', { type: null, from: 'price' }), spec('gtin', { type: null, from: 'gtin' })]
const SHOPS = [
  { facts: FACTS.farm, shops: ['north', 'south'] },
  { facts: FACTS.mill, shops: ['north', 'south'] },
]

/** Where somebody keeps a catalogue of what stands sell. */
export interface CatalogueDesk {
  world: CatalogueWorld
  target: Target
  state: State
  /** Writes in flight at most. */
  concurrency?: number
}

function workspaceOf({ world }: CatalogueDesk): Workspace {
  const { settings, attributes } = world.workspace
  const [source] = settings.sources
  const sources = source ? SHOPS.map(({ facts, shops }) => ({ ...source, provider: facts.name, shops })) : []
  return {
    root: '/workspace',
    settings: { ...settings, sources, policy: { ...settings.policy, max_change_percent: 100 } },
    shops: SHOPS,
    attributes,
    variants: VARIANTS,
    overrides: [],
    digest: 'sha256:0',
    files: {},
    diagnostics: [],
  }
}

const clock = steppingClock()
let draws = 0

export function planFor(desk: CatalogueDesk, sales: Sale[]): Promise<Plan> {
  const { target, state } = desk
  return makePlan(
    {
      workspace: workspaceOf(desk),
      sources: exportsOf(sales),
      target,
      memory: (account, since) => state.memory.load(account, since),
      written: (account, keys) => state.memory.written(account, keys),
      selection: EVERYTHING,
      allow: new Set(['shrunken-export', 'large-change']),
      program: { name: 'catalog-sync', version: '0.1.0' },
      clock,
      digest,
    },
    running(),
  )
}

export async function carryOut(desk: CatalogueDesk, work: Work): Promise<RunResult> {
  const { target, state, concurrency } = desk
  const { result } = await apply(
    {
      work: frozen(work),
      workspace: workspaceOf(desk),
      ...{ target, state, clock, digest },
      ...(concurrency === undefined ? {} : { concurrency }),
      random: () => (draws++ % 0x10000) / 0x10000,
      limits: {},
      lock: { command: 'apply', timeout: 0, onWait: () => undefined },
      resumeCommand: (run) => `sync apply --resume ${run}`,
      emit: () => undefined,
    },
    running(),
  )
  return result
}

/** Goes on with the latest run; applies the plan where there was none. */
export async function goOn(desk: CatalogueDesk, plan: Plan): Promise<RunResult> {
  const begun = (await desk.state.runs.list()).some(isUnfinished)
  return carryOut(desk, begun ? { resume: null } : { plan })
}

/** Plans and applies; how many operations of each outcome. */
export async function sync(desk: CatalogueDesk, sales: Sale[]): Promise<RunResult['operations']> {
  return (await carryOut(desk, { plan: await planFor(desk, sales) })).operations
}

/** All that the tables say, but for what differs between two runs that do the same. */
export async function contentsOf({ sql }: Pick<CatalogueWorld, 'sql'>): Promise<unknown> {
  const [products, variants, mappings] = await Promise.all([
    sql('SELECT master_sku, name, base_price::text AS price, attributes FROM master_products ORDER BY 1'),
    sql(`SELECT v.variant_sku, p.master_sku, v.price::text AS price, v.gtin
         FROM master_product_variants v JOIN master_products p ON p.id = v.product_id ORDER BY 1`),
    sql(`SELECT m.platform, m.shop, m.platform_product_id AS product, v.variant_sku, m.price::text AS price, r.body
         FROM platform_mappings m JOIN master_product_variants v ON v.id = m.variant_id
         LEFT JOIN raw_import_data r ON r.id = m.raw_id ORDER BY 1, 2, 3`),
  ])
  return { products, variants, mappings }
}

/** A database whose statements, and whose commits, count as the calls of a process that dies. */
export function mortalDatabase(database: Opened, call: <T>(send: () => Promise<T>) => Promise<T>): Opened {
  return {
    ...database,
    transaction: ({ perform, ...work }, signal) =>
      call(() =>
        database.transaction(
          {
            ...work,
            perform: ({ run }) => perform({ run: (kind, text, values) => call(() => run(kind, text, values)) }),
          },
          signal,
        ),
      ),
  }
}
