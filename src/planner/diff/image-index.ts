import type { Baseline } from '../../model/baseline.ts'
import { decoded } from '../../model/image-address.ts'
import type { LiveAsset } from '../../model/live.ts'
import type { Settings } from '../../model/settings.ts'
import type { Population } from '../match/population.ts'
import { recogniser } from '../project/images.ts'
import type { Owned } from '../types.ts'

/** Which assets of the account show which of the source's images. */
export interface ImageIndex {
  /** Asset id of an image anywhere in the account. */
  anywhere(image: string): string | undefined
  /** Image ids to asset ids in one product's gallery and thumbnail, by baseline and by recognised file names. */
  of(owned: Owned): Map<string, string>
}

/** Only assets that a live product still shows are believed: a deleted asset must be uploaded again. */
export function indexImages(population: Population, assets: LiveAsset[], settings: Settings): ImageIndex {
  const recognise = recogniser(settings)
  const names = new Map(assets.map(({ id, filename }) => [id, recognise(filename)]))
  const of = (owned: Owned) => imagesOf(owned, { names, gallery: settings.target.gallery })
  const anywhere = new Map<string, string>()
  for (const sku of [...population.owned.keys()].sort()) {
    for (const [image, asset] of of(population.owned.get(sku) as Owned)) {
      if (!anywhere.has(image)) anywhere.set(image, asset)
    }
  }
  return { anywhere: (image) => anywhere.get(image), of }
}

interface Known {
  names: Map<string, string[]>
  gallery: string
}

function imagesOf({ product, baseline }: Owned, { names, gallery }: Known): Map<string, string> {
  const shown = galleryOf(product.attributes[gallery])
  const live = new Set(product.thumbnail === undefined ? shown : [...shown, product.thumbnail])
  const images = new Map<string, string>()
  for (const { image, asset } of writtenImages(baseline)) {
    if (live.has(asset) && !images.has(image)) images.set(image, asset)
  }
  for (const asset of live) {
    for (const image of names.get(asset) ?? []) if (!images.has(image)) images.set(image, asset)
  }
  return images
}

/** What a baseline remembers; image ids may have been kept percent-encoded. */
export function writtenImages(baseline: Baseline | null): Baseline['images'] {
  return (baseline?.images ?? []).map((entry) => ({ ...entry, image: decoded(entry.image) }))
}

export function galleryOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((id) => typeof id === 'string') : []
}
