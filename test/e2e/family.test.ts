import { afterAll, beforeAll, expect, test } from 'vitest'
import { byHand, idOf } from './person.ts'
import { Stage } from './stage.ts'

let stage: Stage

beforeAll(async () => {
  stage = await Stage.open({ listings: 20 })
  stage.workspace.edit('sync.yaml', ['# family: Amazon ', 'family: Amazon '])
})

afterAll(() => stage.close())

test('a configured family takes in every managed attribute and every product made', async () => {
  const result = await stage.apply()
  const { products, families, attributes } = stage.sandbox.plytix.store.snapshot()

  expect(result).toMatchObject({ status: 'complete', failures: [] })
  const made = products.filter(({ sku }) => sku.startsWith('AMZN-'))
  expect(made.map(({ family }) => family)).toEqual(Array(20).fill('Amazon'))
  expect(products.filter(({ sku, family }) => !sku.startsWith('AMZN-') && family !== undefined)).toEqual([])
  const labels = attributes.map(({ name }) => name.toLowerCase().replaceAll(' ', '_'))
  expect(families.find(({ name }) => name === 'Amazon')?.attributes).toEqual(
    labels.filter((label) => label.startsWith('amazon_')).sort(),
  )
  expect(await stage.plan()).toMatchObject({ operations: [], blocked: [], drift: [] })
})

test('an attribute that somebody took out of the family is put back, before products are written', async () => {
  const id = await idOf(stage.sandbox, 'attributes/product', 'amazon_color')
  const [family] = await byHand(stage.sandbox, ['POST', 'product_families/search'], {})
  const path = `product_families/${(family as { id: string }).id}/attributes/unlink`
  await byHand(stage.sandbox, ['POST', path], { attributes: [id] })

  const plan = await stage.plan()
  const { status } = await stage.apply()

  expect(plan.operations.map((operation) => operation.id)).toEqual(['update:family.Amazon'])
  expect(status).toBe('complete')
  expect((await stage.plan()).operations).toEqual([])
})
