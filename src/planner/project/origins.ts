import type { Provenance } from '../../model/plan.ts'
import { interned } from '../../model/provenance.ts'
import type { Series } from '../../model/target.ts'
import { overrideOrigin } from '../match/overrides.ts'
import type { Listing } from '../types.ts'
import type { Subject } from './groups.ts'

/** Where a pair of related resources comes from, by the key of the target. */
export type RelationOrigin = (side: Series['madeOf'], target: string) => Provenance

/** Many pairs come from few places: each place is one object. */
export function relationOrigins(listings: Listing[], subjects: readonly Subject[]): RelationOrigin {
  const byKey = new Map(listings.map((listing) => [listing.key, listing]))
  const grouped = new Map(
    subjects.flatMap((subject) => (subject.parts.length > 0 ? [[subject.listing.key, subject]] : [])),
  )
  const known = new Map<string, Provenance>()
  const place = (name: string, path: string): Provenance => interned(known, name, path)
  return (side, target) => {
    const own = byKey.get(target)
    const listing = side === 'match' ? (matchedOf(grouped.get(target)) ?? own) : own
    const part = side === 'parentage' ? 'parent' : 'canonical'
    if (listing?.override?.[part] !== undefined) return overrideOrigin(listing.override, part)
    if (side === 'match') return place('match', listing?.match.status === 'matched' ? listing.match.method : 'none')
    return listing === undefined ? place('match', 'none') : familyPlace(listing, place)
  }
}

/** What says what the whole is matched to: the listing that it is read from, or the first of its parts that does. */
function matchedOf(subject: Subject | undefined): Listing | undefined {
  return subject && [subject.listing, ...subject.parts].find(({ match }) => match.status === 'matched')
}

/** A child names its parents; of one that does not, the parent names its children. */
function familyPlace({ item, facts }: Listing, place: (name: string, path: string) => Provenance): Provenance {
  const field = item.parents.length > 0 ? facts.parents.all : facts.children
  return place(facts.name, item.paths[field] ?? facts.paths[field] ?? field)
}
