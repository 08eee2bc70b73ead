import { expect, test } from 'vitest'
import { attributePath } from '../../../src/providers/plytix/paths.ts'
import { type More, newProduct } from '../../contract/changes.ts'
import { createWorld, FAMILY, familyId, unowned, want } from './world.ts'

const VOLATILE = ['amazon_last_synced', 'amazon_sync_baseline'].map(attributePath)

function plum(baseline: string, day: string, more: More & { family?: string } = {}) {
  const attributes = { amazon_title: 'Plums', amazon_last_synced: day, amazon_sync_baseline: baseline }
  const { family, ...rest } = more
  const fields = { label: 'Plum', attributes, ...(family === undefined ? {} : { family }) }
  return newProduct('AMZN-US-B0PLUM0001', fields, rest)
}

test('takes a product for the wanted one when only what changes with every run differs', async () => {
  const world = await createWorld()
  await world.write(plum('run 1', '2026-11-21'))

  const again = await world.write(plum('run 2', '2026-11-22', { volatile: VOLATILE }))

  expect(again).toMatchObject({ outcome: 'already' })
  expect(world.sim.store.product('AMZN-US-B0PLUM0001')?.attributes.amazon_sync_baseline).toBe('run 1')
})

test('compares what does not change with every run, and adds the family that is missing', async () => {
  const world = await createWorld()
  await world.write(plum('run 1', '2026-11-21'))
  const family = await familyId(world)

  expect(await world.write(plum('run 2', '2026-11-22'))).toMatchObject({ outcome: 'conflict' })
  expect(await world.write(plum('run 2', '2026-11-22', { volatile: VOLATILE, family }))).toMatchObject({
    outcome: 'applied',
  })
  expect(world.sim.store.product('AMZN-US-B0PLUM0001')).toMatchObject({
    family,
    attributes: { amazon_last_synced: '2026-11-21' },
  })
})

test('sends no call beyond those that are allowed, and says why', async () => {
  const world = await createWorld({ asked: { family: FAMILY } })
  await world.target.look([{ kind: 'product', key: 'AMZN-US-B0PEAR0001' }], want, world.signal)
  world.sim.resetCounts()
  world.target.allow(1)

  const family = await world.target.read(unowned, world.signal).catch((error: unknown) => error)
  const refused = world.write(plum('run 1', '2026-11-21'))

  await expect(refused).rejects.toMatchObject({ code: 'budget' })
  expect(family).toBeDefined()
  // The call that is allowed may be given up on its way, when the next one is refused.
  expect(world.sim.calls.filter(({ kind }) => kind !== 'auth').length).toBeLessThanOrEqual(1)
})

test('reads definitions again, past what it remembers', async () => {
  const world = await createWorld({ asked: { family: FAMILY } })
  const ripeness = { kind: 'attribute', key: 'amazon_ripeness' }
  const relationships = ['amazon_hierarchy', 'amazon_listings'].map((key) => ({ kind: 'relationship', key }))
  const named = [ripeness, ...relationships, { kind: 'family', key: FAMILY }, { kind: 'relationship', key: 'cousins' }]
  expect(await world.target.look([ripeness], want, world.signal)).toEqual([])
  await createWorldAttribute(world)

  const resources = Object.groupBy(await world.target.look(named, want, world.signal), ({ kind }) => kind)

  expect(resources.attribute?.map(({ key }) => key)).toEqual(['amazon_ripeness'])
  expect(resources.relationship).toHaveLength(2)
  expect(resources.family?.[0]?.fields.attributes).toContain('amazon_title')
})

/** Somebody else's work: the target under test does not see it. */
async function createWorldAttribute({ sim }: Awaited<ReturnType<typeof createWorld>>): Promise<void> {
  const credentials = { api_key: 'sandbox-key', api_password: 'sandbox-password' }
  const signIn = await post(`${sim.authUrl}/auth/api/get-token`, credentials)
  const token = ((await signIn.json()) as { data: { access_token: string }[] }).data[0]?.access_token
  await post(`${sim.url}/api/v1/attributes/product`, { name: 'Amazon Ripeness', type_class: 'TextAttribute' }, token)
}

function post(url: string, body: object, token?: string): Promise<Response> {
  const headers = { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) }
  return fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
}
