import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts'
import type { Provenance } from '../../model/plan.ts'
import type { Override, OverrideImages } from '../../model/settings.ts'
import { overrideOrigin } from '../match/overrides.ts'
import type { DesiredImage, Listing } from '../types.ts'

type Report = (diagnostic: Diagnostic) => void

/** The images as people chose them: without the excluded ones, the named ones first, another one as the main one. */
export function chooseImages(listing: Listing, images: DesiredImage[], report: Report): DesiredImage[] {
  const { override } = listing
  if (!override?.images) return images
  remarkOnUnknown(listing, override, report)
  const { exclude, order, main } = override.images
  const sequence = main === null || order.includes(main) ? order : [main, ...order]
  const rank = ({ slot }: DesiredImage): number => {
    const index = sequence.indexOf(slot)
    return index < 0 ? sequence.length : index
  }
  return images
    .filter(({ slot }) => !exclude.includes(slot))
    .map((image) => (image.slot === main ? { ...image, chosen: true as const } : image))
    .sort((a, b) => rank(a) - rank(b))
}

function remarkOnUnknown({ item, address }: Listing, { images, places, position }: Override, report: Report): void {
  const slots = new Set([...item.images, ...item.unusable].map(({ slot }) => slot))
  for (const part of ['exclude', 'order', 'main'] as const) {
    const unknown = [images?.[part] ?? []].flat().filter((slot) => !slots.has(slot))
    if (unknown.length === 0) continue
    const message = `images.${part} of ${item.ref.id} names ${unknown.join(', ')}, which the listing does not have.`
    const hint =
      slots.size === 0 ? 'It has no images.' : `It has ${[...slots].map((slot) => slot || '(none)').join(', ')}.`
    const place = places?.[`images.${part}`] ?? position
    report(diagnostic({ severity: 'warning', code: 'override-unknown-image', message, address, ...place, hint }))
  }
}

/** True for an own image in a gallery that people want to be gone from there. */
export type IsExcluded = (image: { slot: string; image: string }) => boolean

export function excludedImages(images: OverrideImages | undefined, all: DesiredImage[]): IsExcluded {
  if (!images || images.exclude.length === 0) return () => false
  const slots = new Set(images.exclude)
  const ids = new Set(all.filter(({ slot }) => slots.has(slot)).map(({ image }) => image))
  return ({ slot, image }) => slots.has(slot) || ids.has(image)
}

/** Where a listing's gallery or thumbnail comes from, `null` when no override says anything of it. */
export function imageOrigin({ override }: Listing): Provenance | null {
  return override?.images ? overrideOrigin(override, 'images') : null
}
