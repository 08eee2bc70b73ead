import type { Event } from '../../src/model/event.ts'
import type { Operation, Plan } from '../../src/model/plan.ts'
import type { Workspace } from '../../src/model/settings.ts'
import type { State } from '../../src/model/state.ts'
import type { Change } from '../../src/model/target.ts'
import { summarise } from '../../src/planner/guard/summary.ts'
import { AMAZON_FACTS } from '../../src/providers/amazon/facts.ts'
import { type ApplyReport, type ApplyRequest, apply, type Work } from '../../src/services/apply.ts'
import { planId } from '../../src/state/plan-id.ts'
import { bootmaker, create, digest, type TestClock, testClock, traits } from '../applier/world.ts'
import { temporaryState } from '../state/temporary.ts'
import { EVERYTHING, settings, spec } from '../support/boots.ts'
import { createMemoryTarget, type MemoryOptions, type MemoryTarget } from '../support/memory/index.ts'

/** A plan file's content around operations that were made by hand. */
export function planOf(operations: Operation[], scope = 'prairie'): Plan {
  return {
    format_version: '1.1',
    program: { name: 'catalog-sync', version: '0.1.0' },
    plan_id: planId(operations),
    created_at: '2026-11-21T03:00:00Z',
    workspace: { scope, digest: 'sha256:0' },
    selection: EVERYTHING,
    sources: [],
    target: {
      provider: 'memory',
      account: 'memory',
      read_at: '2026-11-21T03:00:00Z',
      owned: 0,
      canonical: 0,
      foreign: 0,
    },
    summary: summarise({ operations, blocked: [], drift: [], conflicts: [] }, 0, traits),
    cost: { plan_reads: 0, reads: 0, writes: 0, seconds: 0, binding_window: null },
    matches: { total: 0, matched: 0, unmatched: 0, ambiguous: 0, rate: 0, by_method: {}, by_class: {} },
    applyable: true,
    guards: [],
    operations,
    ...{
      blocked: [],
      drift: [],
      conflicts: [],
      overwrites: [],
      unmatched: [],
      ambiguous: [],
      gone: [],
      stale: [],
      names: {},
      diagnostics: [],
    },
  }
}

/** Boots in these tests have short SKUs, so the form of SKUs is this list. */
const LETTERS = [...'abcdefghijklmnopqrstuvwxyz']
const SKUS = [
  ...Array.from({ length: 1100 }, (_, n) => [`AMZN-US-B${n}`, `AMZN-US-B0${n}`]).flat(),
  ...LETTERS.flatMap((letter) => [letter.toUpperCase(), `AMZN-US-${letter.toUpperCase()}`, `AMZN-US-71${letter}`]),
  'AMZN-US-BAD',
]

export const WORKSPACE: Workspace = {
  root: '/nowhere',
  settings: settings(({ sources, target }) => {
    if (sources[0]) sources[0].shops = SKUS
    target.sku = '{marketplace}'
  }),
  shops: [{ facts: AMAZON_FACTS, shops: SKUS }],
  attributes: [spec('amazon_title'), spec('amazon_color'), spec('amazon_last_synced', { type: 'Date' }), spec('label')],
  overrides: [],
  digest: 'sha256:0',
  files: {},
  diagnostics: [],
}

export interface RunWorld {
  state: State
  target: MemoryTarget
  clock: TestClock
  events: Event[]
  apply(work: Work | Operation[], more?: Partial<ApplyRequest>, signal?: AbortSignal): Promise<ApplyReport>
}

/** A state folder, an account in memory, and applies that use both. */
export function createRunWorld(options: MemoryOptions & { state?: State; target?: MemoryTarget } = {}): RunWorld {
  const state = options.state ?? temporaryState()
  const target = options.target ?? createMemoryTarget({ seed: bootmaker(), workspace: WORKSPACE, ...options })
  const clock = testClock()
  const events: Event[] = []
  let runs = 0
  return {
    ...{ state, target, clock, events },
    apply: (work, more = {}, signal = new AbortController().signal) =>
      apply(
        {
          work: Array.isArray(work) ? { plan: planOf(work) } : work,
          workspace: WORKSPACE,
          ...{ target, state, clock, digest },
          concurrency: 4,
          lock: { command: 'sync apply', timeout: 0 },
          limits: {},
          resumeCommand: (run) => `sync apply --resume ${run}`,
          random: () => {
            runs += 1
            return (runs % 0x10000) / 0x10000
          },
          emit: (event) => void events.push(event),
          ...more,
        },
        signal,
      ),
  }
}

/** Takes the lock from whoever has it. */
export async function freeLock({ lock }: State): Promise<void> {
  const { holder } = await lock.read()
  await lock.release(holder?.lock_id ?? '')
}

/** Stands for the death of the program. */
export class Killed extends Error {}

/** New boots, one product each. */
export const boots = (count: number) => Array.from({ length: count }, (_, n) => create(`AMZN-US-B${n}`))

/** The write is executed and the program dies before the answer is there, or before it leaves. */
export function killAt(write: (write: Change) => boolean, when: 'before' | 'after') {
  let armed = true
  return {
    wrap<T extends { write: (write: Change, signal: AbortSignal) => Promise<unknown> }>(target: T): T {
      const original = target.write
      return {
        ...target,
        async write(one: Change, signal: AbortSignal) {
          if (!armed || !write(one)) return original(one, signal)
          armed = false
          if (when === 'after') await original(one, signal)
          throw new Killed('The program was killed.')
        },
      } as T
    },
  }
}

export const isProduct = (sku: string) => (write: Change) => write.kind === 'product' && write.key === sku
