import { counted } from '../../model/counted.ts'
import type { IsExcluded } from '../project/image-overrides.ts'
import { partOfSlot, slotOfPart } from '../project/part-slots.ts'
import { isKept } from '../project/rules.ts'
import type { Listing } from '../types.ts'
import type { DiffContext, Pictures } from './context.ts'
import type { GalleryChange } from './gallery.ts'
import type { Objection } from './removal.ts'
import { pruneOff } from './removing.ts'

/** What becomes of images of ours that the source has no more. */
export interface LostImages {
  isLost: IsExcluded
  prune: boolean
  /** Why they stay; `null` when they go, or when this plan concludes nothing about them. */
  objection: Objection | null
}

/** An image whose slot shows something that cannot be used, or that is merely one too many, is not lost. */
export function lostImages(listing: Listing, context: DiffContext): LostImages {
  const { removing, input, pictures } = context
  const { item } = listing
  const parts = pictures?.partsOf(listing.key) ?? []
  const ids = new Set([listing, ...parts].flatMap((one) => one.item.images.map(({ id }) => id)))
  const ofParts = parts.flatMap((part) => part.item.unusable.map(({ slot }) => slotOfPart(part.key, slot)))
  const unusable = new Set([...item.unusable.map(({ slot }) => slot), ...ofParts])
  const held = isKept(listing, input.settings.target.gallery)
  const isSpared = sparedParts(parts, context)
  const isLost: IsExcluded = ({ image, slot }) => !held && !ids.has(image) && !unusable.has(slot) && !isSpared(slot)
  if (!removing.whole) return { isLost, prune: false, objection: null }
  const objection = removing.prunes('images')
    ? (removing.hindrance ?? removing.partial(item.ref))
    : pruneOff('images', '')
  return { isLost, prune: objection === null, objection }
}

/** Pictures of parts that nothing is planned for although they are there, and of those that people keep. */
function sparedParts(parts: readonly Listing[], { input, spoken, kind }: DiffContext): (slot: string) => boolean {
  if (!kind.images?.ofParts) return () => false
  const { gallery } = input.settings.target
  const planned = new Map(parts.map((part) => [part.key, isKept(part, gallery)]))
  return (slot) => {
    const part = partOfSlot(slot)
    return part !== null && (planned.get(part.key) ?? spoken.isKnown(part.key))
  }
}

const NAMED = 5

/** A finding for images that stay although the source has them no more, or for a gallery that nothing may leave now. */
export function blockImages(
  { address }: Listing,
  { gallery, lost }: { gallery: GalleryChange; lost: LostImages },
  { found, kind, removing }: DiffContext & { pictures: Pictures },
): void {
  const action = kind.verbs.update
  const block = (objection: Objection) =>
    found.blocked.push({ id: `${action}:${address}`, address, action, ...objection })
  if (removing.hindrance && gallery.replaced > 0) block(removing.hindrance)
  else if (lost.objection && gallery.dropped.length > 0) {
    const names = gallery.dropped.map(({ slot, image }) => `${slot} ${image}`.trim())
    const more = names.length > NAMED ? ` and ${names.length - NAMED} more` : ''
    const what = `${counted(names.length, 'image')} of ours ${names.length === 1 ? 'is' : 'are'} not in the listing any more: ${names.slice(0, NAMED).join(', ')}${more}.`
    block(lost.objection.code === 'prune-off' ? { ...lost.objection, message: what } : lost.objection)
  }
}
