import { expect, test } from 'vitest'
import type { JsonObject } from '../../src/model/json.ts'
import type { Write } from '../../src/model/target.ts'
import type { Context } from './vocabulary.ts'

export function describeProducts(context: () => Context): void {
  test('reads what was written, and changes nothing the second time', async () => {
    const { say } = context()
    await say.must(say.title)
    await say.must(say.color)
    const attributes = { [say.title.label]: 'Bomber Boot', [say.color.label]: 'Brown' }
    const id = await say.must(say.product('AMZN-US-B01', attributes))
    const before = await say.look('AMZN-US-B01')

    expect(before).toMatchObject([{ id, sku: 'AMZN-US-B01', label: 'Boot AMZN-US-B01', attributes }])
    expect(await say.write(say.product('AMZN-US-B01', attributes))).toMatchObject({ outcome: 'already', id })
    expect(await say.look('AMZN-US-B01')).toEqual(before)
  })

  test('takes a product that differs only in what changes with every run for the one that is wanted', async () => {
    const { say } = context()
    await say.must(say.baseline)
    const id = await say.must(say.product('AMZN-US-B01', { [say.baseline.label]: 'run 1' }))

    const write = say.product('AMZN-US-B01', { [say.baseline.label]: 'run 2' })
    const again = await say.write({ ...write, volatile: [say.baseline.label] })

    expect(again).toMatchObject({ outcome: 'already', id })
  })

  test('does not overwrite another product with the same SKU', async () => {
    const { say } = context()
    await say.must(say.title)
    await say.must(say.product('AMZN-US-B01', { [say.title.label]: 'Bomber Boot' }))

    const answer = await say.write(say.product('AMZN-US-B01', { [say.title.label]: 'Driving Moc' }))

    expect(answer).toMatchObject({ outcome: 'conflict' })
    expect(await say.look('AMZN-US-B01')).toMatchObject([{ attributes: { [say.title.label]: 'Bomber Boot' } }])
  })

  test('updates what it is told, clears with null, and leaves the rest', async () => {
    const { say } = context()
    await say.must(say.title)
    await say.must(say.color)
    const sku = 'AMZN-US-B01'
    const id = await say.must(say.product(sku, { [say.title.label]: 'Bomber', [say.color.label]: 'Brown' }))
    const change = (attributes: JsonObject): Write => ({
      kind: 'product',
      action: 'update',
      id,
      sku,
      fields: { attributes },
    })

    expect(await say.write(change({ [say.title.label]: 'Bomber II' }))).toMatchObject({ outcome: 'applied', id })
    const [updated] = await say.look(sku)
    expect(updated).toMatchObject({ attributes: { [say.title.label]: 'Bomber II', [say.color.label]: 'Brown' } })
    await say.write(change({ [say.title.label]: 'Bomber II' }))
    expect(await say.look(sku)).toEqual([updated])
    await say.must(change({ [say.color.label]: null }))
    const [cleared] = await say.look(sku)
    expect(cleared?.attributes).toEqual({ [say.title.label]: 'Bomber II' })
    expect(cleared?.label).toBe(`Boot ${sku}`)
  })
}

export function describePictures(context: () => Context): void {
  test('keeps galleries in order, with a thumbnail', async () => {
    const { say, fixture } = context()
    await say.must(say.gallery)
    const upload = (filename: string): Write => ({
      kind: 'asset',
      action: 'upload',
      filename,
      url: fixture.imageUrl(filename),
    })
    const side = await say.must(upload('72side.jpg'))
    const main = await say.must(upload('71main.jpg'))

    expect(await say.write(upload('71main.jpg'))).toMatchObject({ outcome: 'already', id: main })
    await say.must(say.product('AMZN-US-B01', { [say.gallery.label]: [main, side] }, { thumbnail: main }))
    const { products, assets } = await say.read()
    expect(products).toMatchObject([{ thumbnail: main, attributes: { [say.gallery.label]: [main, side] } }])
    expect(assets.toSorted((a, b) => (a.filename < b.filename ? -1 : 1))).toEqual([
      { id: main, filename: '71main.jpg' },
      { id: side, filename: '72side.jpg' },
    ])
  })

  test('puts a new product into its family', async () => {
    const { say, fixture } = context()

    await say.must({ ...say.product('AMZN-US-B01'), family: fixture.family.id })

    expect((await say.read()).family).toMatchObject({ id: fixture.family.id, products: 1 })
  })
}
