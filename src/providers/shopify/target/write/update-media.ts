import type { JsonObject } from '../../../../model/json.ts'
import { productSetCost } from './write-costs.ts'
import { inLots, MOST_ENTRIES } from './write-lots.ts'
import { MUTATION_COST, type Piece } from './write-pieces.ts'

export interface MediaChange {
  /** gids that the product is to show besides what it shows. */
  add: string[]
  /** gids that it shows and is not to show any more. */
  remove: string[]
  /** As it is to be, from the first to the last; of what others added meanwhile nothing is said. */
  order: readonly string[]
}

/**
 * What is to become of the media of a product. Taken away is only what stood there when the change was made: what others
 * added since is none of it.
 * @param before In their order, as the change knows them. @param now As they are.
 */
export function mediaChange(wanted: readonly string[], before: readonly string[], now: readonly string[]): MediaChange {
  const kept = new Set(wanted)
  const there = new Set(now)
  return {
    add: wanted.filter((id) => !there.has(id)),
    remove: before.filter((id) => !kept.has(id) && there.has(id)),
    order: wanted,
  }
}

/** The list once files were attached, which come last, and taken off. */
export function mediaAfter({ add, remove }: MediaChange, now: readonly string[]): string[] {
  const gone = new Set(remove)
  return [...now.filter((id) => !gone.has(id)), ...add]
}

/** Moves, one after another, that bring a list into an order; what the order does not name keeps behind. */
export function movesTo(order: readonly string[], now: readonly string[]): JsonObject[] {
  const there = new Set(now)
  const goal = order.filter((id) => there.has(id))
  const moves: JsonObject[] = []
  let list = [...now]
  for (const [place, id] of goal.entries()) {
    if (list[place] === id) continue
    moves.push({ id, newPosition: String(place) })
    list = list.filter((one) => one !== id)
    list.splice(place, 0, id)
  }
  return moves
}

/**
 * The whole list, for what takes both: attaching is promised alone and moving has to wait for it, and whatever ends
 * between the two would leave an order that nobody planned. What is not in the list goes, so it is one of a fresh read.
 */
export function wholeList(product: string, { order, ...change }: MediaChange, now: readonly string[]): Piece {
  const after = mediaAfter({ ...change, order }, now)
  const [there, named] = [new Set(after), new Set(order)]
  const ids = [...order.filter((id) => there.has(id)), ...after.filter((id) => !named.has(id))]
  const input = { files: ids.map((id) => ({ id })) }
  return {
    mutation: 'productSet',
    args: {
      identifier: { type: 'ProductSetIdentifiers', value: { id: product } },
      input: { type: 'ProductSetInput!', value: input },
      synchronous: { type: 'Boolean', value: true },
    },
    coded: true,
    cost: productSetCost(input),
  }
}

export function attachPieces(product: string, { add, remove }: MediaChange): Piece[] {
  const files = [
    ...add.map((id) => ({ id, referencesToAdd: [product] })),
    ...remove.map((id) => ({ id, referencesToRemove: [product] })),
  ]
  return inLots(files, MOST_ENTRIES).map((lot) => ({
    mutation: 'fileUpdate',
    args: { files: { type: '[FileUpdateInput!]!', value: lot } },
    coded: true,
    cost: MUTATION_COST,
  }))
}

export function reorderPieces(product: string, moves: readonly JsonObject[]): Piece[] {
  return inLots(moves, MOST_ENTRIES).map((lot) => ({
    mutation: 'productReorderMedia',
    args: { id: { type: 'ID!', value: product }, moves: { type: '[MoveInput!]!', value: lot } },
    select: 'job { id }',
    errors: 'mediaUserErrors',
    coded: true,
    cost: MUTATION_COST,
  }))
}
