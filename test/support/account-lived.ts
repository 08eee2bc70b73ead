import fc from 'fast-check'
import type { State } from '../../src/state/database.ts'
import { type MemoryDesk, memoryDesk, withAccount } from './account-desk.ts'
import { edited, edits } from './account-edits.ts'
import type { MemorySnapshot } from './memory/store.ts'
import { type World, worlds } from './world.ts'
import { carryOut, plan } from './world-desk.ts'
import { editSource, sourceEdits } from './world-items.ts'

/** A world that was applied once, and in which people and the source then moved on. */
export const histories = fc.record({
  world: worlds,
  edits,
  sourceEdits,
  /** Whether this machine still has the state folder of that apply. */
  remembers: fc.boolean(),
})

export type History = typeof histories extends fc.Arbitrary<infer H> ? H : never

export interface Lived {
  desk: MemoryDesk
  /** The account as people left it. */
  account: MemorySnapshot
}

/** Lives through a history: planned, applied, edited by hand; the next plan is still to be made. */
export async function live(history: History, machine: State, another: State): Promise<Lived> {
  const desk = memoryDesk(history.world, machine)
  await carryOut(desk, await plan(desk))
  const account = edited(desk.target.snapshot(), history.edits)
  const items = editSource(history.world.items, history.sourceEdits)
  const world: World = { ...history.world, items, overrides: stillValid(history.world, account) }
  const later = withAccount({ ...desk, world, state: history.remembers ? machine : another }, account)
  return { desk: later, account: later.target.snapshot() }
}

/** An override that names a product which somebody deleted ends every plan; people correct it. */
function stillValid({ overrides }: World, { products }: MemorySnapshot): World['overrides'] {
  const masters = new Set(products.filter(({ attributes }) => !attributes.amazon_sync_baseline).map(({ sku }) => sku))
  return overrides.filter(({ canonical }) => canonical === undefined || canonical === 'none' || masters.has(canonical))
}
