import type { MarketListing } from './types.ts'
import { type Family, note, type World } from './world.ts'

/** Something that real catalogues have and nobody wants. */
export interface Defect<T> {
  name: string
  /** Of what is there, 0 to 1; at least one wherever one fits. */
  share: number
  fits(subject: T, world: World): boolean
  /** Puts it in, and says where. */
  put(subject: T, world: World): MarketListing[]
}

/** Puts each defect into as many subjects as its share says. `subjects` come in an order of chance. */
export function spread<T>(defects: readonly Defect<T>[], subjects: readonly T[], world: World): void {
  for (const defect of defects) {
    let left = Math.max(1, Math.round(defect.share * subjects.length))
    // Each begins elsewhere, lest the first subjects have everything and the last nothing.
    const from = world.random.integer(0, subjects.length - 1)
    for (let at = 0; at < subjects.length && left > 0; at++) {
      const subject = subjects[(from + at) % subjects.length] as T
      if (!defect.fits(subject, world)) continue
      for (const listing of defect.put(subject, world)) note(world, defect.name, listing)
      left--
    }
  }
}

export type FamilyDefect = Defect<Family>
export type ListingDefect = Defect<MarketListing>

/** Defects of which a family has one only: each says what belongs together, and a second one would have to know of it. */
export function settling(defects: readonly FamilyDefect[]): FamilyDefect[] {
  return defects.map((defect) => ({
    ...defect,
    fits: (family, world) => !family.settled && defect.fits(family, world),
    put(family, world) {
      family.settled = true
      return defect.put(family, world)
    },
  }))
}

export const tiered = ({ article }: Family): boolean => article.axes.length > 0
export const both = ({ listings }: Family): boolean => listings.length === 2
