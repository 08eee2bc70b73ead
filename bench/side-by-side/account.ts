import type { Clock } from '../../src/model/clock.ts'
import { type AccountSeed, type PlytixSim, startPlytixSim } from '../../src/sandbox/plytix/index.ts'
import { PAID } from '../paid-quota.ts'
import { type Job, jobOf, type Listing, type Pair } from './job.ts'
import { asLongAsItSays, serviceOf } from './service.ts'

/** Of each answer. */
const LATENCY_MS = 200

const BY_HAND = 'By hand'

/** An account with its definitions and canonical products, and nothing of ours yet, at a paid quota. */
export async function openAccount(seed: AccountSeed, clock: Clock): Promise<PlytixSim> {
  const sim = await startPlytixSim({ limits: PAID, clock, latencyMs: LATENCY_MS, asyncDelayMs: 0 })
  sim.store.seed(seed)
  return sim
}

/** A person gives these products another colour, by hand. */
export async function recolour(sim: PlytixSim, clock: Clock, skus: string[]): Promise<void> {
  const service = serviceOf(sim, clock, asLongAsItSays(clock))
  for (const sku of skus) {
    await service.call('PATCH', `products/${sim.store.product(sku)?.id}`, { attributes: { amazon_color: BY_HAND } })
  }
}

/** How many of these products still have the colour that a person gave them. */
export function kept(sim: PlytixSim, skus: string[]): number {
  const products = sim.store.snapshot().products.filter(({ sku }) => skus.includes(sku))
  return products.filter(({ attributes }) => attributes?.amazon_color === BY_HAND).length
}

export interface Held {
  /** Listings whose values, gallery, thumbnail and pairs are all as they should be. */
  right: number
  galleries: number
  pairs: number
}

/** How much of a job an account holds. */
export function held(sim: PlytixSim, job: Job): Held {
  const done = jobOf(sim.store.snapshot())
  const listings = new Map(done.listings.map((listing) => [listing.sku, listing]))
  const pairs = new Set(done.pairs.map(nameOf))
  const missing = new Set(
    job.pairs.filter((pair) => !pairs.has(nameOf(pair))).flatMap(({ source, target }) => [source, target]),
  )
  const isRight = (listing: Listing): boolean => !missing.has(listing.sku) && same(listing, listings.get(listing.sku))
  return {
    right: job.listings.filter(isRight).length,
    galleries: job.listings.filter(({ sku, images }) => same(images, listings.get(sku)?.images)).length,
    pairs: job.pairs.filter((pair) => pairs.has(nameOf(pair))).length,
  }
}

const nameOf = ({ relationship, source, target }: Pair): string => `${relationship} ${source} ${target}`

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
