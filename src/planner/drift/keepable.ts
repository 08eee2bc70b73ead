import { parsePart, pathAt } from '../../model/fields.ts'
import type { Address, Conflict, Drift } from '../../model/plan.ts'
import { partGroups } from '../../model/target-kinds.ts'
import type { Differences } from '../diff/index.ts'
import type { Subject } from '../project/groups.ts'
import type { FieldRule } from '../project/rules.ts'
import type { Listing } from '../types.ts'

/** Where an override would leave a value to people: the item, and the field as overrides call it. */
export interface Keepable {
  entry: Drift | Conflict
  listing: Listing
  label: string
}

/** By the values that people changed; `null` for one that no override can leave to them. */
export function keepables(
  { processed, context }: Pick<Differences, 'processed' | 'context'>,
  entries: readonly (Drift | Conflict)[],
): { entry: Drift | Conflict; place: Keepable | null }[] {
  const subjects = new Map(processed.map((subject) => [subject.listing.address, subject]))
  return entries.map((entry) => {
    const subject = subjects.get(entry.address)
    return { entry, place: subject === undefined ? null : placeIn(subject, entry, context) }
  })
}

function placeIn(subject: Subject, entry: Drift | Conflict, context: Differences['context']): Keepable | null {
  const { kind, input, rules, partRules, pictures } = context
  const path = pathAt(entry.field, kind.groups, partGroups(input.traits))
  const part = parsePart(path, kind.groups)
  if (part !== null) {
    const listing = subject.parts.find(({ key }) => key === part.key)
    const label = labelOf(partRules.find((rule) => rule.path === part.path))
    return listing && label !== undefined ? { entry, listing, label } : null
  }
  const pictured =
    path === pictures?.gallery ? input.settings.target.gallery : path === pictures?.main ? path : undefined
  const label = labelOf(rules.find((rule) => rule.path === path)) ?? pictured
  return label === undefined ? null : { entry, listing: subject.listing, label }
}

/** What the target fills by itself has no name in overrides. */
function labelOf(rule: FieldRule | undefined): string | undefined {
  return rule?.spec.given ? undefined : rule?.spec.label
}

/** Listings by the address of what is made of them, whatever became of it. */
export function listingsAt({ processed }: Pick<Differences, 'processed'>): ReadonlyMap<Address, Listing> {
  return new Map(processed.map(({ listing }) => [listing.address, listing]))
}
