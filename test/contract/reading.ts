import { expect, test } from 'vitest'
import { liveOf } from '../../src/model/live.ts'
import type { Context } from './vocabulary.ts'

export function describeReading(context: () => Context): void {
  test('reads an account completely, page after page', async () => {
    const { say, fixture } = context()
    await say.must(say.title)
    const skus = Array.from({ length: say.kind('product').page + 5 }, (_, n) => `AMZN-US-${1000 + n}`)
    await say.mustAll(skus.map((sku) => say.product(sku, { [say.title.key]: sku })))
    const before = fixture.target.calls()

    const state = await say.read()

    expect(state.complete).toBe(true)
    const products = liveOf(state, 'product')
    expect(products.map(({ key }) => key).toSorted()).toEqual(skus)
    expect(products.every(({ key, fields }) => fields[say.at(say.title)] === key)).toBe(true)
    const after = fixture.target.calls()
    expect(after.reads).toBeGreaterThan(before.reads)
    expect(after.writes).toBe(before.writes)
  })

  test('looks products up by their exact SKU alone', async () => {
    const { say } = context()
    for (const sku of ['AMZN-US-B01', 'amzn-us-b01', 'AMZN-US-B011', 'X-AMZN-US-B01']) await say.must(say.product(sku))

    expect(await say.look('AMZN-US-B01', 'AMZN-US-B02')).toMatchObject([{ key: 'AMZN-US-B01' }])
    expect(await say.look('AMZN-US-b01')).toEqual([])
    expect(await say.look()).toEqual([])
  })

  test('looks many products up in pages', async () => {
    const { say, fixture } = context()
    const skus = Array.from({ length: say.kind('product').page + 1 }, (_, n) => `AMZN-US-${1000 + n}`)
    await say.mustAll(skus.map((sku) => say.product(sku)))
    const before = fixture.target.calls().reads

    const found = await say.look(...skus)

    expect(found.map(({ key }) => key).toSorted()).toEqual(skus)
    expect(fixture.target.calls().reads - before).toBeLessThanOrEqual(4)
  })
}

export function describeMissing(context: () => Context): void {
  test('names the columns that an account lacks', async () => {
    const { say } = context()
    await say.must(say.title)

    const { missing } = await say.read()

    expect(missing).toContain('attributes.contract_missing')
    expect(missing).not.toContain(say.at(say.title))
  })
}

export function describeStopping(context: () => Context): void {
  test('does nothing once it was stopped', async () => {
    const { say, fixture } = context()
    const { writes } = fixture.target.calls()

    await expect(fixture.target.write(say.product('AMZN-US-B01'), AbortSignal.abort())).rejects.toThrow(/abort/i)

    expect(fixture.target.calls().writes).toBe(writes)
    expect(await say.look('AMZN-US-B01')).toEqual([])
  })
}
