import { createHash } from 'node:crypto'
import { type ApplyOutcome, applyPlan } from '../../src/applier/index.ts'
import type { ApplyOptions } from '../../src/applier/options.ts'
import { parseAddress } from '../../src/model/address.ts'
import type { Clock } from '../../src/model/clock.ts'
import type { Event } from '../../src/model/event.ts'
import { flatten } from '../../src/model/fields.ts'
import type { JsonObject } from '../../src/model/json.ts'
import type { Want } from '../../src/model/live.ts'
import type { Operation } from '../../src/model/plan.ts'
import { comparedPaths, membersPrecondition, resourcePrecondition } from '../../src/model/precondition.ts'
import type { OperationOutcome } from '../../src/model/run.ts'
import type { Journal } from '../../src/model/state.ts'
import type { Applied, Change } from '../../src/model/target.ts'
import { mainKind } from '../../src/model/target-kinds.ts'
import { createMemoryTarget, type MemoryOptions, type MemoryTarget } from '../support/memory/index.ts'
import type { MemorySeed } from '../support/memory/store.ts'
import { type PimProduct, productResource } from '../support/pim.ts'

export const digest = (text: string): string => createHash('sha256').update(text).digest('hex')

export const BASELINE = 'amazon_sync_baseline'

/** A bootmaker's account: a title, a gallery, a baseline, listings and hierarchy. */
export function bootmaker(products: PimProduct[] = [], assets: string[] = []): MemorySeed {
  const attribute = (label: string, type: string) => ({ id: `id-${label}`, label, name: label, type, options: [] })
  return {
    attributes: [
      attribute('amazon_title', 'Text'),
      attribute('amazon_color', 'Text'),
      attribute('amazon_last_synced', 'Date'),
      attribute('amazon_images', 'Gallery'),
      attribute(BASELINE, 'Multiline'),
    ],
    relationships: [{ id: 'rel-listings', label: 'amazon_listings', name: 'Amazon Listings' }],
    families: [{ id: 'fam-amazon', name: 'Amazon', attributes: [] }],
    assets: assets.map((filename) => ({
      id: `id-${filename}`,
      filename,
      url: `https://m.media-amazon.com/${filename}`,
    })),
    products,
  }
}

export function boot(sku: string, fields: Partial<PimProduct> = {}): PimProduct {
  return { id: `id-${sku}`, sku, attributes: {}, links: {}, ...fields }
}

/** What the products of the account hold. */
export const traits = createMemoryTarget({ seed: bootmaker() }).traits
export const productKind = mainKind(traits)

const WANT: Want = {
  paths: ['attributes.amazon_title', 'attributes.amazon_color', 'attributes.amazon_last_synced'],
  owns: (key) => key.startsWith('AMZN-'),
  explained: () => true,
}

type Parts = Partial<Operation> & { id: string; after: JsonObject }

export function operation(parts: Parts): Operation {
  const colon = parts.id.indexOf(':')
  return {
    address: parts.id.slice(colon + 1),
    action: parts.id.slice(0, colon) as Operation['action'],
    ...parseAddress(parts.id.slice(colon + 1)),
    target_id: null,
    depends_on: [],
    before: null,
    precondition: 'sha256:',
    provenance: {},
    reason: 'because',
    risk: 'normal',
    refs: {},
    ...parts,
  }
}

export function upload(filename: string): Operation {
  const after = { filename, url: `https://m.media-amazon.com/${filename}` }
  return operation({ id: `upload:asset.${filename}`, after })
}

export function create(sku: string, after: JsonObject = {}, parts: Partial<Operation> = {}): Operation {
  const baseline = { fields: ['label'], links: {} }
  const full = { sku, label: sku, attributes: {}, ...after }
  return operation({ id: `create:product.${sku}`, after: full, baseline, ...parts })
}

