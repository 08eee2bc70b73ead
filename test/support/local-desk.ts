import { type Fields, flatten } from '../../src/model/fields.ts'
import type { JsonObject } from '../../src/model/json.ts'
import { withBaselines } from '../../src/services/local-baselines.ts'
import type { State } from '../../src/state/database.ts'
import { memoryDesk } from './account-desk.ts'
import { digest } from './boots.ts'
import { createMemoryTarget, type MemoryTarget } from './memory/index.ts'
import type { MemorySnapshot } from './memory/store.ts'
import type { PimProduct } from './pim.ts'
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
  const place = { workspace: workspaceOf(next), state: () => next.state, digest }
  const raw = next.raw.as(workspaceOf(next))
  return { ...next, raw, target: withBaselines(raw, place) }
}

/** The desk after something happened to its account that no call does. */
export function tampered(desk: LocalDesk, tamper: (account: MemorySnapshot) => void): LocalDesk {
  const seed = desk.raw.snapshot()
  tamper(seed)
  return moved(desk, {
    raw: createMemoryTarget({
      seed,
      account: desk.account,
      workspace: { settings: desk.world.settings, attributes: desk.specs },
    }),
  })
}

/** The product as the account holds it. */
export function held({ raw }: LocalDesk, sku: string): PimProduct {
  const found = raw.snapshot().products.find((product) => product.sku === sku)
  if (!found) throw new Error(`The account has no ${sku}.`)
  return found
}

/** What a person changes by hand. */
export async function edit(desk: LocalDesk, sku: string, fields: JsonObject): Promise<void> {
  const change = { kind: 'product', action: 'update', id: held(desk, sku).id, key: sku } as const
  const flat: Fields = flatten(fields, ['attributes'])
  await desk.raw.write({ ...change, parts: [], volatile: [], needs: {}, fields: flat }, new AbortController().signal)
}
