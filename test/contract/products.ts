import { expect, test } from 'vitest'
import type { JsonObject } from '../../src/model/json.ts'
import { liveOf } from '../../src/model/live.ts'
import { productRecord } from '../support/pim.ts'
import { changedProduct, upload } from './changes.ts'
import type { Context } from './vocabulary.ts'

const SKU = 'AMZN-US-B01'

export function describeProducts(context: () => Context): void {
  test('reads what was written, and changes nothing the second time', async () => {
    const { say } = context()
    await say.must(say.title)
    await say.must(say.color)
    const attributes = { [say.title.key]: 'Bomber Boot', [say.color.key]: 'Brown' }
    const id = await say.must(say.product(SKU, attributes))
    const before = await say.look(SKU)

    expect(before).toMatchObject([{ kind: 'product', id, key: SKU }])
    expect(before.map(productRecord)).toMatchObject([{ label: `Boot ${SKU}`, attributes }])
    expect(await say.write(say.product(SKU, attributes))).toMatchObject({ outcome: 'already', id })
    expect(await say.look(SKU)).toEqual(before)
  })

  test('takes a product that differs only in what changes with every run for the one that is wanted', async () => {
    const { say } = context()
    await say.must(say.baseline)
    const id = await say.must(say.product(SKU, { [say.baseline.key]: 'run 1' }))

    const write = say.product(SKU, { [say.baseline.key]: 'run 2' })
    const again = await say.write({ ...write, volatile: [say.at(say.baseline)] })

    expect(again).toMatchObject({ outcome: 'already', id })
  })

  test('does not overwrite another product with the same SKU', async () => {
    const { say } = context()
    await say.must(say.title)
    await say.must(say.product(SKU, { [say.title.key]: 'Bomber Boot' }))

    const answer = await say.write(say.product(SKU, { [say.title.key]: 'Driving Moc' }))

    expect(answer).toMatchObject({ outcome: 'conflict' })
    expect((await say.look(SKU)).map(({ fields }) => fields[say.at(say.title)])).toEqual(['Bomber Boot'])
  })

  test('updates what it is told, clears with null, and leaves the rest', async () => {
    const { say } = context()
    await say.must(say.title)
    await say.must(say.color)
    const [title, color] = [say.title.key, say.color.key]
    const id = await say.must(say.product(SKU, { [title]: 'Bomber', [color]: 'Brown' }))
    const change = (attributes: JsonObject) => changedProduct({ id, sku: SKU }, { attributes })
    const look = async () => (await say.look(SKU)).map(productRecord)

    expect(await say.write(change({ [title]: 'Bomber II' }))).toMatchObject({ outcome: 'applied', id })
    const [updated] = await look()
    expect(updated).toMatchObject({ attributes: { [title]: 'Bomber II', [color]: 'Brown' } })
    await say.write(change({ [title]: 'Bomber II' }))
    expect(await look()).toEqual([updated])
    await say.must(change({ [color]: null }))
    const [cleared] = await look()
    expect(cleared?.attributes).toEqual({ [title]: 'Bomber II' })
    expect(cleared?.label).toBe(`Boot ${SKU}`)
  })
}

export function describePictures(context: () => Context): void {
  test('keeps galleries in order, with a thumbnail', async () => {
    const { say, fixture } = context()
    await say.must(say.gallery)
    const image = (filename: string) => upload(filename, fixture.imageUrl(filename))
    const side = await say.must(image('72side.jpg'))
    const main = await say.must(image('71main.jpg'))

    expect(await say.write(image('71main.jpg'))).toMatchObject({ outcome: 'already', id: main })
    await say.must(say.product(SKU, { [say.gallery.key]: [main, side] }, { thumbnail: main }))
    const state = await say.read()
    expect(liveOf(state, 'product').map(productRecord)).toMatchObject([
      { thumbnail: main, attributes: { [say.gallery.key]: [main, side] } },
    ])
    expect(liveOf(state, 'asset').toSorted((a, b) => (a.key < b.key ? -1 : 1))).toEqual([
      { kind: 'asset', key: '71main.jpg', id: main, fields: {} },
      { kind: 'asset', key: '72side.jpg', id: side, fields: {} },
    ])
  })

  test('puts a new product into its family, and no other', async () => {
    const { say, fixture } = context()

    await say.must(say.product(SKU, {}, { family: fixture.family.id }))
    await say.must(say.product('AMZN-US-B02'))

    const products = liveOf(await say.read(), 'product')
    expect(Object.fromEntries(products.map(({ key, fields }) => [key, fields.family]))).toEqual({
      [SKU]: fixture.family.id,
      'AMZN-US-B02': null,
    })
  })
}
