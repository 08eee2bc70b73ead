import { type Fields, texts } from '../../../src/model/fields.ts'
import type { Good, Result, Shelf, Sign } from './depot.ts'

/** A sign as it is to be, whole: with a revision it is changed, without one it is made. */
export type Signing = Pick<Sign, 'kind' | 'label' | 'says'> & { id: string | null; revision: string | null }

/** Which goods are to stand in a ring around one, all of them. */
export interface Seating {
  id: string | null
  revision: string | null
  /** The label of the ring, and its id. */
  ring: string
  by: string
  members: string[]
}

/** The most goods in one ring. */
export const MOST_SEATS = 9

export function sign(shelf: Shelf, { id, revision, ...wanted }: Signing): Result {
  shelf.signs ??= []
  const there = shelf.signs.find(({ kind, label }) => kind === wanted.kind && label === wanted.label)
  if (id !== null) return there?.id === id ? rewrite(there, wanted.says, revision) : gone(id)
  if (there) return isSaid(there, wanted.says) ? { done: 'same', id: there.id } : { refused: 'other', id: there.id }
  shelf.last = String(BigInt(shelf.last) + 1n)
  shelf.signs.push({ id: shelf.last, revision: 1, ...wanted })
  return { done: 'made', id: shelf.last }
}

function rewrite(there: Sign, says: string[], revision: string | null): Result {
  if (revision !== String(there.revision))
    return isSaid(there, says) ? { done: 'same', id: there.id } : { refused: 'stale', id: there.id }
  if (isSaid(there, says)) return { done: 'same', id: there.id }
  there.says = says
  there.revision += 1
  return { done: 'changed', id: there.id }
}

function isSaid(there: Sign, says: string[]): boolean {
  return there.says.length === says.length && there.says.every((one, place) => one === says[place])
}

export function seat({ goods, signs = [] }: Shelf, { id, revision, ring, by, members }: Seating): Result {
  const there = goods.find((good) => good.id === id)
  if (!there) return gone(id ?? '')
  if (!signs.some((one) => one.kind === 'ring' && one.label === ring && one.id === by)) return gone(by)
  const stranger = members.find((member) => goods.every((good) => good.id !== member))
  if (stranger !== undefined) return { refused: 'wrong', why: `There is no good ${stranger}.` }
  if (members.length > MOST_SEATS) return { refused: 'wrong', why: `${members.length} goods stand in no ring.` }
  if (revision !== String(there.revision)) return { refused: 'old', good: there }
  if (isSeated(there, ring, members)) return { done: 'same', id: there.id }
  there.rings = withRing(there, ring, members)
  there.revision += 1
  return { done: 'changed', id: there.id }
}

/** Who stands where in a ring says nothing. */
export function isSeated({ rings = {} }: Good, ring: string, members: string[]): boolean {
  const there = Object.hasOwn(rings, ring) ? (rings[ring] ?? []) : []
  return there.length === members.length && there.every((one) => members.includes(one))
}

function withRing({ rings = {} }: Good, ring: string, members: string[]): NonNullable<Good['rings']> {
  const { [ring]: _former, ...others } = rings
  return members.length === 0 ? others : { ...others, [ring]: members }
}

/** Whoever goes leaves every ring. */
export function leaveRings(shelf: Shelf, id: string): void {
  for (const good of shelf.goods) {
    for (const [ring, members] of Object.entries(good.rings ?? {})) {
      if (!members.includes(id)) continue
      good.rings = withRing(
        good,
        ring,
        members.filter((member) => member !== id),
      )
      good.revision += 1
    }
  }
}

/** The first new tag that no sign for tags says, `null` when there is no such sign or it says all of them. */
export function unsaid({ signs = [], goods }: Shelf, { tags }: Fields, id: string | null): string | null {
  const lists = signs.filter(({ kind }) => kind === 'words')
  if (lists.length === 0) return null
  const there = goods.find((good) => good.id === id)
  const known = [there?.fields, ...Object.values(there?.sizes ?? {})].flatMap((fields) => texts(fields?.tags))
  const stranger = texts(tags).find((tag) => !known.includes(tag) && !lists.some(({ says }) => says.includes(tag)))
  return stranger === undefined ? null : `No sign says ${stranger}.`
}

function gone(id: string): Result {
  return { refused: 'gone', why: `There is no ${id}.` }
}
