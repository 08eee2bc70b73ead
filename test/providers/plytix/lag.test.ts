import { expect, it } from 'vitest'
import type { Write } from '../../../src/model/target.ts'
import { createWorld } from './world.ts'

const attribute = (name: string, label: string): Write => ({
  kind: 'attribute',
  action: 'create',
  label,
  name,
  type: 'MediaGalleryAttribute',
  options: [],
  family: null,
})

const LAG = { searchDelayMs: 3000 }

it('knows the attributes that it made, although searches do not show them yet', async () => {
  const { write, sim } = await createWorld({ sim: LAG })
  await write(attribute('Front', 'front'))
  const image = await write({ kind: 'asset', action: 'upload', filename: 'q.jpg', url: 'https://images.example/q.jpg' })
  const id = 'id' in image ? image.id : ''
  const product = (sku: string, label: string) =>
    write({ kind: 'product', action: 'create', sku, fields: { attributes: { [label]: [id] } }, family: null })

  expect(await product('PLUM-1', 'front')).toMatchObject({ outcome: 'applied' })
  await write({ kind: 'relationship', action: 'create', label: 'cousins', name: 'Cousins' })
  await write(attribute('Back', 'back'))
  expect(await product('PLUM-2', 'back')).toMatchObject({ outcome: 'applied' })
  expect(await product('PLUM-3', 'front')).toMatchObject({ outcome: 'applied' })
  expect(sim.store.product('PLUM-3')?.attributes.front).toHaveLength(1)
})

it('waits some seconds for an attribute that another process has just made', async () => {
  const { write, sim } = await createWorld({ sim: LAG })
  const other = await createWorld({ sim: LAG, target: { apiUrl: sim.url, authUrl: sim.authUrl } })
  const image = await write({ kind: 'asset', action: 'upload', filename: 'q.jpg', url: 'https://images.example/q.jpg' })
  await other.write(attribute('Front', 'front'))

  const fields = { attributes: { front: ['id' in image ? image.id : ''] } }
  const made = await write({ kind: 'product', action: 'create', sku: 'PLUM-1', fields, family: null })

  expect(made).toMatchObject({ outcome: 'applied' })
})
