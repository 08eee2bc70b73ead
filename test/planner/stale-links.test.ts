import { describe, expect, test } from 'vitest'
import { pairMark } from '../../src/model/run.ts'
import { assemblePlan } from '../../src/planner/index.ts'
import type { PlanContents } from '../../src/planner/types.ts'
import {
  account,
  boot,
  operationAt,
  override,
  ownedBoot,
  plan,
  planInput,
  product,
  settings,
  skuOf,
  TITLE,
  type World,
} from '../support/boots.ts'

const BOOT = 'B0BOOT0000'
const RIGHT = product('PB10-M-09', { gtin: '884882325297' })
const linked = ownedBoot(BOOT, {}, { links: { amazon_listings: ['PB99-M-09'] } })
const wrong = product('PB99-M-09', { links: { amazon_listings: [linked.id] } })
const CODED = boot(BOOT, { upc: '884882325297' })
const UNLINK = 'unlink:link.amazon_listings.PB99-M-09'
/** Its baseline names the new link before that is made. */
const NAMED = `adopt:product.${skuOf(BOOT)}`

const corrected: World = { items: [CODED], live: account([linked, wrong, RIGHT]), specs: [] }
const ids = ({ operations }: PlanContents) => operations.map(({ id }) => id)
const pruning = settings((own) => {
  own.policy.prune.links = true
})

describe('a link of ours that another one replaces', () => {
  test('goes after the new one was made, without any pruning', () => {
    const contents = plan(corrected)

    expect(ids(contents)).toEqual([NAMED, 'link:link.amazon_listings.PB10-M-09', UNLINK])
    expect(contents.operations[2]).toMatchObject({
      target_id: wrong.id,
      before: { targets: [`product.${skuOf(BOOT)}`] },
      after: { targets: [] },
      depends_on: ['link:link.amazon_listings.PB10-M-09'],
      refs: {
        'relationship.amazon_listings': 'id-amazon_listings',
        'product.PB99-M-09': wrong.id,
        [`product.${skuOf(BOOT)}`]: linked.id,
      },
    })
    expect(contents.summary).toMatchObject({ link: 1, unlink: 1, link_pairs: 1, unlink_pairs: 1, blocked: 0 })
    expect(contents.stale).toMatchObject([{ message: expect.stringContaining('this plan removes it') }])
  })

  test('stays when it was taken off before: somebody made it again', () => {
    const right = { ...RIGHT, links: { amazon_listings: [linked.id] } }
    const memory = { takenOff: new Set([pairMark('amazon_listings', wrong.id, linked.id)]) }
    const contents = plan({ ...corrected, live: account([linked, wrong, right]), memory })

    expect(contents.operations).toEqual([])
    expect(contents.stale).toEqual([])
  })

  test('goes alone when the new one is there already', () => {
    const right = { ...RIGHT, links: { amazon_listings: [linked.id] } }
    const contents = plan({ ...corrected, live: account([linked, wrong, right]) })

    expect(contents.operations).toMatchObject([{ id: UNLINK, depends_on: [] }])
  })

  test('goes when an override names another product', () => {
    const overrides = [override(BOOT, { canonical: 'PB10-M-09' })]
    expect(ids(plan({ ...corrected, items: [boot(BOOT)], overrides }))).toContain(UNLINK)
  })

  test('goes when an override says that it belongs to nothing', () => {
    const contents = plan({ ...corrected, overrides: [override(BOOT, { canonical: 'none' })] })
    expect(ids(contents)).toEqual([UNLINK])
  })

  test('stays while the new one cannot be made', () => {
    const full = { ...RIGHT, links: { amazon_listings: Array.from({ length: 300 }, (_, index) => `f${index}`) } }
    const contents = plan({ ...corrected, live: account([linked, wrong, full]) })

    expect(ids(contents)).toEqual([])
    expect(contents.blocked).toMatchObject([{ code: 'limit' }])
    expect(contents.stale).toMatchObject([{ message: expect.stringContaining('cannot be made yet') }])
  })

  test('stays while what it belongs to is ambiguous', () => {
    const live = account([linked, wrong, RIGHT, product('PB11-M-09', { gtin: '884882325297' })])
    const contents = plan({ ...corrected, live, settings: pruning })

    expect(ids(contents)).toEqual([])
    expect(contents.stale).toMatchObject([{ message: expect.stringContaining('ambiguous') }])
  })

  test('is left alone when no baseline of ours names it', () => {
    const plain = ownedBoot(BOOT, {})
    const theirs = product('PB99-M-09', { links: { amazon_listings: [plain.id] } })
    expect(ids(plan({ ...corrected, live: account([plain, theirs, RIGHT]) }))).toEqual([
      NAMED,
      'link:link.amazon_listings.PB10-M-09',
    ])
  })

  test('goes with all others of one source in one call', () => {
    const other = ownedBoot('B0BOOT0001', {}, { links: { amazon_listings: ['PB99-M-09'] } })
    const both = product('PB99-M-09', { links: { amazon_listings: [linked.id, other.id] } })
    const contents = plan({
      ...corrected,
      items: [CODED, boot('B0BOOT0001', { upc: '884882325297' })],
      live: account([linked, other, both, RIGHT]),
    })

    expect(
      operationAt({ ...contents, operations: contents.operations.slice(1) }, 'link.amazon_listings.PB99-M-09').before,
    ).toEqual({
      targets: [`product.${skuOf(BOOT)}`, `product.${skuOf('B0BOOT0001')}`],
    })
    expect(contents.summary).toMatchObject({ unlink: 1, unlink_pairs: 2 })
  })

  test('stays in the baseline as long as it is there, and leaves it with the next write', () => {
    const update = (world: World) =>
      plan({ ...world, specs: [TITLE] }).operations.find(({ kind }) => kind === 'product')
    const none = [override(BOOT, { canonical: 'none' })]

    expect(update({ ...corrected, overrides: none })?.baseline?.links).toEqual({ amazon_listings: ['PB99-M-09'] })
    const past = account([linked, product('PB99-M-09'), RIGHT])
    expect(update({ ...corrected, live: past, overrides: none })?.baseline?.links).toEqual({ amazon_listings: [] })
  })
})

