import { type Family, note, type World } from './world.ts'

const SHARE = 0.15

/** Combinations that are not sold. Only where nothing rests on a single variant. */
export function leaveHoles(families: readonly Family[], world: World): void {
  const { random } = world
  const fitting = families.filter(({ settled, article }) => !settled && article.variants.length > 3)
  for (const { listings } of fitting.slice(0, Math.ceil(fitting.length * SHARE))) {
    const listing = random.pick(listings)
    const gone = random.integer(1, Math.ceil(listing.variants.length / 3))
    listing.variants.splice(random.integer(0, listing.variants.length - gone), gone)
    note(world, 'holes', listing)
  }
}
