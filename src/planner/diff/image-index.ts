import type { Baseline } from '../../model/baseline.ts'
import type { LiveAsset } from '../../model/live.ts'
import type { SourceFacts } from '../../model/source.ts'
import type { Population } from '../match/population.ts'
import type { Owned, PlanInput } from '../types.ts'

/** Which assets of the account show which of the source's images. */
export interface ImageIndex {
  /** Asset id of an image anywhere in the account. */
  anywhere(image: string): string | undefined
  /** Image ids to asset ids in one product's gallery and thumbnail, by baseline and by recognised file names. */
  of(owned: Owned): Map<string, string>
  /** What a baseline remembers of its gallery. */
  written(baseline: Baseline | null): Baseline['images']
}

/** Only assets that a live product still shows are believed: a deleted asset must be uploaded again. */
export function indexImages(population: Population, assets: LiveAsset[], { settings, sources }: PlanInput): ImageIndex {
  const facts = [...new Map(sources.map((source) => [source.facts.name, source.facts])).values()]
  const readers = facts.map(({ imageIds }) => imageIds(settings.images))
  const recognise = (file: string) => readers.flatMap((read) => read(file))
  const written = (baseline: Baseline | null) =>
    (baseline?.images ?? []).map((entry) => ({ ...entry, image: spelt(entry.image, facts) }))
  const names = new Map(assets.map(({ id, filename }) => [id, recognise(filename)]))
  const of = (owned: Owned) => imagesOf(owned, { names, written, gallery: settings.target.gallery })
  const anywhere = new Map<string, string>()
  for (const sku of [...population.owned.keys()].sort()) {
    for (const [image, asset] of of(population.owned.get(sku) as Owned)) {
      if (!anywhere.has(image)) anywhere.set(image, asset)
    }
  }
  return { anywhere: (image) => anywhere.get(image), of, written }
}

interface Known {
  names: Map<string, string[]>
  written: ImageIndex['written']
  gallery: string
}

function imagesOf({ product, baseline }: Owned, { names, written, gallery }: Known): Map<string, string> {
  const shown = galleryOf(product.attributes[gallery])
  const live = new Set(product.thumbnail === undefined ? shown : [...shown, product.thumbnail])
  const images = new Map<string, string>()
  for (const { image, asset } of written(baseline)) {
    if (live.has(asset) && !images.has(image)) images.set(image, asset)
  }
  for (const asset of live) {
    for (const image of names.get(asset) ?? []) if (!images.has(image)) images.set(image, asset)
  }
  return images
}

/** Image ids may have been kept in another spelling. */
function spelt(image: string, facts: SourceFacts[]): string {
  return facts.reduce((id, { imageId }) => imageId(id), image)
}

export function galleryOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((id) => typeof id === 'string') : []
}
