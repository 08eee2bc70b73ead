import { expect, test } from 'vitest'
import type { Check } from '../../../src/model/check.ts'
import type { Finding } from '../../../src/model/earlier.ts'
import { NOTHING_EARLIER } from '../../../src/model/earlier.ts'
import { createHttp, type Http } from '../../../src/net/http.ts'
import type { AccountSeed } from '../../../src/sandbox/plytix/account-seed.ts'
import type { PlytixSimOptions } from '../../../src/sandbox/plytix/options.ts'
import { createWorld, orchard as grove } from './world.ts'

/** So many that reading what changed takes fewer calls than reading everything. */
const MANY = Array.from({ length: 800 }, (_, index) => ({ sku: `PEAR-${index}` }))
const orchard: AccountSeed = { ...grove, products: [...(grove.products ?? []), ...MANY] }

async function examined(sim: PlytixSimOptions, { seed = orchard, probe = true, http = createHttp() } = {}) {
  const found: Finding[] = []
  const earlier = {
    ...NOTHING_EARLIER,
    finding: async () => found.at(-1) ?? null,
    keep: async (_account: string, finding: Finding) => found.push(finding) > 0,
  }
  const world = await createWorld({ sim, seed, target: { earlier, http } })
  const before = world.sim.store.snapshot()
  const checks: Check[] = []
  for await (const check of world.target.check?.({ probe }, world.signal) ?? []) checks.push(check)
  const named = (name: string) => checks.filter((check) => check.name === name).map(({ message }) => message)
  return { found, named, before, after: world.sim.store.snapshot(), writes: world.target.calls().writes }
}

const MOVING = { linksMoveModified: true, imagesMoveModified: true }

test.each([
  [MOVING, { search: true, links: true, images: true }],
  [
    { ...MOVING, searchDelayMs: 3000 },
    { search: true, links: true, images: true },
  ],
  [{ linksMoveModified: true }, { search: true, links: true, images: false }],
  [{}, { search: true, links: false, images: false }],
])('finds out of %j what moves modified, and leaves the account as it was', async (sim, value) => {
  const { found, before, after } = await examined(sim)

  expect(found).toMatchObject([{ value }])
  expect(after).toEqual(before)
})

test('an account whose answers tell another time than its products is not relied on', async () => {
  const real = createHttp()
  const http: Http = {
    ...real,
    async send(request, signal) {
      const result = await real.send(request, signal)
      if (!result.ok) return result
      const date = new Date(Date.parse(result.headers.date ?? '') + 3_600_000).toUTCString()
      return { ...result, headers: { ...result.headers, date } }
    },
  }

  expect((await examined(MOVING, { http })).found).toMatchObject([{ value: { search: false, links: true } }])
})

test('what an account has nothing to be tried with stays unknown', async () => {
  const { found, named } = await examined(MOVING, { seed: { products: MANY } })

  expect(found).toMatchObject([{ value: { search: true, links: null, images: null } }])
  expect(named('reading')).toEqual([
    'Every plan reads the account in full: it is not known whether it tells of every change of links, images.',
  ])
})

test('says how plans read from then on', async () => {
  expect((await examined(MOVING)).named('reading')).toEqual([
    'The next plan reads the account in full; later ones what changed since, and the account in full every 7 days, and before something is removed.',
  ])
  expect((await examined({})).named('reading')).toEqual([
    'Every plan reads the account in full: it does not tell of every change of links, images.',
  ])
})

test('nothing is made in an account that is read in a few calls anyway', async () => {
  const { writes, named } = await examined(MOVING, { seed: grove })

  expect(writes).toBe(0)
  expect(named('reading')).toEqual([
    'Every plan reads the account in full: with so few products nothing takes fewer calls.',
  ])
})

test('writes nothing unless it is asked for', async () => {
  const { writes, found } = await examined(MOVING, { probe: false })

  expect([writes, found]).toEqual([0, []])
})

test('a role that may not make products leaves it unknown', async () => {
  const refusal = { effect: 'answer', status: 403, body: { error: { msg: 'Forbidden' } } } as const
  const { found, named } = await examined({ ...MOVING, faults: [{ ...refusal, path: 'v1/products$', method: 'POST' }] })

  expect(found).toEqual([])
  expect(named('reading-probe')).toEqual([
    expect.stringMatching(/cannot be tried: Plytix does not let a product be made/),
  ])
})

test('a product that cannot be deleted is named', async () => {
  const refusal = { effect: 'answer', status: 403, body: { error: { msg: 'Forbidden' } } } as const
  const { named } = await examined({ ...MOVING, faults: [{ ...refusal, path: 'v1/products/', method: 'DELETE' }] })

  expect(named('probe-left')).toEqual([
    expect.stringMatching(/^The products SYNC-PROBE-\S+-A, SYNC-PROBE-\S+-B were made/),
  ])
})
