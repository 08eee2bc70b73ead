import { expect, it } from 'vitest'
import { newAttribute, newProduct, newRelationship, upload } from '../../contract/changes.ts'
import { createWorld } from './world.ts'

const gallery = (name: string) => newAttribute({ name, type: 'MediaGalleryAttribute' })
const image = upload('q.jpg', 'https://images.example/q.jpg')

const LAG = { searchDelayMs: 3000 }

it('knows the attributes that it made, although searches do not show them yet', async () => {
  const { write, sim } = await createWorld({ sim: LAG })
  await write(gallery('Front'))
  const uploaded = await write(image)
  const id = 'id' in uploaded ? uploaded.id : ''
  const product = (sku: string, label: string) => write(newProduct(sku, { attributes: { [label]: [id] } }))

  expect(await product('PLUM-1', 'front')).toMatchObject({ outcome: 'applied' })
  await write(newRelationship('Cousins'))
  await write(gallery('Back'))
  expect(await product('PLUM-2', 'back')).toMatchObject({ outcome: 'applied' })
  expect(await product('PLUM-3', 'front')).toMatchObject({ outcome: 'applied' })
  expect(sim.store.product('PLUM-3')?.attributes.front).toHaveLength(1)
})

it('waits some seconds for an attribute that another process has just made', async () => {
  const { write, sim } = await createWorld({ sim: LAG })
  const other = await createWorld({ sim: LAG, target: { apiUrl: sim.url, authUrl: sim.authUrl } })
  const uploaded = await write(image)
  await other.write(gallery('Front'))

  const fields = { attributes: { front: ['id' in uploaded ? uploaded.id : ''] } }
  const made = await write(newProduct('PLUM-1', fields))

  expect(made).toMatchObject({ outcome: 'applied' })
})
