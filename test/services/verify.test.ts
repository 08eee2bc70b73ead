import { expect, test } from 'vitest'
import type { Write } from '../../src/model/target.ts'
import { verifyRun } from '../../src/services/verify.ts'
import { renderVerified } from '../../src/ui/state.ts'
import { boot, bootmaker, create, digest, link, operation, productOf, upload } from '../applier/world.ts'
import { createRunWorld, type RunWorld, WORKSPACE } from './run-world.ts'

const signal = new AbortController().signal

async function shopfront(): Promise<{ world: RunWorld; verify: () => ReturnType<typeof verifyRun> }> {
  const source = boot('MCA0032')
  const world = createRunWorld({ seed: bootmaker([source], ['own.jpg']) })
  const gallery = ['71a.jpg', '71b.jpg'].map((name) => `asset.${name}`)
  const images = gallery.map((asset, n) => ({ slot: `PT0${n}`, image: asset.slice(6, 9), asset }))
  const fields = ['label', 'attributes.amazon_title']
  const product = create(
    'AMZN-US-B1',
    {
      thumbnail: gallery[0] ?? null,
      attributes: { amazon_title: 'Bomber', amazon_last_synced: '{today}', amazon_images: gallery },
    },
    { depends_on: gallery.map((asset) => `upload:${asset}`), baseline: { fields, images, links: {} } },
  )
  const { result } = await world.apply([
    operation({ id: 'create:attribute.amazon_size', after: { name: 'Amazon Size', type: 'Choice', options: ['8'] } }),
    upload('71a.jpg'),
    upload('71b.jpg'),
    product,
    link(source, ['AMZN-US-B1'], { depends_on: [product.id] }),
  ])
  const request = { run: result.run_id, state: world.state, workspace: WORKSPACE, target: world.target, digest }
  return { world, verify: () => verifyRun(request, signal) }
}

const galleryOf = ({ target }: RunWorld): string[] =>
  (productOf(target, 'AMZN-US-B1')?.attributes.amazon_images ?? []) as string[]

const change = (world: RunWorld, fields: Extract<Write, { action: 'update'; kind: 'product' }>['fields']) =>
  world.target.write(
    {
      kind: 'product',
      action: 'update',
      id: productOf(world.target, 'AMZN-US-B1')?.id ?? '',
      sku: 'AMZN-US-B1',
      fields,
    },
    signal,
  )

test('finds nothing to say about a run whose work is in place', async () => {
  const { world, verify } = await shopfront()
  const { reads, writes } = world.target.calls()

  const verification = await verify()

  expect(verification).toMatchObject({ ok: true, checked: 5, differences: [] })
  expect(renderVerified(verification).join()).toContain('5 operations compared')
  const after = world.target.calls()
  expect(after.reads - reads).toBeLessThanOrEqual(2)
  expect(after.writes).toBe(writes)
})

test('names values, thumbnails and images of ours that were changed since', async () => {
  const { world, verify } = await shopfront()
  const [first = '', second = ''] = galleryOf(world)
  await change(world, { thumbnail: second, attributes: { amazon_title: 'Bummer', amazon_images: [second, first] } })

  const verification = await verify()

  expect(verification.ok).toBe(false)
  expect(verification.differences.map(({ field }) => field).sort()).toEqual([
    '/attributes/amazon_images',
    '/attributes/amazon_title',
    '/thumbnail',
  ])
  expect(verification.differences).toContainEqual(expect.objectContaining({ expected: 'Bomber', live: 'Bummer' }))
  expect(renderVerified(verification)[0]).toMatch(/^product\.AMZN-US-B1 \/\S+ is not what the run has written\./)
})

test("leaves other people's images and the day of the write out of it", async () => {
  const { world, verify } = await shopfront()
  const own = galleryOf(world)
  await change(world, {
    attributes: { amazon_last_synced: '2027-01-01', amazon_images: [own[0] ?? '', 'id-own.jpg', own[1] ?? ''] },
  })

  expect(await verify()).toMatchObject({ ok: true })
})

test('names links and definitions that are gone', async () => {
  const { world, verify } = await shopfront()
  const read = { ...world.target }
  read.look = async (...args) => (await world.target.look(...args)).map((live) => ({ ...live, links: {} }))
  read.definitions = async (...args) => ({ ...(await world.target.definitions(...args)), attributes: [] })
  const run = (await verify()).run_id

  const { differences } = await verifyRun(
    { run, state: world.state, workspace: WORKSPACE, target: read, digest },
    signal,
  )

  expect(differences.map(({ address }) => address)).toEqual(['attribute.amazon_size', 'link.amazon_listings.MCA0032'])
})

test('names products that are gone', async () => {
  const { world, verify } = await shopfront()
  const run = (await verify()).run_id
  const target = { ...world.target, look: async () => [] }

  const { differences } = await verifyRun({ run, state: world.state, workspace: WORKSPACE, target, digest }, signal)

  expect(differences.map(({ message }) => message)).toEqual([
    'product.AMZN-US-B1 is not there any more.',
    'link.amazon_listings.MCA0032 is not there any more.',
  ])
})
