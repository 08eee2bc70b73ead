import type { Baseline } from '../../model/baseline.ts'
import { texts } from '../../model/fields.ts'
import type { KindTraits } from '../../model/kinds.ts'
import { liveOf } from '../../model/live.ts'
import type { SourceFacts } from '../../model/source.ts'
import type { Population } from '../match/population.ts'
import type { Owned, PlanInput } from '../types.ts'

/** Which resources of the account show which of the sources' images. */
export interface ImageIndex {
  /** The kind that is made of images. */
  kind: string
  /** Path of the field that shows them. */
  gallery: string
  /** The id of what shows an image, anywhere in the account. */
  anywhere(image: string): string | undefined
  /** Image ids to target ids in one resource's gallery and main picture, by baseline and by recognised file names. */
  of(owned: Owned): Map<string, string>
  /** What a baseline remembers of its gallery. */
  written(baseline: Baseline | null): Baseline['images']
}

interface Kinds {
  main: KindTraits
  image: KindTraits
}

/** Only what a live resource still shows is believed: what was deleted must be uploaded again. */
export function indexImages(
  population: Population,
  { live, settings, shops }: PlanInput,
  { main, image }: Kinds,
): ImageIndex {
  const facts = shops.map((source) => source.facts)
  const readers = facts.map(({ imageIds }) => imageIds(settings.images))
  const names = new Map(liveOf(live, image.name).map(({ id, key }) => [id, readers.flatMap((read) => read(key))]))
  const written = (baseline: Baseline | null) =>
    (baseline?.images ?? []).map((entry) => ({ ...entry, image: spelt(entry.image, facts) }))
  const places = main.images ?? { gallery: '', main: null }
  const of = (owned: Owned) => imagesOf(owned, { names, written, places })
  const anywhere = new Map<string, string>()
  for (const key of [...population.owned.keys()].sort()) {
    for (const [picture, id] of of(population.owned.get(key) as Owned)) {
      if (!anywhere.has(picture)) anywhere.set(picture, id)
    }
  }
  return { kind: image.name, gallery: places.gallery, anywhere: (picture) => anywhere.get(picture), of, written }
}

interface Known {
  names: Map<string, string[]>
  written: ImageIndex['written']
  places: { gallery: string; main: string | null }
}

function imagesOf({ live, baseline }: Owned, { names, written, places }: Known): Map<string, string> {
  const main = places.main === null ? undefined : live.fields[places.main]
  const shown = new Set([...texts(live.fields[places.gallery]), ...(typeof main === 'string' ? [main] : [])])
  const images = new Map<string, string>()
  for (const { image, asset } of written(baseline)) {
    if (shown.has(asset) && !images.has(image)) images.set(image, asset)
  }
  for (const asset of shown) {
    for (const image of names.get(asset) ?? []) if (!images.has(image)) images.set(image, asset)
  }
  return images
}

/** Image ids may have been kept in another spelling. */
function spelt(image: string, facts: SourceFacts[]): string {
  return facts.reduce((id, { imageId }) => imageId(id), image)
}
