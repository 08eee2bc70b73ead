import { ProviderError } from '../../model/errors.ts'
import type { Want } from '../../model/live.ts'
import type { PlytixSettings } from './asked.ts'
import type { Attributes, Wanted } from './convert.ts'
import { kindOfType, PLYTIX } from './facts.ts'
import { attributeIn, attributePath, linksPath } from './paths.ts'
import type { PimRelationship } from './records.ts'

/** What to ask of each product: only columns that exist, since an unknown one fails the whole search. */
export interface Columns {
  names: string[]
  wanted: Wanted
  /** Columns that were asked for and do not exist. */
  missing: string[]
}

type Relationships = ReadonlyMap<string, PimRelationship>

/** `created` divides what is too much to be ordered. */
export const OWN_COLUMNS = ['created', 'label', 'gtin', 'status', 'thumbnail', 'modified']
/** Plytix refuses more on v2; `id` and `sku` are free. */
const MOST_COLUMNS = 50

/** @throws ProviderError when a relationship is not the only one of its label or name. */
export function chooseColumns(
  want: Pick<Want, 'paths' | 'also'>,
  settings: Pick<PlytixSettings, 'gallery' | 'relationships'>,
  { attributes, relationships }: { attributes: Attributes; relationships: Relationships },
): Columns {
  const { also } = want
  // What Plytix works out itself is nobody's value.
  const held = [...attributes.values()].filter(({ type }) => kindOfType(type) !== 'other')
  const further = also ? held.flatMap(({ label }) => (also(attributePath(label)) ? [label] : [])) : []
  const asked = want.paths.flatMap((path) => attributeIn(path) ?? [])
  const labels = [...new Set([...asked, ...further, settings.gallery, PLYTIX.baseline.label])]
  const present = labels.flatMap((label) => attributes.get(label) ?? [])
  const links = settings.relationships.map((wanted) => ({ wanted, found: findRelationship(wanted, relationships) }))
  const linkLabels = links.flatMap(({ found }) => found?.label ?? [])
  return {
    names: [
      ...OWN_COLUMNS,
      ...present.map(({ label }) => attributePath(label)),
      ...linkLabels.map((label) => `relationships.${label}`),
    ],
    wanted: {
      attributes: new Map(present.map((attribute) => [attribute.label, attribute])),
      relationships: linkLabels,
    },
    missing: [
      ...labels.filter((label) => !attributes.has(label)).map(attributePath),
      ...links.filter(({ found }) => !found).map(({ wanted }) => linksPath(wanted.label)),
    ],
  }
}

function findRelationship(
  { label, name }: { label: string; name: string },
  relationships: Relationships,
): PimRelationship | undefined {
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
