import { expect } from 'vitest'
import type { LiveResource } from '../../../src/model/live.ts'
import type { Applied, Change, Target } from '../../../src/model/target.ts'
import { type CatalogueWorld, catalogueWorld, type Driver, running } from '../../support/postgres.ts'

export const WANT = { paths: [], owns: () => true, explained: () => false }
export const RUN = '20261129T100000Z-1a2b'

export function create(kind: string, key: string, fields: Change['fields']): Change {
  const by = { run: RUN, operation: `create:${kind}.${key}` }
  return { action: 'create', kind, key, id: null, fields, parts: [], volatile: [], needs: {}, by }
}

export function update({ kind, key, id, revision }: LiveResource, fields: Change['fields']): Change {
  const by = { run: RUN, operation: `update:${kind}.${key}` }
  const change: Change = { action: 'update', kind, key, id, fields, parts: [], volatile: [], needs: {}, by }
  return revision === undefined ? change : { ...change, revision }
}

export function remove(live: LiveResource): Change {
  const by = { run: RUN, operation: `delete:${live.kind}.${live.key}` }
  return { ...update(live, {}), action: 'delete', by }
}

export const product = (key: string, more: Change['fields'] = {}): Change =>
  create('product', key, { name: `Jam ${key}`, ...more })

export async function write(target: Target, ...changes: Change[]): Promise<Applied[]> {
  return Promise.all(changes.map((change) => target.write(change, running())))
}

/** The id of what the change has made. */
export async function made(target: Target, change: Change): Promise<string> {
  const [answer] = await write(target, change)
  if (answer?.outcome !== 'applied') throw new Error(JSON.stringify(answer))
  return answer.id
}

export async function one(target: Target, kind: string, key: string): Promise<LiveResource> {
  const [live] = await target.look([{ kind, key }], WANT, running())
  return live ?? expect.fail(`there is no ${kind} ${key}`)
}

export async function inWorld(driver: Driver, work: (world: CatalogueWorld) => Promise<void>): Promise<void> {
  const world = await catalogueWorld(driver)
  try {
    await work(world)
  } finally {
    await world.close()
  }
}
