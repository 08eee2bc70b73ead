import type { Provenance } from '../../model/plan.ts'
import { overrideOrigin } from '../match/overrides.ts'
import type { Listing, PlanInput } from '../types.ts'

/** Where a pair of linked products comes from, by the SKU of the target. */
export type LinkOrigin = (kind: 'hierarchy' | 'listings', target: string) => Provenance

/** Many pairs come from few places: each place is one object. */
export function linkOrigins(listings: Listing[]): LinkOrigin {
  const bySku = new Map(listings.map((listing) => [listing.sku, listing]))
  const known = new Map<string, Provenance>()
  const place = (name: string, path: string): Provenance => {
    const key = `${name} ${path}`
    const origin = known.get(key) ?? { source: name, path }
    known.set(key, origin)
    return origin
  }
  return (kind, target) => {
    const listing = bySku.get(target)
    const part = kind === 'hierarchy' ? 'parent' : 'canonical'
    if (listing?.override?.[part] !== undefined) return overrideOrigin(listing.override, part)
    if (kind === 'listings') return place('match', listing?.match.status === 'matched' ? listing.match.method : 'none')
    return listing === undefined ? place('match', 'none') : familyPlace(listing, place)
  }
}

/** A child names its parents; of one that does not, the parent names its children. */
function familyPlace({ item, facts }: Listing, place: (name: string, path: string) => Provenance): Provenance {
  const field = item.parents.length > 0 ? facts.parents.all : facts.children
  return place(facts.name, item.paths[field] ?? facts.paths[field] ?? field)
}

/** A value that comes from sync.yaml. */
export function policyOrigin(path: string): Provenance {
  return { source: 'policy', path }
}

/** Where the parts of an attribute's definition come from: its spec, or for gallery and baseline the policy. */
export function definitionOrigins(
  input: PlanInput,
  label: string,
  fields: string[],
): { [pointer: string]: Provenance } {
  const spec = input.attributes.find((entry) => entry.label === label)
  const { target } = input.settings
  const origin = spec
    ? { source: 'attributes.yaml', path: `${spec.position.file}:${spec.position.line}:${spec.position.column}` }
    : policyOrigin(label === target.gallery ? `target.${target.provider}.gallery` : 'policy.baseline')
  return Object.fromEntries(
    fields.map((field) => [
      `/${field}`,
      field === 'family' ? policyOrigin(`target.${target.provider}.family`) : origin,
    ]),
  )
}
