import { liveOf } from '../../src/model/live.ts'
import type { Operation, Plan } from '../../src/model/plan.ts'
import type { Target } from '../../src/model/target.ts'
import type { AccountSeed } from '../../src/sandbox/plytix/index.ts'
import { adopt, baselineText, remove, unlink } from '../applier/removing.ts'
import { link, update } from '../applier/world.ts'
import { planOf } from '../services/run-world.ts'
import { type PimProduct, productRecord } from '../support/pim.ts'
import { createWorkshop, type Workshop } from './workshop.ts'

/** A second world: people worked beside this program, and much of what it made is to be put back or to go. */

const NUMBERS = [1, 2]
const [LISTINGS, GALLERY, SPARE] = ['amazon_listings', 'amazon_images', 'spare.jpg']
const ADDRESS = `https://m.media-amazon.com/images/I/${SPARE}`
const sku = (what: string, n: number): string => `AMZN-US-B0${what}${n}`.padEnd(18, '0')
const title = (n: number, word = 'Roper') => ({ amazon_title: `${word} ${n}` })
const marked = (key: string, attributes: { amazon_title: string }, run: string) => ({
  sku: key,
  attributes: { ...attributes, amazon_sync_baseline: baselineText({ sku: key, attributes }, { run }) },
})
const MOVED = NUMBERS.map((n) => sku('MOVED', n))
const GONE = NUMBERS.map((n) => sku('GONE', n))

const SEED: AccountSeed = {
  attributes: [
    { name: 'Amazon Title', type_class: 'TextAttribute' },
    { name: 'Amazon Images', type_class: 'MediaGalleryAttribute' },
    { name: 'Amazon Sync Baseline', type_class: 'MultilineAttribute' },
  ],
  relationships: [{ name: 'Amazon Hierarchy' }, { name: 'Amazon Listings' }],
  families: [{ name: 'Amazon', attributes: ['amazon_title', GALLERY, 'amazon_sync_baseline'] }],
  assets: [{ filename: SPARE, url: ADDRESS }],
  products: [
    { sku: 'MCA0001' },
    { sku: 'MCA0002' },
    ...NUMBERS.map((n) => ({ sku: sku('HAND', n), attributes: title(n) })),
    ...NUMBERS.map((n) => marked(sku('MOVED', n), title(n, 'New'), 'later')),
    ...NUMBERS.map((n) => marked(sku('GONE', n), title(n), 'later')),
  ],
  links: [{ source: 'MCA0001', relationship: LISTINGS, targets: [...MOVED, ...GONE] }],
}

export function takingWorkshop(yaml = ''): Workshop {
  return { ...createWorkshop(1, yaml), seed: SEED }
}

/** Adopts, puts values and baselines back, links anew and unlinks, deletes products and then a picture. */
export async function takingPlan(target: Target): Promise<Plan> {
  const { signal } = new AbortController()
  const { account } = await target.connect(signal)
  const want = { paths: ['attributes.amazon_title'], owns: () => false, explained: () => true }
  const live = await target.read(want, signal)
  const products = new Map(liveOf(live, 'product').map((one) => [one.key, productRecord(one)]))
  const of = (key: string): PimProduct => products.get(key) as PimProduct
  const relationship = liveOf(live, 'relationship').find(({ key }) => key === LISTINGS)?.id ?? ''
  const refs = { [`relationship.${LISTINGS}`]: relationship }
  const asset = await target.write(SPARE_UPLOAD, signal)
  const links = link(of('MCA0002'), MOVED, { refs: { ...refs, ...refsTo(MOVED.map(of)) } })
  const unlinks = unlink(of('MCA0001'), [...MOVED, ...GONE].map(of), { refs, depends_on: [links.id] })
  const deletes = GONE.map((key) => remove(of(key), { depends_on: [unlinks.id] }))
  const operations: Operation[] = [
    ...NUMBERS.map((n) => adopt(of(sku('HAND', n)), { prints: { 'attributes.amazon_title': 'aaaaaaaa' } })),
    ...NUMBERS.map((n) => back(of(sku('MOVED', n)), title(n))),
    links,
    unlinks,
    ...deletes,
    {
      ...remove(of(GONE[0] as string), { depends_on: deletes.map(({ id }) => id) }),
      ...{ id: `delete:asset.${SPARE}`, address: `asset.${SPARE}`, kind: 'asset', key: SPARE },
      target_id: 'id' in asset ? asset.id : null,
    },
  ]
  const plan = planOf(operations, 'boots')
  return {
    ...plan,
    purpose: { command: 'undo', of: 'earlier' },
    target: { ...plan.target, provider: 'plytix', account },
  }
}

function refsTo(products: PimProduct[]): Operation['refs'] {
  return Object.fromEntries(products.map(({ sku: key, id }) => [`product.${key}`, id]))
}

/** The value and the whole baseline as they were before. */
function back(live: PimProduct, attributes: { amazon_title: string }): Operation {
  const text = baselineText({ sku: live.sku, attributes }, { run: 'earlier' })
  const baseline = { fields: ['attributes.amazon_title'], links: {}, text }
  return update(live, { attributes }, { baseline })
}

const SPARE_UPLOAD = {
  ...{ action: 'create' as const, kind: 'asset', key: SPARE, id: null },
  ...{ fields: { url: ADDRESS }, parts: [], volatile: [], needs: {} },
}
