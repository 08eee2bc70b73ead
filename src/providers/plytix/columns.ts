import { ProviderError } from '../../model/errors.ts'
import type { LiveQuery, LiveRelationship } from '../../model/live.ts'
import type { Attributes, Wanted } from './convert.ts'

/** What to ask of each product: only columns that exist, since an unknown one fails the whole search. */
export interface Columns {
  names: string[]
  wanted: Wanted
  /** Columns that were asked for and do not exist. */
  missing: string[]
}

type Relationships = ReadonlyMap<string, LiveRelationship>

/** `created` divides what is too much to be ordered. */
const OWN = ['created', 'label', 'gtin', 'status', 'thumbnail', 'modified']
/** Plytix refuses more on v2; `id` and `sku` are free. */
const MOST_COLUMNS = 50

/** @throws ProviderError when a relationship is not the only one of its label or name. */
export function chooseColumns(query: LiveQuery, attributes: Attributes, relationships: Relationships): Columns {
  const further = query.also ? [...attributes.keys()].filter(query.also) : []
  const labels = [...new Set([...query.attributes, ...further, query.gallery, query.baseline])]
  const present = labels.flatMap((label) => attributes.get(label) ?? [])
  const links = query.relationships.map((wanted) => ({ wanted, found: findRelationship(wanted, relationships) }))
  const linkLabels = links.flatMap(({ found }) => found?.label ?? [])
  return {
    names: [
      ...OWN,
      ...present.map(({ label }) => `attributes.${label}`),
      ...linkLabels.map((label) => `relationships.${label}`),
    ],
    wanted: {
      attributes: new Map(present.map((attribute) => [attribute.label, attribute])),
      relationships: linkLabels,
    },
    missing: [
      ...labels.filter((label) => !attributes.has(label)).map((label) => `attributes.${label}`),
      ...links.filter(({ found }) => !found).map(({ wanted }) => `relationships.${wanted.label}`),
    ],
  }
}

function findRelationship(
  { label, name }: { label: string; name: string },
  relationships: Relationships,
): LiveRelationship | undefined {
  const hits = [...relationships.values()].filter((entry) => entry.label === label || entry.name === name)
  if (hits.length <= 1) return hits[0]
  const found = hits.map((hit) => `"${hit.name}" (${hit.label})`).join(' and ')
  throw new ProviderError('relationship-ambiguous', `Plytix has two relationships for ${label}: ${found}.`, {
    hints: [`Rename or delete one of them in Plytix, or set the label and name in sync.yaml to exactly one of them.`],
  })
}

/** The columns in as few searches as Plytix allows. */
export function passesOf(names: string[]): string[][] {
  const passes = Math.max(1, Math.ceil(names.length / MOST_COLUMNS))
  return Array.from({ length: passes }, (_, pass) => names.slice(pass * MOST_COLUMNS, (pass + 1) * MOST_COLUMNS))
}
