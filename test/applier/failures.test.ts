import { expect, test } from 'vitest'
import { parseBaseline } from '../../src/model/baseline.ts'
import type { Change } from '../../src/model/target.ts'
import {
  BASELINE,
  boot,
  bootmaker,
  create,
  createWorld,
  digest,
  link,
  operation,
  productOf,
  refusal,
  update,
  upload,
} from './world.ts'

const isUpload = (name: string) => (write: Change) => write.kind === 'asset' && write.key === name

test('writes a product without the picture whose upload failed, in gallery, thumbnail and baseline', async () => {
  const world = createWorld({
    answer: (write) => (isUpload('71main.jpg')(write) ? refusal('image-unreachable') : null),
  })
  const baseline = {
    fields: ['label', 'thumbnail'],
    images: [
      { slot: 'MAIN', image: '71main', asset: 'asset.71main.jpg' },
      { slot: 'PT01', image: '72side', asset: 'asset.72side.jpg' },
    ],
    links: {},
  }
  const gallery = ['asset.71main.jpg', 'asset.72side.jpg']
  const after = { attributes: { amazon_images: gallery }, thumbnail: 'asset.71main.jpg' }
  const depends_on = ['upload:asset.71main.jpg', 'upload:asset.72side.jpg']

  const { result } = await world.run([
    upload('71main.jpg'),
    upload('72side.jpg'),
    create('AMZN-US-B01', after, { depends_on, baseline }),
  ])

  expect(result.operations).toMatchObject({ succeeded: 2, failed: 1, skipped: 0 })
  expect(result.status).toBe('partial')
  const [side] = world.target.snapshot().assets
  const product = productOf(world.target, 'AMZN-US-B01')
  expect(product?.attributes.amazon_images).toEqual([side?.id])
  expect(product?.thumbnail).toBeUndefined()
  const written = parseBaseline(product?.attributes[BASELINE], digest)
  expect(written?.images).toEqual([{ slot: 'PT01', image: '72side', asset: side?.id }])
  expect(Object.keys(written?.fields ?? {})).toEqual(['label'])
  expect(world.journal.lines).toContain('dead https://m.media-amazon.com/71main.jpg')
})

test('does not take an image address for dead when the account refused for another reason', async () => {
  const world = createWorld({ answer: (write) => (isUpload('71main.jpg')(write) ? refusal('unavailable') : null) })

  await world.run([upload('71main.jpg')])

  expect(world.journal.lines.filter((line) => line.startsWith('dead'))).toEqual([])
})

test('links the products that are there and names those that are not', async () => {
  const canonical = boot('MCA0032')
  const world = createWorld({
    seed: bootmaker([canonical]),
    answer: (write) => (write.kind === 'product' && write.key === 'AMZN-US-B02' ? refusal() : null),
  })
  const skus = ['AMZN-US-B01', 'AMZN-US-B02']
  const depends_on = skus.map((sku) => `create:product.${sku}`)

  const { result, outcomes } = await world.run([
    ...skus.map((sku) => create(sku)),
    link(canonical, skus, { depends_on }),
  ])

  expect(result.operations).toMatchObject({ succeeded: 1, failed: 2, skipped: 0 })
  const outcome = outcomes['link:link.amazon_listings.MCA0032']
  expect(outcome).toMatchObject({ outcome: 'failed', code: 'partial' })
  expect(outcome?.message).toContain('product.AMZN-US-B02')
  const made = productOf(world.target, 'AMZN-US-B01')
  expect(productOf(world.target, 'MCA0032')?.links.amazon_listings).toEqual([made?.id])
})

test('skips links of which no product is there, without a call', async () => {
  const canonical = boot('MCA0032')
  const world = createWorld({
    seed: bootmaker([canonical]),
    answer: (write) => (write.kind === 'product' ? refusal() : null),
  })
  const depends_on = ['create:product.AMZN-US-B01']

  const { outcomes, result } = await world.run([
    create('AMZN-US-B01'),
    link(canonical, ['AMZN-US-B01'], { depends_on }),
  ])

  const outcome = outcomes['link:link.amazon_listings.MCA0032']
  expect(outcome).toMatchObject({ outcome: 'skipped', code: 'dependency' })
  expect(outcome?.message).toContain('product.AMZN-US-B01')
  expect(result.calls.writes).toBe(1)
})

