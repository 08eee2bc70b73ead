import { describe, expect, test } from 'vitest'
import type { Baseline } from '../../src/model/baseline.ts'
import { fingerprint } from '../../src/model/values.ts'
import { assemblePlan } from '../../src/planner/index.ts'
import {
  account,
  boot,
  digest,
  override,
  ownedBoot,
  picture,
  plan,
  planInput,
  settings,
  skuOf,
  type World,
} from '../support/boots.ts'

const ASIN = 'B0PRAIRIE1'
const id = (number: number) => number.toString(16).padStart(24, 'a')
const MAIN = picture('MAIN', 'mn')
const SIDE = picture('PT01', 'p1')
const BACK = picture('PT02', 'p2')

/** A boot of ours whose gallery shows three pictures, as they were written, and what people added. */
function showing(gallery: string[] = [id(1), id(2), id(3)]) {
  const images: Baseline['images'] = [
    { slot: 'MAIN', image: 'mn', asset: id(1) },
    { slot: 'PT01', image: 'p1', asset: id(2) },
    { slot: 'PT02', image: 'p2', asset: id(3) },
  ]
  const fields = { thumbnail: fingerprint('assets', id(1), digest) }
  return ownedBoot(ASIN, { thumbnail: id(1), attributes: { amazon_images: gallery } }, { images, fields })
}

const world = (images: (typeof MAIN)[], more: Partial<World> = {}): World => ({
  items: [boot(ASIN, { images })],
  live: account([showing()]),
  specs: [],
  ...more,
})
const PRUNED = { selection: { prune: ['images'] } }

describe('an image of ours that the source has no more', () => {
  test('stays until images are pruned, and the finding names it', () => {
    const contents = plan(world([MAIN, SIDE]))

    expect(contents.operations).toEqual([])
    expect(contents.blocked).toMatchObject([
      {
        id: `update:product.${skuOf(ASIN)}`,
        code: 'prune-off',
        message: expect.stringContaining('PT02 p2'),
        hint: expect.stringMatching(/--prune images.*policy\.prune/),
      },
    ])
  })

  test.each<[by: string, more: Partial<World>]>([
    ['the flag', PRUNED],
    ['the policy', { settings: settings((own) => Object.assign(own.policy.prune, { images: true })) }],
  ])('leaves the gallery with pruning by %s, and pictures of people stay', (_, more) => {
    const live = account([showing([id(1), id(2), id(3), id(9)])])
    const contents = plan(world([MAIN, SIDE], { live, ...more }))

    expect(contents.operations).toMatchObject([
      {
        after: { attributes: { amazon_images: ['asset.mn.jpg', 'asset.p1.jpg', `asset.id:${id(9)}`] } },
        baseline: { images: [{ image: 'mn' }, { image: 'p1' }] },
      },
    ])
    expect(contents.summary).toMatchObject({ detach: 1, attach: 0, blocked: 0 })
  })

  test('takes the thumbnail along that this program made of it', () => {
    const [operation] = plan(world([SIDE, BACK], PRUNED)).operations
    expect(operation?.after).toMatchObject({ thumbnail: null })
  })

  test('is remembered as ours as long as it stays, whatever else is written', () => {
    const contents = plan(world([MAIN, SIDE, picture('PT03', 'p3')]))

    expect(contents.operations.find(({ action }) => action === 'update')?.baseline?.images).toEqual([
      { slot: 'MAIN', image: 'mn', asset: 'asset.mn.jpg' },
      { slot: 'PT01', image: 'p1', asset: 'asset.p1.jpg' },
      { slot: 'PT03', image: 'p3', asset: 'asset.p3.jpg' },
      { slot: 'PT02', image: 'p2', asset: `asset.id:${id(3)}` },
    ])
  })

  test('stays where people changed the order of our images', () => {
    const contents = plan(world([MAIN, SIDE], { live: account([showing([id(2), id(1), id(3)])]), ...PRUNED }))
    expect(contents.operations).toEqual([])
    expect(contents.summary.drift + contents.summary.conflicts).toBe(1)
  })

  test('is not one that is merely beyond images.max_per_product, or whose slot cannot be used', () => {
    const few = settings((own) => Object.assign(own.images, { max_per_product: 2 }))
    expect(plan(world([MAIN, SIDE, BACK], { settings: few, ...PRUNED })).operations).toEqual([])
    const bad = { ...BACK, link: 'http://elsewhere.example/p2.jpg' }
    expect(plan(world([MAIN, SIDE, bad], PRUNED)).operations).toEqual([])
  })

  test('stays where an override keeps the gallery', () => {
    const overrides = [override(ASIN, { keep: ['amazon_images'] })]
    const contents = plan(world([MAIN, SIDE], { overrides, ...PRUNED }))
    expect(contents.operations).toEqual([])
    expect(contents.blocked).toEqual([])
  })

  test.each<[what: string, more: Partial<World>]>([
    ['an incomplete export', {}],
    ['an account that could not be read as a whole', { live: account([showing()], { complete: false }) }],
  ])('stays on the word of %s, which is said', (what, more) => {
    const input = planInput(world([MAIN, SIDE], { ...more, ...PRUNED }))
    const complete = what !== 'an incomplete export'
    const sources = input.sources.map((one) => ({ ...one, header: { ...one.header, complete } }))
    const contents = assemblePlan({ ...input, sources })

    expect(contents.operations).toEqual([])
    expect(contents.blocked).toMatchObject([{ code: 'partial-export' }])
  })

  test('stays in a narrowed plan without a word', () => {
    const contents = plan(world([MAIN, SIDE], { selection: { only: ['images'], prune: ['images'] } }))
    expect(contents.operations).toEqual([])
    expect(contents.blocked).toEqual([])
  })
})

describe('an image of ours that is replaced', () => {
  test('leaves with its slot without any pruning', () => {
    const contents = plan(world([MAIN, SIDE, picture('PT02', 'p9')]))
    expect(contents.summary).toMatchObject({ detach: 1, attach: 1, blocked: 0 })
  })

  test('leaves when an override excludes it', () => {
    const overrides = [override(ASIN, { images: { exclude: ['PT02'], order: [], main: null } })]
    expect(plan(world([MAIN, SIDE, BACK], { overrides })).summary).toMatchObject({ detach: 1, blocked: 0 })
  })

  test('stays while the account could not be read as a whole', () => {
    const live = account([showing()], { complete: false })
    const contents = plan(world([MAIN, SIDE, picture('PT02', 'p9')], { live }))
    expect(contents.summary.detach).toBe(0)
    expect(contents.blocked).toMatchObject([{ code: 'partial-export' }])
  })
})
