import type { SimRequest, SimResponse } from '../../src/sandbox/http.ts'
import { listen } from '../../src/sandbox/listen.ts'
import { createShopifySim, type ShopifySimCore, type ShopifySimOptions } from '../../src/sandbox/shopify/index.ts'
import { type LeapingClock, leapingClock } from '../providers/amazon/world.ts'

/** What people and programs did to a shop so far, each at its time: what makes the same shop again. */
export type Past = { at: number; did: SimRequest | ((shop: ShopifySimCore) => void) }[]

/** A shop that lives by a clock that leaps over every wait. */
export interface Shop extends ShopifySimCore {
  clock: LeapingClock
  past: Past
  /** What every call passes on its way; at first nothing is in between. */
  way: (send: () => Promise<SimResponse>) => Promise<SimResponse>
  /** Somebody does something in the shop. */
  people<T>(act: (shop: ShopifySimCore) => T): T
  /** Time passes: all is ready, searches find everything, and the bucket is full. */
  rest(): void
  close(): Promise<void>
}

const A_WHILE = 120_000

/** @param past Of another shop, which this one is like then */
export async function openShop(past: Past = [], options: ShopifySimOptions = {}): Promise<Shop> {
  const clock = leapingClock()
  const listening = await listen((request) => serve(request))
  const core = createShopifySim({ clock }, listening.url)
  for (const { at, did } of past) {
    clock.leap(at - clock.now())
    if (typeof did === 'function') did(core)
    else await core.answer(did)
  }
  core.resetCalls()
  Object.assign(core.options, options)
  const lived = [...past]
  const serve = (request: SimRequest): Promise<SimResponse> =>
    shop.way(async () => {
      lived.push({ at: clock.now(), did: request })
      return core.answer(request)
    })
  const people = <T>(act: (shop: ShopifySimCore) => T): T => {
    lived.push({ at: clock.now(), did: act })
    return act(core)
  }
  const rest = (): void => {
    people(({ store }) => store.settle())
    clock.leap(A_WHILE)
  }
  const shop: Shop = { ...core, clock, past: lived, way: (send) => send(), people, rest, close: listening.close }
  return shop
}

/** Calls of the API so far; files of bulk operations are among them. */
export const callsTo = ({ calls }: ShopifySimCore): number => calls.length

/** What a shop has before anything is written to it: a collection that new products are put into. */
export async function openPlainShop(): Promise<Shop> {
  const shop = await openShop()
  shop.people(({ person }) => person(COLLECTION, { title: 'Ours' }))
  shop.people(({ person }) =>
    person('{ locations(first: 1) { nodes { id } } publications(first: 1) { nodes { id } } }'),
  )
  shop.rest()
  shop.resetCalls()
  return shop
}

const COLLECTION =
  'mutation($title: String!) { collectionCreate(collection: { title: $title }) { collection { id } userErrors { message } } }'
