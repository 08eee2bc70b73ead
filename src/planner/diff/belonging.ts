import type { Address, Blocked, Provenance } from '../../model/plan.ts'
import { interned } from '../../model/provenance.ts'
import { overrideOrigin } from '../match/overrides.ts'
import type { Listing, Owned } from '../types.ts'
import type { Above, Changes, DiffContext } from './context.ts'
import type { Write } from './write.ts'

/** One field that says what a resource belongs to. */
export interface Place {
  path: string
  address: Address
  /** `undefined`: it is made by this plan. */
  id: string | undefined
  provenance: Provenance
}

/** What a resource belongs to, in the order of the fields. */
export function placesOf(listing: Listing, { above }: Pick<DiffContext, 'above'>): Place[] {
  if (listing.belongs === undefined) return NONE
  const provenance = originOf(listing)
  return Object.entries(listing.belongs).map(([path, address]) => ({
    path,
    address,
    id: above.ids.get(address),
    provenance,
  }))
}

const NONE: Place[] = []

const origins = new Map<string, Provenance>()

function originOf({ match, override }: Listing): Provenance {
  if (override?.canonical !== undefined) return overrideOrigin(override, 'canonical')
  return interned(origins, 'match', match.status === 'matched' ? match.method : 'none')
}

/** What the ids of places are known by, and which operations come before. */
export function needsOf(places: readonly Place[], { above }: Pick<DiffContext, 'above'>): Needs {
  if (places.length === 0) return NOTHING
  const refs: { [address: Address]: string } = {}
  const waits: string[] = []
  for (const { address, id } of places) {
    if (id !== undefined) refs[address] = id
    const made = above.made.get(address)
    if (made !== undefined) waits.push(made)
  }
  return { refs, waits: waits.sort() }
}

export interface Needs {
  refs: Write['refs']
  waits: string[]
}

const NOTHING: Needs = { refs: {}, waits: [] }

/** Adds what an existing resource is to belong to from now on; returns the places that change. */
export function changePlaces(
  listing: Listing,
  { owned, changes }: { owned: Owned; changes: Changes },
  context: DiffContext,
): Place[] {
  const moved = placesOf(listing, context).filter(({ path, id }) => id === undefined || owned.live.fields[path] !== id)
  for (const { path, address, provenance } of moved) {
    changes.before[path] = addressIn(context.above, owned.live.fields[path])
    changes.after[path] = address
    changes.provenance[path] = provenance
    changes.compared.push(path)
  }
  return moved
}

function addressIn({ ids }: Above, id: unknown): Address | null {
  for (const [address, known] of ids) if (known === id) return address
  return null
}

/** What a resource belongs to neither exists nor is made: it waits for another plan. */
export function homeless(listing: Listing, context: DiffContext): Blocked | null {
  const missing = placesOf(listing, context).find(
    ({ address, id }) => id === undefined && !context.above.made.has(address),
  )
  if (missing === undefined) return null
  const { address } = listing
  const message = `${missing.address}, which it belongs to, neither exists nor is made by this plan.`
  const hint = 'See what holds that one back; this one follows it.'
  return { id: `create:${address}`, address, action: 'create', code: 'missing-parent', message, hint }
}