describe('a link of ours that nothing replaces', () => {
  const lost: World = { ...corrected, items: [boot(BOOT)] }

  test('is blocked without --prune links, and the finding names what, flag and policy', () => {
    const contents = plan(lost)

    expect(ids(contents)).toEqual([])
    expect(contents.blocked).toMatchObject([
      {
        id: UNLINK,
        action: 'unlink',
        code: 'prune-off',
        message: expect.stringContaining(skuOf(BOOT)),
        hint: expect.stringMatching(/--prune links.*policy\.prune/),
      },
    ])
  })

  test.each<[by: string, more: Partial<World>]>([
    ['the flag', { selection: { prune: ['links'] } }],
    ['the policy', { settings: pruning }],
  ])('goes with pruning by %s', (_, more) => {
    const contents = plan({ ...lost, ...more })
    expect(ids(contents)).toEqual([UNLINK])
    expect(contents.blocked).toEqual([])
  })

  test('is not concluded from an incomplete export, whoever prunes', () => {
    const input = planInput({ ...lost, settings: pruning })
    const sources = input.sources.map((one) => ({ ...one, header: { ...one.header, complete: false } }))
    const contents = assemblePlan({ ...input, sources })

    expect(ids(contents)).toEqual([])
    expect(contents.blocked).toMatchObject([{ id: UNLINK, code: 'partial-export' }])
  })

  test('is neither removed nor a finding in a narrowed plan', () => {
    const contents = plan({ ...lost, settings: pruning, selection: { only: ['listings'] } })
    expect(ids(contents)).toEqual([])
    expect(contents.blocked).toEqual([])
  })
})

describe('links in a plan of a part', () => {
  test('that are replaced go along with --only listings', () => {
    expect(ids(plan({ ...corrected, selection: { only: ['listings'] } }))).toContain(UNLINK)
  })

  test('stay with --only hierarchy', () => {
    expect(ids(plan({ ...corrected, selection: { only: ['hierarchy'] } }))).toEqual([])
  })

  test.each(['link.amazon_listings.PB10-M-09', 'link.amazon_listings.PB99-M-09'])(
    'stay when %s is excluded',
    (address) => {
      expect(ids(plan({ ...corrected, selection: { exclude: [address] } }))).not.toContain(UNLINK)
    },
  )

  test('bring the new one along when the old one is chosen', () => {
    const contents = plan({ ...corrected, selection: { addresses: ['link.amazon_listings.PB99-M-09'] } })
    expect(ids(contents)).toEqual([NAMED, 'link:link.amazon_listings.PB10-M-09', UNLINK])
  })
})

describe('links', () => {
  test('none go while the account could not be read as a whole', () => {
    const contents = plan({ ...corrected, live: account([linked, wrong, RIGHT], { complete: false }) })
    expect(ids(contents)).not.toContain(UNLINK)
    expect(contents.blocked).toMatchObject([{ id: UNLINK, code: 'partial-export' }])
  })

  test('none go while the export lacks much, even when it is allowed', () => {
    const others = Array.from({ length: 4 }, (_, index) => ownedBoot(`B0GONE000${index}`, {}))
    const live = account([linked, wrong, RIGHT, ...others])
    const contents = plan({ ...corrected, live, allow: new Set(['shrunken-export']) })

    expect(ids(contents)).toEqual([NAMED, 'link:link.amazon_listings.PB10-M-09'])
    expect(contents.blocked).toMatchObject([{ id: UNLINK, code: 'partial-export' }])
  })
})