test('skips what needs a definition that failed, down the line, and runs the rest', async () => {
  const world = createWorld({ answer: (write) => (write.kind === 'attribute' ? refusal() : null) })
  const definition = operation({ id: 'create:attribute.amazon_size', after: { name: 'Amazon Size', type: 'Text' } })
  const parent = create('AMZN-US-B01', {}, { depends_on: [definition.id] })
  const child = create('AMZN-US-B02', {}, { depends_on: [parent.id] })

  const { result, outcomes } = await world.run([definition, parent, child, create('AMZN-US-B03')])

  expect(result.operations).toMatchObject({ succeeded: 1, failed: 1, skipped: 2 })
  expect(outcomes[parent.id]?.message).toContain(definition.id)
  expect(outcomes[child.id]?.message).toContain(parent.id)
  expect(world.journal.lines).toContain(`skipped ${child.id}`)
  expect(world.journal.lines).not.toContain(`intend ${child.id}`)
  expect(result.failures).toEqual([
    {
      address: 'attribute.amazon_size',
      action: 'create',
      status: 422,
      code: 'refused',
      message: 'It is refused.',
      attempts: 1,
      hint: 'Do something else.',
    },
  ])
})

test('never guesses a reference that nothing explains', async () => {
  const world = createWorld()

  const { outcomes, result } = await world.run([
    create('AMZN-US-B01', { thumbnail: 'asset.71gone.jpg' }),
    create('AMZN-US-B02', { family: 'Amazon' }),
    operation({ id: 'link:product.MCA0032', after: {} }),
  ])

  expect(result.operations.failed).toBe(3)
  expect(result.calls.writes).toBe(0)
  expect(outcomes['create:product.AMZN-US-B01']).toMatchObject({ code: 'unresolved' })
  expect(outcomes['create:product.AMZN-US-B02']?.message).toContain('family.Amazon')
  expect(outcomes['link:product.MCA0032']).toMatchObject({ code: 'unsupported' })
})

test('reports what the target says about writes that went well', async () => {
  const note = { severity: 'info', code: 'renamed', message: 'It is stored as 71main-2.jpg.' } as const
  const rest = { address: null, file: null, line: null, column: null, hint: null }
  const world = createWorld({ answer: () => ({ outcome: 'applied', id: 'a1', notes: [{ ...note, ...rest }] }) })

  const { notes } = await world.run([upload('71main.jpg')])

  expect(notes).toEqual([{ ...note, ...rest, address: 'asset.71main.jpg' }])
})

test('passes on what the target found in the place of a new product', async () => {
  const world = createWorld({ seed: bootmaker([boot('AMZN-US-B01', { label: 'Bomber' }), boot('AMZN-US-B02')]) })
  const known = create('AMZN-US-B01', { label: 'Bomber' })

  const { outcomes } = await world.run([known, create('AMZN-US-B02', { label: 'Driving Moc' })])

  expect(outcomes['create:product.AMZN-US-B01']).toMatchObject({ outcome: 'adopted', target_id: 'id-AMZN-US-B01' })
  expect(outcomes['create:product.AMZN-US-B02']).toMatchObject({ outcome: 'conflict', code: 'conflict' })
})

test('writes an update without the picture whose upload failed', async () => {
  const live = boot('AMZN-US-B01', { attributes: { amazon_images: ['id-70old.jpg'], amazon_title: 'Bomber' } })
  const world = createWorld({
    seed: bootmaker([live], ['70old.jpg']),
    answer: (write) => (write.kind === 'asset' ? refusal('image-unreachable') : null),
  })
  const after = {
    attributes: { amazon_images: ['asset.id:id-70old.jpg', 'asset.71main.jpg'], amazon_title: 'Bomber II' },
  }

  const { result } = await world.run([
    upload('71main.jpg'),
    update(live, after, { depends_on: ['upload:asset.71main.jpg'] }),
  ])

  expect(result.operations).toMatchObject({ succeeded: 1, failed: 1 })
  expect(productOf(world.target, 'AMZN-US-B01')?.attributes).toMatchObject({
    amazon_images: ['id-70old.jpg'],
    amazon_title: 'Bomber II',
  })
})
