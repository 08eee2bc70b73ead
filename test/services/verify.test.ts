import { expect, test } from 'vitest'
import type { Fields } from '../../src/model/fields.ts'
import type { JsonObject } from '../../src/model/json.ts'
import { templateOrigin } from '../../src/model/provenance.ts'
import { verifyRun } from '../../src/services/verify.ts'
import { renderVerified } from '../../src/ui/state.ts'
import { boot, bootmaker, create, digest, edited, link, operation, productOf, upload } from '../applier/world.ts'
import { createRunWorld, type RunWorld, WORKSPACE } from './run-world.ts'

const signal = new AbortController().signal
const DAILY = { '/attributes/amazon_last_synced': templateOrigin('amazon_last_synced') }

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
    {
      depends_on: gallery.map((asset) => `upload:${asset}`),
      baseline: { fields, images, links: {} },
      provenance: DAILY,
    },
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

const change = (world: RunWorld, fields: JsonObject) => {
  const id = productOf(world.target, 'AMZN-US-B1')?.id ?? ''
  return world.target.write(edited({ id, sku: 'AMZN-US-B1' }, fields), signal)
}

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

const withoutLinks = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([path]) => !path.startsWith('links.')))

test('names links and definitions that are gone', async () => {
  const { world, verify } = await shopfront()
  const read = { ...world.target }
  read.look = async (...args) => {
    const found = (await world.target.look(...args)).filter(({ kind }) => kind !== 'attribute')
    return found.map((live) => ({ ...live, fields: withoutLinks(live.fields) }))
  }
  const run = (await verify()).run_id

  const { differences } = await verifyRun(
    { run, state: world.state, workspace: WORKSPACE, target: read, digest },
    signal,
  )

  expect(differences.map(({ address }) => address)).toEqual(['attribute.amazon_size', 'link.amazon_listings.MCA0032'])
})

test('names everything that is gone', async () => {
  const { world, verify } = await shopfront()
  const run = (await verify()).run_id
  const target = { ...world.target, look: async () => [] }

  const { differences } = await verifyRun({ run, state: world.state, workspace: WORKSPACE, target, digest }, signal)

  expect(differences.map(({ message }) => message)).toEqual([
    'attribute.amazon_size is not there any more.',
    'product.AMZN-US-B1 is not there any more.',
    'link.amazon_listings.MCA0032 is not there any more.',
  ])
})
