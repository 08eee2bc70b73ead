import { describe, expect, test } from 'vitest'
import { never } from '../world.ts'
import { define, fieldsAsked, KEY, ours, type ReadsWorld, WANT, worlds } from './reads-world.ts'

const world = worlds()

const bulks = ({ sim }: ReadsWorld): number =>
  fieldsAsked(sim).filter((field) => field === 'bulkOperationRunQuery').length
const KEYS = Array.from({ length: 8 }, (_, place) => `new-${place}`)

const make = ({ sim }: ReadsWorld, key: string) =>
  sim.person('mutation($input: ProductSetInput!) { productSet(input: $input) { userErrors { message } } }', {
    input: ours(key),
  })

describe('whether a key is taken', () => {
  test('is asked for each of the first five, and then for all at once', async () => {
    const at = await world({ products: [ours('sock'), ours('boot')] })
    const [reads, session] = [at.reads(), at.client.session(never())]
    for (const key of KEYS.slice(0, 5)) expect(await reads.keyExists(key, session)).toBeNull()
    expect(at.sim.calls.map(({ requestedCost }) => requestedCost)).toEqual([1, 1, 1, 1, 1])
    const rest = await Promise.all(KEYS.slice(5).map((key) => reads.keyExists(key, session)))

    expect([rest, bulks(at)]).toEqual([[null, null, null], 1])
    expect(await reads.keyExists('boot', session)).toMatchObject({ live: { key: 'boot' }, seen: { key: 'boot' } })
  })

  test('is known from a read of at most ten minutes ago', async () => {
    const at = await world({ products: [ours('sock')] })
    const [reads, session] = [at.reads(), at.client.session(never())]
    await reads.read(WANT, never())
    at.sim.resetCalls()
    expect(await reads.keyExists('new-0', session)).toBeNull()
    expect(at.sim.calls).toHaveLength(0)
    at.clock.leap(600_001)
    expect(await reads.keyExists('new-1', session)).toBeNull()
    expect(at.sim.calls).toHaveLength(1)
  })

  test('is looked up where somebody asks again, or where it may have been written', async () => {
    const at = await world({ products: [ours('sock')] })
    const [reads, session] = [at.reads(), at.client.session(never())]
    await reads.read(WANT, never())
    expect(await reads.keyExists('new-0', session)).toBeNull()
    make(at, 'new-0')
    make(at, 'new-1')
    reads.forget(null, 'new-1')

    expect(await reads.keyExists('new-0', session)).toMatchObject({ live: { key: 'new-0' } })
    expect(await reads.keyExists('new-1', session)).toMatchObject({ live: { key: 'new-1' } })
  })

  test('is never believed of a read that did not come to its end', async () => {
    const at = await world({ products: [ours('sock'), ours('boot')] })
    const [reads, session] = [at.reads(), at.client.session(never())]
    at.sim.options.bulkOutcomes = Array(4).fill('FAILED')
    await reads.read(WANT, never())
    for (const key of KEYS) expect(await reads.keyExists(key, session)).toBeNull()

    expect(await reads.keyExists('boot', session)).toMatchObject({ live: { key: 'boot' } })
    // Two for the read, two for the keys, and then no more.
    expect(bulks(at)).toBe(4)
  })

  test('is not known from an answer that does not say it', async () => {
    const at = await world({ products: [ours('sock')] })
    at.sim.options.faults = [{ effect: 'answer', status: 200, body: { data: {} } }]

    await expect(at.reads().keyExists('sock', at.client.session(never()))).rejects.toMatchObject({
      code: 'shopify-unavailable',
    })
  })

  test('is known to be free while keys have no definition', async () => {
    const at = await world({ bare: true })
    const [reads, session] = [at.reads(), at.client.session(never())]
    expect(await reads.keyExists('sock', session)).toBeNull()
    await define(at.sim, { ...KEY, ownerType: 'PRODUCT', type: 'id' })
    await define(at.sim, { ...KEY, ownerType: 'PRODUCTVARIANT', type: 'id' })
    make(at, 'sock')

    expect(await reads.keyExists('sock', session)).toMatchObject({ live: { key: 'sock' } })
  })
})
