import type { Draft } from '../diff/draft.ts'
import { addressMatcher } from '../guard/patterns.ts'
import type { UndoContext } from './context.ts'
import type { Deed } from './deeds.ts'

/**
 * What is asked for, by addresses or by the ids of the operations that were carried out. Deleted pictures are looked at in
 * any case: what is made again may need them.
 */
export function chosenDeeds({ deeds, input }: UndoContext): Deed[] {
  const { addresses, exclude } = input.selection
  const named = addressMatcher(addresses)
  const out = addressMatcher(exclude)
  return deeds.filter((deed) => {
    const { id, address } = deed.operation
    if (isPictureDelete(deed)) return true
    return (addresses.length === 0 || named(address) || named(id)) && !out(address) && !out(id)
  })
}

function isPictureDelete({ kind, operation }: Deed): boolean {
  return kind.madeOf === 'image' && operation.action === kind.verbs.remove
}

/** With addresses chosen, pictures come back only for what needs them. */
export function withoutUnneeded(drafts: Draft[], { input }: UndoContext): Draft[] {
  const { addresses } = input.selection
  if (addresses.length === 0) return drafts
  const named = addressMatcher(addresses)
  const needed = new Set(drafts.flatMap(({ operation }) => operation.depends_on))
  return drafts.filter(({ kind, operation: { id, address, action } }) => {
    if (kind.madeOf !== 'image' || action !== kind.verbs.create) return true
    return needed.has(id) || named(address) || named(id)
  })
}
