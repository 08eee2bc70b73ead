import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Baseline, parseBaseline } from '../../src/model/baseline.ts'
import type { JsonObject } from '../../src/model/json.ts'
import type { Operation } from '../../src/model/plan.ts'
import { assemblePlan } from '../../src/planner/index.ts'
import type { PlanInput } from '../../src/planner/types.ts'
import { account, boot, digest, ownedBoot, planInput, product, settings, skuOf } from '../support/boots.ts'
import type { PimProduct } from '../support/pim.ts'

const ASINS = ['B0BOOT0000', 'B0BOOT0001', 'B0BOOT0002', 'B0BOOT0003']
const CODES = ['884882325297', '012345678905', null]
const CANONICAL = ['PB10', 'PB11']

const aProduct = fc.record({
  asin: fc.constantFrom(...ASINS),
  named: fc.subarray(CANONICAL),
  parents: fc.subarray(ASINS.map(skuOf)),
  images: fc.subarray(['m1', 'm2', 'm3']),
  /** What people added. */
  added: fc.constantFrom([], [], [], ['x1']),
  scope: fc.constantFrom('prairie', 'prairie', 'hats'),
  created: fc.constantFrom(true, true, true, false),
  has: fc.constantFrom(true, true, true, false),
})
const aListing = fc.record({
  asin: fc.constantFrom(...ASINS),
  upc: fc.constantFrom(...CODES),
  parents: fc.subarray(ASINS, { maxLength: 1 }),
})
const aWorld = fc.record({
  products: fc.uniqueArray(aProduct, { selector: ({ asin }) => asin, minLength: 2 }),
  listings: fc.uniqueArray(aListing, { selector: ({ asin }) => asin, minLength: 1 }),
  /** Which pairs are live, whoever made them, by source and place of the product. */
  pairs: fc.array(fc.tuple(fc.constantFrom(...CANONICAL, ...ASINS.map(skuOf)), fc.nat(3), fc.boolean()), {
    maxLength: 12,
  }),
  prune: fc.subarray(['images', 'links', 'products']),
  on_gone: fc.constantFrom('report', 'mark', 'archive', 'delete'),
})

type World = typeof aWorld extends fc.Arbitrary<infer T> ? T : never

function inputOf({ products, listings, pairs, prune, on_gone }: World): PlanInput {
  const ours = products.map(({ asin, named, parents, images, added, scope, created, has }) =>
    has
      ? ownedBoot(
          asin,
          { attributes: { amazon_images: [...images, ...added] } },
          {
            ...{ scope, created },
            images: images.map((image) => ({ slot: '', image, asset: image })),
            links: { amazon_listings: named, amazon_hierarchy: parents },
          },
        )
      : product(skuOf(asin), {}),
  )
  const canonical = CANONICAL.map((sku, index) => product(sku, { gtin: String(CODES[index]) }))
  const all = [...ours, ...canonical].map((one) => linked(one, { pairs, ours }))
  const own = settings((value) => {
    Object.assign(value.policy, { on_gone, max_delete_percent: 100, max_export_drop_percent: 100 })
  })
  const items = listings.map(({ asin, upc, parents }) => boot(asin, { upc, parent_asins: parents }))
  const input = planInput({ items, live: account(all), specs: [], settings: own, selection: { prune } })
  const absences = new Map(
    ASINS.map((asin) => [`product.${skuOf(asin)}`, { since: '2026-11-01T00:00:00Z', confirmed: true }]),
  )
  return { ...input, absences, allow: new Set(['large-delete']) }
}

function linked(one: PimProduct, { pairs, ours }: { pairs: World['pairs']; ours: PimProduct[] }): PimProduct {
  const of = (hierarchy: boolean) =>
    pairs.flatMap(([source, place, side]) => (source === one.sku && side === hierarchy ? (ours[place]?.id ?? []) : []))
  return { ...one, links: { amazon_listings: [...new Set(of(false))], amazon_hierarchy: [...new Set(of(true))] } }
}

type Baselines = ReadonlyMap<string, Baseline | null>

function baselinesOf({ live }: PlanInput): Baselines {
  return new Map(
    (live.resources.product ?? []).map(({ key, fields }) => {
      const found = parseBaseline(fields['attributes.amazon_sync_baseline'], digest)
      return [key, found?.sku === key && found.scope === 'prairie' ? found : null]
    }),
  )
}

const shown = (fields: JsonObject | null) =>
  ((fields?.attributes as JsonObject | undefined)?.amazon_images ?? []) as string[]

/** What an operation takes away, each with whether a baseline of ours names it. */
function taken({ action, key, before, after }: Operation, baselines: Baselines): boolean[] {
  if (action === 'delete') return [baselines.get(key)?.created === true]
  if (action === 'unlink') {
    const [series = '', ...source] = key.split('.')
    const targets = (before?.targets ?? []) as string[]
    const linksOf = (target: string) => baselines.get(target.slice('product.'.length))?.links[series] ?? []
    return targets.map((target) => linksOf(target).includes(source.join('.')))
  }
  const own = baselines.get(key)?.images.map(({ asset }) => `asset.id:${asset}`) ?? []
  const gone = shown(before).filter((address) => !shown(after).includes(address))
  return gone.map((address) => own.includes(address))
}

test('whatever is removed was named by a baseline of ours', () => {
  const removed = { links: 0, products: 0, images: 0 }
  fc.assert(
    fc.property(aWorld, (world) => {
      const input = inputOf(world)
      const baselines = baselinesOf(input)
      for (const operation of assemblePlan(input).operations) {
        const all = taken(operation, baselines)
        expect(all).not.toContain(false)
        const what = operation.action === 'unlink' ? 'links' : operation.action === 'delete' ? 'products' : 'images'
        removed[what] += all.length
      }
    }),
    { numRuns: 500, seed: 7 },
  )
  expect(Math.min(...Object.values(removed)), JSON.stringify(removed)).toBeGreaterThan(15)
})
