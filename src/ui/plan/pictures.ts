import { foreignId } from '../../model/address.ts'
import type { Operation } from '../../model/plan.ts'
import type { OtherChange, Piece } from '../report/report.ts'
import type { Terms } from './group.ts'
import { keyOf } from './nouns.ts'

/** Slots such as MAIN or PT01 by the address of what shows them. */
export function slotsOf({ baseline }: Operation): ReadonlyMap<string, string> {
  return new Map((baseline?.images ?? []).map(({ asset, slot }) => [asset, slot]))
}

/** What comes into a gallery or another list of references, and what leaves it; by slot and file name, never by id. */
export function listChange(
  operation: Operation,
  { name, from, to }: { name: string; from: string[]; to: string[] },
  names: Terms['names'],
): OtherChange {
  const slots = slotsOf(operation)
  const [old, now] = [new Set(from), new Set(to)]
  const added = to.filter((address) => !old.has(address)).map((address) => named(address, slots, names))
  const removed = from.filter((address) => !now.has(address)).map((address) => named(address, slots, names))
  const pieces: Piece[] = [
    ...added.map((text): Piece => ({ text: `+ ${text}`, tone: 'add' })),
    ...removed.map((text): Piece => ({ text: `- ${text}`, tone: 'remove' })),
  ]
  const order = sameOrder(from, to)
    ? []
    : [
        pieces.length === 0
          ? `new order: ${to.map((one) => named(one, slots, names)).join(', ')}`
          : 'new order of the others',
      ]
  return { name, phrase: [...pieces, ...order].flatMap((piece, at) => (at === 0 ? [piece] : ['  ', piece])) }
}

function named(address: string, slots: ReadonlyMap<string, string>, names: Terms['names']): string {
  const slot = slots.get(address)
  return slot === undefined ? referenceName(address, names) : `${slot} ${referenceName(address, names)}`
}

/** A file name, or what is known of something that is addressed by its id. */
export function referenceName(address: string, names: Terms['names']): string {
  return names[address] ?? (foreignId(address) === null ? keyOf(address) : 'one of others')
}

/** Of what is in both. */
function sameOrder(from: string[], to: string[]): boolean {
  const [old, now] = [new Set(from), new Set(to)]
  const before = from.filter((address) => now.has(address))
  const after = to.filter((address) => old.has(address))
  return before.every((address, at) => address === after[at])
}
