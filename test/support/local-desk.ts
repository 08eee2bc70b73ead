import type { LiveProduct } from '../../src/model/live.ts'
import type { State } from '../../src/model/state.ts'
import type { ProductFields } from '../../src/model/target.ts'
import { createMemoryTarget, type MemoryTarget } from '../../src/providers/memory/index.ts'
import type { MemorySnapshot } from '../../src/providers/memory/store.ts'
import { withBaselines } from '../../src/services/local-baselines.ts'
import { memoryDesk } from './account-desk.ts'
import { digest } from './boots.ts'
import type { World } from './world.ts'
import { type Desk, workspaceOf } from './world-desk.ts'

/** A desk that keeps baselines where its world says. */
export interface LocalDesk extends Desk {
  /** The account as people see it. */
  raw: MemoryTarget
  account: string
}

/** The same world where baselines are kept in the state, or on the products. */
export function keeping(world: World, baseline: 'local' | 'account'): World {
  const { settings } = world
  return { ...world, settings: { ...settings, policy: { ...settings.policy, baseline } } }
}

export function localDesk(world: World, state: State): LocalDesk {
  const desk = memoryDesk(keeping(world, 'local'), state)
  return moved({ ...desk, raw: desk.target }, {})
}

/** The same account from a desk with another world, another state folder, or another way into the account. */
export function moved(desk: LocalDesk, change: Partial<Pick<LocalDesk, 'world' | 'state' | 'raw'>>): LocalDesk {
  const next = { ...desk, ...change }
  const place = { workspace: workspaceOf(next), state: next.state, digest }
  return { ...next, target: withBaselines(next.raw, place) }
}

/** The desk after something happened to its account that no call does. */
export function tampered(desk: LocalDesk, tamper: (account: MemorySnapshot) => void): LocalDesk {
  const seed = desk.raw.snapshot()
  tamper(seed)
  return moved(desk, { raw: createMemoryTarget({ seed, account: desk.account }) })
}

/** The product as the account holds it. */
export function held({ raw }: LocalDesk, sku: string): LiveProduct {
  const found = raw.snapshot().products.find((product) => product.sku === sku)
  if (!found) throw new Error(`The account has no ${sku}.`)
  return found
}

/** What a person changes by hand. */
export async function edit(desk: LocalDesk, sku: string, fields: Partial<ProductFields>): Promise<void> {
  const write = { kind: 'product', action: 'update', id: held(desk, sku).id, sku } as const
  await desk.raw.write({ ...write, fields: { attributes: {}, ...fields } }, new AbortController().signal)
}
