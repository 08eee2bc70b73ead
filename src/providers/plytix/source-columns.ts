import { ConfigError } from '../../model/errors.ts'
import { OWN_COLUMNS } from './columns.ts'
import type { Attributes, Wanted } from './convert.ts'
import { BASELINE, kindOfType } from './facts.ts'
import { attributePath } from './paths.ts'
import type { PimAttribute, PimRelationship } from './records.ts'
import type { SourceWants } from './source-settings.ts'

/** What is asked for of each product. */
export interface SourceColumns {
  names: string[]
  wanted: Wanted
  /** Labels of the media attributes that hold the images, in their order. */
  galleries: string[]
  /** Label of the relationship from parents to children; `null`: the account has none. */
  hierarchy: string | null
}

interface Definitions {
  attributes: Attributes
  relationships: ReadonlyMap<string, PimRelationship>
}

/** @throws ConfigError for what the settings name and the account lacks */
export function sourceColumns(wants: SourceWants, { attributes, relationships }: Definitions): SourceColumns {
  const galleries = galleriesOf(wants, attributes)
  const chosen = wants.attributes?.map((label) => demand(attributes, label, 'attributes')) ?? [...attributes.values()]
  const filling = Object.entries(wants.columns).map(([, label]) => demand(attributes, label, 'columns'))
  const read = [...chosen, ...filling, ...galleries].filter(({ label }) => label !== BASELINE.label)
  const hierarchy = hierarchyOf(wants, relationships)
  const wanted = {
    attributes: new Map(read.map((attribute) => [attribute.label, attribute])),
    relationships: hierarchy === null ? [] : [hierarchy],
  }
  return {
    names: [
      ...OWN_COLUMNS,
      ...[...wanted.attributes.keys()].sort().map(attributePath),
      ...wanted.relationships.map((label) => `relationships.${label}`),
    ],
    wanted,
    galleries: galleries.map(({ label }) => label),
    hierarchy,
  }
}

function galleriesOf({ galleries }: SourceWants, attributes: Attributes): PimAttribute[] {
  if (galleries === null) {
    const all = [...attributes.values()].filter(({ type }) => type === 'MediaGalleryAttribute')
    return all.sort((a, b) => (a.label < b.label ? -1 : 1))
  }
  return galleries.map((label) => {
    const found = demand(attributes, label, 'galleries')
    if (kindOfType(found.type) === 'assets') return found
    throw new ConfigError('source-definition', `${label} is a ${found.type} in Plytix, and holds no images.`, {
      hints: ['Name media galleries under source.plytix.galleries.'],
    })
  })
}

function demand(attributes: Attributes, label: string, key: string): PimAttribute {
  const found = attributes.get(label)
  if (found) return found
  throw new ConfigError('source-definition', `Plytix has no attribute with the label ${label}.`, {
    hints: [`Correct source.plytix.${key}: Settings > Attributes in Plytix shows the labels.`],
  })
}

function hierarchyOf(
  { hierarchy, hierarchy_named }: SourceWants,
  relationships: Definitions['relationships'],
): string | null {
  const hits = [...relationships.values()].filter(({ label, name }) => label === hierarchy || name === hierarchy)
  const [first, second] = hits
  if (second) {
    throw new ConfigError('source-definition', `Plytix has two relationships for ${hierarchy}.`, {
      hints: [`Set source.plytix.hierarchy to the label of one: ${hits.map(({ label }) => label).join(', ')}.`],
    })
  }
  if (first || !hierarchy_named) return first?.label ?? null
  throw new ConfigError('source-definition', `Plytix has no relationship ${JSON.stringify(hierarchy)}.`, {
    hints: ['Correct source.plytix.hierarchy, or leave it out: variants have their parents without it.'],
  })
}
