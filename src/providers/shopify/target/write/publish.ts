import type { Rejected, WriteContext } from './write-context.ts'
import { answersOf, compose, MUTATION_COST, type Piece } from './write-pieces.ts'
import { isUnclear, refused } from './write-refusal.ts'

interface Publishing {
  /** gid of the product. */
  id: string
  /** gids of publications. */
  publications: readonly string[]
}

/** Times that it is sent whose answer is lost: to do it twice is to do it once. */
const SENT = 3

/** Puts a product that has just been made onto publications; `null`: it is there. */
export async function publishProduct(
  context: WriteContext,
  { id, publications }: Publishing,
): Promise<Rejected | null> {
  const pieces = [publishPiece('publishablePublish', id, publications)]
  const { document, variables } = compose('PublishProduct', pieces)
  for (let sent = 1; ; sent += 1) {
    try {
      const errors = answersOf(pieces, await context.session.query(document, variables)).flatMap((one) => one.errors)
      return errors.length === 0 ? null : refused(context, 'to publish the product', errors)
    } catch (error) {
      if (!isUnclear(error) || sent === SENT) throw error
    }
  }
}

export function publishPiece(
  mutation: 'publishablePublish' | 'publishableUnpublish',
  id: string,
  publications: readonly string[],
): Piece {
  return {
    mutation,
    args: {
      id: { type: 'ID!', value: id },
      input: { type: '[PublicationInput!]!', value: publications.map((publicationId) => ({ publicationId })) },
    },
    coded: false,
    cost: MUTATION_COST,
  }
}
