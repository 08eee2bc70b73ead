import { encodeBaseline } from '../baseline-value.ts'
import { BASELINE_FIELD } from '../names.ts'
import type { SeenProduct } from '../seen.ts'
import { baselineInput, clearPieces, setPieces } from './update-metafields.ts'
import type { WriteContext } from './write-context.ts'
import { compose } from './write-pieces.ts'

/** Times that it is tried: until then the product says of itself what is not true. */
const TRIES = 3

/** Puts back what the product said of itself before: what would have made it true was refused. */
export async function restoreMarks({ session, wants }: WriteContext, before: SeenProduct): Promise<void> {
  const { id, key } = before
  const former = before.baseline === null ? null : encodeBaseline(before.baseline)
  const absent = [...(former === null ? [BASELINE_FIELD] : []), ...(key === null ? [wants.keyMetafield] : [])]
  const pieces = [
    ...(former === null ? [] : setPieces([{ ownerId: id, ...baselineInput(former) }])),
    ...clearPieces(absent.map((name) => ({ ownerId: id, ...name }))),
  ]
  const { document, variables } = compose('RestoreProduct', pieces)
  for (let tried = 1; ; tried += 1) {
    try {
      await session.query(document, variables)
      return
    } catch (error) {
      if (tried === TRIES) throw error
    }
  }
}
