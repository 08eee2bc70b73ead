import type { Workspace } from '../src/model/settings.ts'
import type { CatalogueItem } from '../src/providers/amazon/catalogue-item.ts'
import { PLYTIX, slug } from '../src/providers/plytix/facts.ts'
import type { AccountSeed } from '../src/sandbox/plytix/index.ts'
import type { Catalogue } from './catalogue.ts'

/** The fewest writes that bring a catalogue into its account: one for each of these things. */
export interface Writes {
  definitions: number
  products: number
  images: number
  /** Products that links start from. */
  sources: number
}

export function fewestWrites({ items, account, truth }: Catalogue, ours: Workspace): Writes {
  const parents = items.filter(({ child_asins }) => child_asins.length > 0).length
  const canonical = new Set([...truth.values()].filter((sku) => sku !== null)).size
  return {
    definitions: missing(account, ours),
    products: items.length,
    images: distinctImages(items),
    sources: parents + canonical,
  }
}

export const total = ({ definitions, products, images, sources }: Writes): number =>
  definitions + products + images + sources

/** The fewest reads that show so many rows. */
export const pages = (rows: number): number => Math.ceil(rows / 100)

export function distinctImages(items: CatalogueItem[]): number {
  const files = items.flatMap(({ images }) => images.map(({ link }) => link.replace(/^.*\/([^/.]+)\..*$/, '$1')))
  return new Set(files).size
}

/** Attributes of the workspace with the gallery and the baseline, and the two relationships. */
function missing({ attributes = [] }: AccountSeed, ours: Workspace): number {
  const present = new Set(attributes.map(({ name }) => slug(name)))
  const wanted = ours.attributes.filter(({ type }) => type !== null).map(({ label }) => label)
  return (
    [...wanted, ours.settings.target.gallery, PLYTIX.baseline.label].filter((label) => !present.has(label)).length + 2
  )
}
