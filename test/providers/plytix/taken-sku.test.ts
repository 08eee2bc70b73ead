import { expect, test } from 'vitest'
import type { Write } from '../../../src/model/target.ts'
import { createWorld, familyId, query } from './world.ts'

type CreateProduct = Extract<Write, { kind: 'product'; action: 'create' }>

const BASELINE = 'amazon_sync_baseline'

function plum(baseline: string, day: string, volatile = [BASELINE]): CreateProduct {
  const attributes = { amazon_title: 'Plums', amazon_last_synced: day, amazon_sync_baseline: baseline }
  const fields = { label: 'Plum', attributes }
  return {
    kind: 'product',
    action: 'create',
    sku: 'AMZN-US-B0PLUM0001',
    fields,
    family: null,
    volatile,
  }
}

test('takes a product for the wanted one when only the baseline differs, which names the run', async () => {
  const world = await createWorld()
  await world.write(plum('run 1', '2026-11-21'))

  const again = await world.write(plum('run 2', '2026-11-21'))

  expect(again).toMatchObject({ outcome: 'already' })
  expect(world.sim.store.product('AMZN-US-B0PLUM0001')?.attributes.amazon_sync_baseline).toBe('run 1')
})

test('leaves out what differs from run to run, and adds the family that is missing', async () => {
  const world = await createWorld()
  await world.write(plum('run 1', '2026-11-21'))
  const family = await familyId(world)

  expect(await world.write(plum('run 2', '2026-11-22'))).toMatchObject({ outcome: 'conflict' })
  expect(await world.write({ ...plum('run 2', '2026-11-22', [BASELINE, 'amazon_last_synced']), family })).toMatchObject(
    {
      outcome: 'applied',
    },
  )
  expect(world.sim.store.product('AMZN-US-B0PLUM0001')).toMatchObject({
    family,
    attributes: { amazon_last_synced: '2026-11-21' },
  })
})

test('sends no call beyond those that are allowed, and says why', async () => {
  const world = await createWorld()
  await world.target.look(['AMZN-US-B0PEAR0001'], query, world.signal)
  world.sim.resetCounts()
  world.target.allow(1)

  const family = await familyId(world).catch((error: unknown) => error)
  const refused = world.write(plum('run 1', '2026-11-21'))

  await expect(refused).rejects.toMatchObject({ code: 'budget' })
  expect(family).toBeDefined()
  expect(world.sim.calls.filter(({ kind }) => kind !== 'auth')).toHaveLength(1)
})

test('reads definitions again, past what it remembers', async () => {
  const world = await createWorld()
  await world.target.definitions({ family: null }, world.signal)
  await createWorldAttribute(world)

  const { attributes, relationships, family } = await world.target.definitions({ family: '8 - Amazon' }, world.signal)

  expect(attributes.map(({ label }) => label)).toContain('amazon_ripeness')
  expect(relationships).toHaveLength(2)
  expect(family?.attributes).toContain('amazon_title')
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
