import { addressOf, parseAddress } from '../../src/model/address.ts'
import { diagnostic } from '../../src/model/diagnostic.ts'
import type { Json, JsonObject } from '../../src/model/json.ts'
import type {
  Ambiguous,
  BaselineChange,
  BaselineImage,
  Blocked,
  Conflict,
  Drift,
  Operation,
  Overwrite,
  Plan,
  PlanSource,
  Unmatched,
} from '../../src/model/plan.ts'
import type { MatchCounts, PlanSummary } from '../../src/model/plan-figures.ts'
import { summarise } from '../../src/planner/guard/summary.ts'
import { planId } from '../../src/state/plan-id.ts'
import { traits } from '../applier/world.ts'
import { digest, EVERYTHING } from '../support/boots.ts'

/** Plans of boots as values, made without any planning: what is shown of a plan is tried on them. */

export type PlanParts = Partial<Omit<Plan, 'summary' | 'plan_id'>> & { summary?: Partial<PlanSummary> }

const MADE_AT = '2026-11-21T03:00:00Z'

const SOURCE: PlanSource = {
  provider: 'amazon',
  marketplace: 'US',
  items: 640,
  complete: true,
  export_digest: 'sha256:1',
  exported_at: MADE_AT,
}

/** A plan of these lists, with everything that follows from them. */
export function planWith({ summary = {}, ...parts }: PlanParts = {}): Plan {
  const { operations = [], blocked = [], drift = [], conflicts = [] } = parts
  return {
    format_version: '1.1',
    program: { name: 'catalog-sync', version: '0.1.0' },
    plan_id: planId(operations),
    created_at: MADE_AT,
    workspace: { scope: 'prairie', digest: 'sha256:0' },
    selection: EVERYTHING,
    sources: [SOURCE],
    target: { provider: 'plytix', account: 'stable', read_at: MADE_AT, owned: 640, canonical: 700, foreign: 0 },
    cost: costOf(operations),
    matches: matchesOf(parts),
    applyable: true,
    ...{ guards: [], operations, blocked, drift, conflicts, overwrites: [] },
    ...{ unmatched: [], ambiguous: [], gone: [], stale: [], names: {}, diagnostics: [] },
    ...parts,
    summary: {
      ...summarise({ operations, blocked, drift, conflicts }, 0, traits),
      link_pairs: operations.reduce((sum, operation) => sum + linkedIn(operation), 0),
      unlink_pairs: operations.reduce((sum, operation) => sum + unlinkedIn(operation), 0),
      ...summary,
    },
  }
}

function costOf({ length }: Operation[]): Plan['cost'] {
  return {
    plan_reads: 14,
    reads: length === 0 ? 0 : 1,
    writes: length,
    seconds: length / 2,
    binding_window: length === 0 ? null : { limit: 20, window_size: 10 },
  }
}

function matchesOf({ unmatched = [], ambiguous = [] }: PlanParts): MatchCounts {
  const total = SOURCE.items
  const matched = total - unmatched.length - ambiguous.length
  const rate = Math.round((matched / total) * 1000) / 10
  return {
    ...{ total, matched, rate, unmatched: unmatched.length, ambiguous: ambiguous.length },
    by_method: { gtin: matched - 40, upc: 40 },
    by_class: { child: { total, matched } },
  }
}

function linkedIn({ action, before, after }: Operation): number {
  const old = new Set((before?.targets ?? []) as string[])
  return action === 'link' ? (after.targets as string[]).filter((target) => !old.has(target)).length : 0
}

function unlinkedIn({ action, before, after }: Operation): number {
  const now = new Set(after.targets as string[])
  const old = (before?.targets ?? []) as string[]
  return action === 'unlink' ? old.filter((target) => !now.has(target)).length : 0
}

type OperationParts = Pick<Operation, 'action' | 'address' | 'after'> & Partial<Operation>

/** The order of its keys is that of plan files. */
export function operation({ action, address, after, ...more }: OperationParts): Operation {
  const before = more.before ?? null
  return {
    id: `${action}:${address}`,
    address,
    action,
    ...parseAddress(address),
    target_id: before === null ? null : digest(address).slice(0, 24),
    depends_on: [],
    before,
    after,
    precondition: `sha256:${digest(JSON.stringify(before))}`,
    provenance: {},
    reason: before === null ? 'not in the account yet' : 'the source has other values',
    risk: 'normal',
    refs: {},
    ...more,
  }
}

export const boot = (number: number): string => `AMZN-US-B0BOOT${String(number).padStart(4, '0')}`
export const bootAddress = (number: number): string => addressOf('product', boot(number))

