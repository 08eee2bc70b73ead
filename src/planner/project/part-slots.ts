import { insidePart, outsidePart } from '../../model/fields.ts'
import type { DesiredImage } from '../types.ts'

/** Whose picture a slot is, and how the part itself calls the slot; `null` for slots of the whole. */
export function partOfSlot(slot: string): { key: string; slot: string } | null {
  const part = outsidePart(slot)
  return part && { key: part.key, slot: part.path }
}

/** A slot of a part among those of the whole: `KEY/MAIN`. */
export function slotOfPart(key: string, slot: string): string {
  return insidePart(key, slot)
}

/** False where the source names no place: one picture does not take that of another there. */
export function isPlace(slot: string): boolean {
  return slot !== '' && !slot.endsWith('/')
}

/** A picture of a part as the whole shows it: what people chose as the part's main one is not that of the whole. */
export function inPart(key: string, image: DesiredImage): DesiredImage {
  const { chosen: _, ...shown } = image
  const slot = slotOfPart(key, image.slot)
  return { ...shown, slot, written: { ...image.written, slot } }
}