const parent = (asin: string, children: string[]) =>
  boot(asin, { item_classification: 'VARIATION_PARENT', child_asins: children })
const child = ownedBoot(BOOT, {}, { links: { amazon_hierarchy: [skuOf('B0PARENT01')] } })
const first = ownedBoot('B0PARENT01', { links: { amazon_hierarchy: [child.id] } })
const family = (items: World['items'], more: Partial<World> = {}): World => ({
  items,
  live: account([child, first, ownedBoot('B0PARENT02', {})]),
  specs: [],
  ...more,
})
const MOVED = [boot(BOOT, { parent_asins: ['B0PARENT02'] }), parent('B0PARENT02', [BOOT])]
const OLD = `unlink:link.amazon_hierarchy.${skuOf('B0PARENT01')}`
const NEW = `link:link.amazon_hierarchy.${skuOf('B0PARENT02')}`

describe('a listing that has another parent', () => {
  test('leaves its former one once it is linked to the new one', () => {
    const contents = plan(family([...MOVED, parent('B0PARENT01', [])]))
    expect(ids(contents)).toEqual([NAMED, NEW, OLD])
    expect(contents.operations.map(({ depends_on }) => depends_on)).toEqual([[], [NAMED], [NEW]])
  })

  test('leaves one that was merged into it and is gone', () => {
    expect(ids(plan(family(MOVED, { allow: new Set(['shrunken-export']) })))).toContain(NEW)
    const many = Array.from({ length: 6 }, (_, index) => `B0MORE000${index}`)
    const world = family([...MOVED, ...many.map((asin) => boot(asin))])
    const live = account([...world.live.products, ...many.map((asin) => ownedBoot(asin, {}))])
    expect(ids(plan({ ...world, live }))).toEqual([NAMED, NEW, OLD])
  })

  test('leaves its former one when an override says so, whether there is a new one or not', () => {
    const items = [boot(BOOT, { parent_asins: ['B0PARENT01'] }), parent('B0PARENT01', []), parent('B0PARENT02', [])]
    expect(ids(plan(family(items, { overrides: [override(BOOT, { parent: 'B0PARENT02' })] })))).toEqual([
      NAMED,
      NEW,
      OLD,
    ])
    expect(ids(plan(family(items, { overrides: [override(BOOT, { parent: 'none' })] })))).toEqual([OLD])
  })

  test('stays where it is while its new parent cannot be read', () => {
    const items = [boot(BOOT, { parent_asins: ['B0PARENT09'] }), parent('B0PARENT01', []), parent('B0PARENT02', [])]
    const contents = plan(family(items))
    expect(ids(contents)).toEqual([])
    expect(contents.blocked).toMatchObject([{ code: 'missing-parent' }])
  })

  test('that has none any more stays where it is until links are pruned', () => {
    const items = [boot(BOOT), parent('B0PARENT01', []), parent('B0PARENT02', [])]
    expect(plan(family(items)).blocked).toMatchObject([{ id: OLD, code: 'prune-off' }])
    expect(ids(plan(family(items, { settings: pruning })))).toEqual([OLD])
  })
})

describe('relationships that are exclusive', () => {
  const exclusive = settings((own) => {
    own.policy.exclusive = true
  })
  const plain = ownedBoot(BOOT, {})
  const theirs = product('PB99-M-09', { links: { amazon_listings: [plain.id, 'x9'] } })
  const world: World = { items: [CODED], live: account([plain, theirs, RIGHT]), specs: [], settings: exclusive }

  test('take every link to a product of this scope for ours, whoever made it, and no other', () => {
    const contents = plan(world)
    expect(ids(contents)).toEqual([NAMED, 'link:link.amazon_listings.PB10-M-09', UNLINK])
    expect(contents.operations[2]?.before).toEqual({ targets: [`product.${skuOf(BOOT)}`] })
  })

  test('leave products alone that have no baseline', () => {
    const unadopted = product(skuOf(BOOT))
    const linkedBy = product('PB99-M-09', { links: { amazon_listings: [unadopted.id] } })
    expect(ids(plan({ ...world, live: account([unadopted, linkedBy, RIGHT]) }))).not.toContain(UNLINK)
  })

  test('leave links alone that begin at a product of another scope', () => {
    const foreign = ownedBoot('B0HATS0001', { links: { amazon_listings: [plain.id] } }, { scope: 'hats' })
    const contents = plan({ ...world, live: account([plain, foreign, RIGHT]) })

    expect(ids(contents)).toEqual([NAMED, 'link:link.amazon_listings.PB10-M-09'])
    expect(contents.blocked).toMatchObject([{ action: 'unlink', code: 'other-scope' }])
  })
})
