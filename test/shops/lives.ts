import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import type { JsonObject } from '../../src/model/json.ts'
import type { Operation, Plan } from '../../src/model/plan.ts'
import type { State } from '../../src/model/state.ts'
import { randomOf } from '../../src/sandbox/catalogue/random.ts'
import { type Deed, somebodyAdds, somebodyEdits } from '../../src/sandbox/shopify/people/somebody.ts'
import { sqliteState } from '../../src/state/sqlite/index.ts'
import { carryOut, plan, type ShopDesk, settle, undoing } from './desk.ts'
import { openPlainShop, type Shop } from './shop.ts'
import { shopText, twiceIn } from './shop-text.ts'
import type { Size, Thing } from './things.ts'
import { SOURCES, type SourceName, shopWorkspace } from './workspace.ts'

/** Any things, what becomes of them, and what people do in the shop meanwhile. */
export interface Life {
  source: SourceName
  before: Thing[]
  after: Thing[]
  overwrites: boolean
  prunes: boolean
  /** Numbers of deeds: after the first apply, and between the next plan and its apply. */
  deeds: [number, number]
  seed: number
}

const pictures = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 3 })
const price = fc.constantFrom('1', '1.0', '20.10', '20.1', '9.99')
const finish = fc.constantFrom('matt', 'gloss')
const stock = fc.nat(3)

const sizes = fc.uniqueArray(
  fc.record({ place: fc.nat(3), price, stock, finish, pictures }, { requiredKeys: ['place', 'price', 'stock'] }),
  { selector: ({ place }) => place, maxLength: 3 },
)

const thing = (n: number): fc.Arbitrary<Thing> =>
  fc
    .record(
      {
        title: fc.constantFrom('Hat', 'Felt hat', 'Hat  &amp; scarf', 'Hat & scarf'),
        text: fc.constantFrom('Warm.', 'Soft.', 'Dry & warm.'),
        tags: fc.uniqueArray(fc.constantFrom('felt', 'winter', 'sale'), { maxLength: 3 }),
        ...{ pictures, price, stock, finish, sizes, colored: fc.boolean() },
        sale: fc.constant('0.50'),
        model: fc.constantFrom('M1', 'M2'),
      },
      { requiredKeys: ['title', 'text', 'tags', 'pictures', 'price', 'stock', 'sizes', 'colored'] },
    )
    .map(({ sizes: all, colored, ...one }) => ({
      ...{ ...one, n, title: `${one.title} ${n}` },
      sizes: all.map(({ place, ...size }) => sizeOf(n, place, { ...size, colored })),
    }))

function sizeOf(n: number, place: number, more: Partial<Size> & { colored: boolean }): Size {
  const { colored, ...own } = more
  const color = colored ? { color: place % 2 === 0 ? 'Red' : 'Blue' } : {}
  return { ...own, ...color, n: 100 * n + place, size: 'SMLX'.charAt(place), sku: `SKU-${n}-${place}` }
}

const things = fc
  .tuple(...[1, 2, 3, 4].map((n) => fc.option(thing(n), { freq: 6, nil: undefined })))
  .map((all) => all.flatMap((one) => one ?? []))

export const lives: fc.Arbitrary<Life> = fc.record({
  source: fc.constantFrom(...SOURCES),
  before: things.filter((all) => all.length > 0),
  after: things,
  overwrites: fc.boolean(),
  prunes: fc.boolean(),
  deeds: fc.tuple(fc.nat(5), fc.nat(2)),
  seed: fc.nat(0xffff),
})