/** An update planned against the product as given. */
export function update(live: PimProduct, after: JsonObject, parts: Partial<Operation> = {}): Operation {
  const flat = flatten(after, productKind.groups)
  const written = comparedPaths(flat, undefined, productKind)
  const baseline = parts.baseline ?? { fields: written, links: {} }
  const paths = comparedPaths(flat, baseline, productKind)
  const state = { paths, live: productResource(live), kind: productKind, baseline: traits.baseline.path }
  const { id: _id, links: _links, modified: _modified, ...before } = structuredClone(live)
  return operation({
    id: `update:product.${live.sku}`,
    target_id: live.id,
    before: before as unknown as JsonObject,
    after,
    precondition: resourcePrecondition(state, digest),
    ...parts,
    baseline,
  })
}

export function link(source: PimProduct, targets: string[], parts: Partial<Operation> = {}): Operation {
  const planned = ((parts.before?.targets ?? []) as string[]).map((address) => address.replace('product.', ''))
  return operation({
    id: `link:link.amazon_listings.${source.sku}`,
    target_id: source.id,
    after: { targets: targets.map((sku) => `product.${sku}`) },
    precondition: membersPrecondition('targets', planned, digest),
    ...parts,
    before: parts.before ?? { targets: [] },
    refs: { 'relationship.amazon_listings': 'rel-listings', ...parts.refs },
  })
}

export const refusal = (code = 'refused'): Applied => ({
  outcome: 'rejected',
  status: 422,
  code,
  message: 'It is refused.',
  hint: 'Do something else.',
  attempts: 1,
})

export interface TestClock extends Clock {
  advance(milliseconds: number): void
}

export function testClock(start = '2026-11-21T03:00:00Z'): TestClock {
  let now = Date.parse(start)
  return {
    now: () => now,
    sleep: async (milliseconds) => {
      now += milliseconds
    },
    advance(milliseconds) {
      now += milliseconds
    },
  }
}

export interface NotedJournal extends Journal {
  lines: string[]
}

function notedJournal(): NotedJournal {
  const lines: string[] = []
  return {
    lines,
    begin: async ({ run_id }) => void lines.push(`begin ${run_id}`),
    resume: async ({ run_id }) => void lines.push(`resume ${run_id}`),
    intend: async (ids) => void lines.push(...ids.map((id) => `intend ${id}`)),
    conclude: ({ id, outcome }) => void lines.push(`${outcome} ${id}`),
    deadImage: (url) => void lines.push(`dead ${url}`),
    livingImage: () => undefined,
    flush: async () => undefined,
    end: async ({ status }) => void lines.push(`end ${status}`),
  }
}

export interface World {
  target: MemoryTarget
  journal: NotedJournal
  events: Event[]
  clock: TestClock
  run(operations: Operation[], options?: Partial<ApplyOptions>): Promise<ApplyOutcome & Outcomes>
}

interface Outcomes {
  outcomes: { [id: string]: OperationOutcome }
}

export function createWorld(options: MemoryOptions = {}): World {
  const target = createMemoryTarget({ seed: bootmaker(), ...options })
  const journal = notedJournal()
  const clock = testClock()
  const events: Event[] = []
  const run: World['run'] = async (operations, more = {}) => {
    const outcomes: Outcomes['outcomes'] = {}
    const outcome = await applyPlan({
      plan: { plan_id: 'sha256:plan', operations, workspace: { scope: 'boots' } },
      target,
      account: 'memory',
      want: WANT,
      writeBaseline: true,
      journal,
      runId: '20261121T030000Z-3f2a',
      clock,
      digest,
      signal: new AbortController().signal,
      emit: (event) => {
        events.push(event)
        if (event.type === 'operation.finished') outcomes[event.outcome.id] = event.outcome
      },
      ...more,
    })
    return { ...outcome, outcomes }
  }
  return { target, journal, events, clock, run }
}

export function productOf(target: MemoryTarget, sku: string): PimProduct | undefined {
  return target.snapshot().products.find((product) => product.sku === sku)
}

/** What a person changes by hand. */
export function edited({ id, sku }: Pick<PimProduct, 'id' | 'sku'>, fields: JsonObject): Change {
  const flat = flatten(fields, productKind.groups)
  return { kind: 'product', action: 'update', id, key: sku, fields: flat, parts: [], volatile: [], needs: {} }
}