const PROVENANCE = { source: 'amazon', path: 'summaries[0].itemName' }

const step = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1')

/** `values`: from and to, by attribute. */
export function update(key: string, values: { [attribute: string]: [Json, Json] }, more: Partial<Operation> = {}) {
  const side = (at: 0 | 1): JsonObject => ({
    attributes: Object.fromEntries(Object.entries(values).map(([name, sides]) => [name, sides[at]])),
  })
  const fields = Object.keys(values)
  return operation({
    action: 'update',
    address: addressOf('product', key),
    before: side(0),
    after: side(1),
    provenance: Object.fromEntries(fields.map((name) => [`/attributes/${step(name)}`, PROVENANCE])),
    baseline: { fields: fields.map((name) => `attributes.${name}`), links: {} },
    ...more,
  })
}

export function creation(key: string, after: JsonObject, images: BaselineImage[] = []): Operation {
  const gallery: JsonObject = images.length === 0 ? {} : { amazon_images: images.map(({ asset }) => asset) }
  const attributes = { ...(after.attributes as JsonObject | undefined), ...gallery }
  return operation({
    action: 'create',
    address: addressOf('product', key),
    after: { sku: key, ...after, attributes },
    provenance: { '/label': PROVENANCE },
    baseline: { fields: ['label'], images, links: {} },
  })
}

export function definition(label: string, type = 'TextAttribute'): Operation {
  return operation({ action: 'create', address: addressOf('attribute', label), after: { label, type } })
}

export function upload(file: string): Operation {
  const after = { filename: file, url: `https://m.media-amazon.com/images/I/${file}` }
  return operation({ action: 'upload', address: addressOf('asset', file), after })
}

interface Sides {
  before?: string[]
  after: string[]
  reason?: string
  dependsOn?: string[]
}

export function links(action: 'link' | 'unlink', from: string, { before, after, reason, dependsOn }: Sides) {
  const targets = (keys: string[]) => ({ targets: keys.map((key) => addressOf('product', key)) })
  return operation({
    action,
    address: addressOf('link', from),
    after: targets(after),
    ...(before ? { before: targets(before) } : {}),
    ...(reason === undefined ? {} : { reason }),
    ...(dependsOn ? { depends_on: dependsOn } : {}),
  })
}

/** A baseline alone: fingerprints of these paths. */
export function adoption(key: string, paths: string[], more: Partial<BaselineChange>): Operation {
  const prints = Object.fromEntries(paths.map((path) => [path, digest(path).slice(0, 8)]))
  return operation({
    action: 'adopt',
    address: addressOf('product', key),
    before: {},
    after: {},
    reason: 'it has no baseline',
    baseline: { fields: [], prints, links: {}, item: `US/${key.slice(-10)}`, ...more },
  })
}

export function deletion(key: string, reason = 'the source has it no more'): Operation {
  const address = addressOf('product', key)
  return operation({ action: 'delete', address, before: { sku: key }, after: {}, reason, risk: 'high' })
}

/** What overwrites, conflicts and drift have in common. */
export function moved(number: number, field: string, [written, live, desired]: [Json, Json, Json]) {
  return { address: bootAddress(number), field: `/attributes/${step(field)}`, last_written: written, live, desired }
}

export function overwrite(reason: Overwrite['reason'], ...of: Parameters<typeof moved>): Overwrite {
  return { ...moved(...of), reason }
}

export function conflict(kind: Conflict['kind'], ...of: Parameters<typeof moved>): Conflict {
  return { ...moved(...of), kind }
}

export function drift(decision: Drift['decision'], ...of: Parameters<typeof moved>): Drift {
  return { ...moved(...of), decision }
}

export function blocked(number: number, code: Blocked['code'], [message, hint]: [string, string]): Blocked {
  const address = bootAddress(number)
  return { id: `create:${address}`, address, action: 'create', code, message, hint }
}

export function unmatched(asin: string, message = 'It has no GTIN, EAN or UPC.'): Unmatched {
  return { address: `product.AMZN-US-${asin}`, asin, class: 'child', code: 'no-identifier', message }
}

export function ambiguous(asin: string, skus: string[]): Ambiguous {
  const candidates = skus.map((sku) => ({ sku, method: 'upc', value: '884882325297' }))
  return { address: `product.AMZN-US-${asin}`, asin, code: 'several-products', candidates }
}

export const remark = (code: string, message: string) =>
  diagnostic({ severity: 'warning', code, message, hint: 'Write an override for it.' })
