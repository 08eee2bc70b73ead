import { userErrorsOf } from '../user-errors.ts'
import { missing } from './places-of.ts'
import type { Rejected, WriteContext } from './write-context.ts'
import { answersOf, compose, MUTATION_COST, type Piece } from './write-pieces.ts'
import { isUnclear, refused } from './write-refusal.ts'

interface Publishing {
  /** gid of the product. */
  id: string
  /** Names, or gids, of publications. */
  publish: readonly string[]
}

const SENT = 3

/** Puts a product that has just been made onto publications; `null`: it is there. To do it twice is to do it once. */
export async function publishProduct(context: WriteContext, { id, publish }: Publishing): Promise<Rejected | null> {
  const ids: string[] = []
  for (const name of publish) {
    const found = await publicationId(context, name)
    if (found === null) return missing(context, `publication "${name}"`)
    ids.push(found)
  }
  const pieces = [publishPiece('publishablePublish', id, ids)]
  const { document, variables } = compose('PublishProduct', pieces)
  for (let sent = 1; ; sent += 1) {
    try {
      const [answer] = answersOf(pieces, await context.session.query(document, variables))
      const errors = answer?.errors ?? userErrorsOf(null)
      return errors.length === 0 ? null : refused(context, 'to publish the product', errors)
    } catch (error) {
      if (!isUnclear(error) || sent === SENT) throw error
    }
  }
}

export async function publicationId({ session, places }: WriteContext, name: string): Promise<string | null> {
  return name.startsWith('gid://') ? name : places.publication(session, name)
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
