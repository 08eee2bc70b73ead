import type { JsonObject } from '../../../../model/json.ts'
import { publishPiece } from './publish.ts'
import { inLots, MOST_ENTRIES } from './write-lots.ts'
import { MUTATION_COST, type Piece } from './write-pieces.ts'

export interface SetChange {
  add: string[]
  remove: string[]
}

interface Members {
  /** All that is to be in the set, as the change knows it. */
  wanted: readonly string[]
  /** What was in it when the change was made. */
  before: readonly string[]
  /** What is in it. */
  now: readonly string[]
}

/** Taken out is only what stood there when the change was made: what others put in since is none of it. */
export function setChange({ wanted, before, now }: Members, same: (member: string) => string = plain): SetChange {
  const [kept, there] = [wanted, now].map((members) => new Set(members.map(same)))
  return {
    add: wanted.filter((member) => !there?.has(same(member))),
    remove: before.filter((member) => !kept?.has(same(member)) && there?.has(same(member))),
  }
}

const plain = (member: string): string => member

/** Single ones, so that those of others stay whatever they do meanwhile. */
export function tagPieces(id: string, { add, remove }: SetChange): Piece[] {
  return [...tagPiece('tagsRemove', id, remove), ...tagPiece('tagsAdd', id, add)]
}

function tagPiece(mutation: string, id: string, tags: readonly string[]): Piece[] {
  return inLots(tags, MOST_ENTRIES).map((lot) => ({
    mutation,
    args: { id: { type: 'ID!', value: id }, tags: { type: '[String!]!', value: lot } },
    coded: false,
    cost: MUTATION_COST,
  }))
}

/** Both by gids. */
export function publicationPieces(id: string, { add, remove }: SetChange): Piece[] {
  return [
    ...(remove.length > 0 ? [publishPiece('publishableUnpublish', id, remove)] : []),
    ...(add.length > 0 ? [publishPiece('publishablePublish', id, add)] : []),
  ]
}

/** Both by gids, as fields of `productUpdate`. */
export function collectionInput({ add, remove }: SetChange): JsonObject {
  return {
    ...(add.length > 0 ? { collectionsToJoin: add } : {}),
    ...(remove.length > 0 ? { collectionsToLeave: remove } : {}),
  }
}