/** What a life showed: nothing, unless something that was promised is not so. */
export async function problemOf(life: Life): Promise<string | null> {
  const folder = mkdtempSync(join(tmpdir(), 'sync-life-'))
  const states = ['one', 'another'].map((name) => sqliteState(join(folder, name))) as Machines
  const shop = await openPlainShop()
  const workspace = shopWorkspace(life.source, {
    on_drift: life.overwrites ? 'overwrite' : 'report',
    prune: { variants: life.prunes, images: life.prunes },
  })
  const { source, before: things } = life
  try {
    return await lived(life, { source, workspace, things, shop, state: states[0], concurrency: 1 }, states)
  } finally {
    await shop.close()
    for (const state of states) await state.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

type Machines = [State, State]

async function lived(life: Life, first: ShopDesk, [, another]: Machines): Promise<string | null> {
  const { shop } = first
  const begun = await settle(first)
  if (begun.status !== 'complete') return `the first apply: ${JSON.stringify(begun.failures)}`
  const people = { random: randomOf(life.seed), number: 0 }
  const deeds = work(shop, people, life.deeds[0])
  const desk = { ...first, things: life.after }
  const before = shopText(shop)
  const approved = await plan(desk)
  const mixed = await plan({ ...desk, things: life.after.toReversed() })
  if (mixed.plan_id !== approved.plan_id) return 'the order of items changes the plan'
  const meanwhile = work(shop, people, life.deeds[1])
  // What somebody wrote over themselves stands no more.
  const earlier = deeds.filter(({ stands }) => stands(shop.store))
  const applied = await carryOut(desk, { plan: approved })
  const others = applied.failures.filter(({ code }) => !(meanwhile.length > 0 && OVERTAKEN.has(code)))
  if (others.length > 0) return `the second apply: ${JSON.stringify(others)}`
  const lost = lostOf(shop, earlier, { life, approved }) ?? lostOf(shop, meanwhile, null)
  if (lost !== null) return lost
  if (meanwhile.length === 0) {
    const run = { run: applied.run_id, approved, before }
    const problem = (await twice(desk, { approved, another })) ?? (await undone(desk, run))
    if (problem !== null) return problem
  }
  return rest(desk, { life, deeds: [...earlier, ...meanwhile] })
}

/** How a write fails that meets what somebody did since the plan: a value, or a variant that the new options do not fit. */
const OVERTAKEN = new Set(['changed', 'invalid'])

interface People {
  random: ReturnType<typeof randomOf>
  number: number
}

function work(shop: Shop, people: People, count: number): Deed[] {
  const deeds: Deed[] = []
  for (let done = 0; done < count; done += 1) {
    people.number += 1
    const { number, random } = people
    const act = random.chance(0.6) ? somebodyAdds : somebodyEdits
    const deed = shop.people(({ person, store }) => act({ person, store, random, number }))
    if (deed) deeds.push(deed)
    shop.rest()
  }
  return deeds.filter(({ stands }) => stands(shop.store))
}

const ADDED = new Set(['tag', 'metafield', 'picture', 'variant', 'collection'])

interface Said {
  life: Life
  approved: Plan
}

/** The first deed that stands no more, though nobody said that it would not. */
function lostOf({ store }: Shop, deeds: readonly Deed[], said: Said | null): string | null {
  const lost = deeds.find((deed) => !deed.stands(store) && (ADDED.has(deed.kind) || !isSaid(deed, { store, said })))
  return lost ? `${lost.kind} ${lost.what} of ${keyIn(store, lost.product)} is gone` : null
}

/** The plan names the value that it replaces; or the variant, which goes with a price that nobody knows to be ours. */
function isSaid({ kind, product }: Deed, { store, said }: { store: Shop['store']; said: Said | null }): boolean {
  if (said === null) return false
  const { life, approved } = said
  const address = `product.${keyIn(store, product)}`
  if (approved.overwrites.some((one) => one.address === address && one.field.includes(kind))) return true
  const goes = approved.operations.some((one) => one.address === address && removesPart(one))
  return kind === 'price' && goes && (life.overwrites || life.source === 'amazon')
}

function keyIn(store: Shop['store'], product: string): string {
  const found = [...store.table('Metafield').values()].find(
    ({ ownerId, key }) => ownerId === product && key === 'sync_key',
  )
  return found?.value ?? product
}

/** The same plan once more, here and where nobody knows of it. */
async function twice(
  desk: ShopDesk,
  { approved, another }: { approved: Plan; another: State },
): Promise<string | null> {
  const once = shopText(desk.shop)
  await carryOut(desk, { plan: approved })
  if (shopText(desk.shop) !== once) return 'a second apply of the same plan writes'
  await carryOut({ ...desk, state: another }, { plan: approved })
  return shopText(desk.shop) === once ? null : 'an apply of the same plan elsewhere writes'
}

/** Undone and done again: as it was, and as it is. Definitions stay. */
async function undone(
  desk: ShopDesk,
  { run, approved, before }: { run: string; approved: Plan; before: string },
): Promise<string | null> {
  if (approved.operations.length === 0 || approved.operations.some(makesPart)) return null
  desk.shop.rest()
  const undo = await undoing(desk, run)
  // What people touched since is not taken away.
  if (undo.blocked.length > 0) return null
  const back = await carryOut(desk, { plan: undo, confirmed: true })
  if (back.status !== 'complete') return `undoing: ${JSON.stringify(back.failures.slice(0, 2))}`
  const found = shopText(desk.shop)
  if (found !== before) return `undone, but ${firstDifference(before, found)}`
  desk.shop.rest()
  return null
}

/** An update takes no part away, not even to undo one. */
function makesPart({ action, before, after }: Operation): boolean {
  const had = new Set(partsIn(before))
  return action === 'update' && partsIn(after).some((key) => !had.has(key))
}

function removesPart({ action, after }: Operation): boolean {
  return action === 'update' && partsIn(after).includes('null')
}

/** Keys that are given to parts; `null` for one that goes. */
function partsIn(fields: JsonObject | null): string[] {
  return Object.values((fields?.variants ?? {}) as JsonObject).flatMap((part) => {
    const key = ((part as JsonObject).metafields as JsonObject | undefined)?.[KEY]
    return key === undefined ? [] : [String(key)]
  })
}

const KEY = 'custom.sync_key'

function firstDifference(wanted: string, found: string): string {
  const lines = found.split('\n')
  const place = wanted.split('\n').findIndex((line, index) => line !== lines[index])
  return `${wanted.split('\n')[place]} became ${lines[place]}`
}

/** One more apply, while nobody does anything, leaves nothing to do, and nothing that people did is lost by it. */
async function rest(desk: ShopDesk, { life, deeds }: { life: Life; deeds: Deed[] }): Promise<string | null> {
  const { shop } = desk
  shop.rest()
  const standing = deeds.filter(({ stands }) => stands(shop.store))
  const last = await plan(desk)
  const result = await carryOut(desk, { plan: last })
  if (result.status !== 'complete') return `the last apply: ${JSON.stringify(result.failures.slice(0, 2))}`
  const lost = lostOf(shop, standing, { life, approved: last })
  if (lost !== null) return lost
  const again = twiceIn(shop)
  if (again.length > 0) return `there more than once: ${again.join(', ')}`
  const left = (await plan(desk)).operations
  return left.length === 0 ? null : `left to plan: ${JSON.stringify(left[0])}`
}
