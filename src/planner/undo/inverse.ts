import type { UndoContext } from './context.ts'
import { undoCreate } from './created.ts'
import type { Deed } from './deeds.ts'
import { isLinking } from './pairs.ts'
import { undoPictureDelete, undoUploads } from './pictures.ts'
import { linkAgain, pairsOf, undoLink } from './relations.ts'
import { undoDelete } from './restored.ts'
import { undoUpdate } from './update.ts'

/**
 * The inverse of each operation: first what becomes of resources, then of relations, which go and come with them, and at
 * last of pictures, which go when nothing shows them any more. Definitions are never undone.
 */
export function undoAll(deeds: readonly Deed[], context: UndoContext): void {
  const { main } = context
  const isRemoval = ({ operation, kind }: Deed): boolean => operation.action === kind.verbs.remove
  const pictures = deeds.filter(({ kind }) => kind.madeOf === 'image')
  const relations = deeds.filter(({ kind }) => kind.owner !== undefined)
  const resources = deeds.filter(({ kind }) => kind.name === main.name)
  for (const deed of pictures.filter(isRemoval)) undoPictureDelete(deed, context)
  const returning = resources.filter(isRemoval).flatMap((deed) => undoDelete(deed, context))
  for (const deed of resources) {
    if (isRemoval(deed)) continue
    if (deed.operation.before === null) undoCreate(deed, context)
    else undoUpdate(deed, context)
  }
  for (const deed of relations.filter(isLinking)) undoLink(deed, context)
  linkAgain([...returning, ...relations.flatMap(pairsOf)], context)
  undoUploads(
    pictures.filter((deed) => !isRemoval(deed)),
    context,
  )
}
