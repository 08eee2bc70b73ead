import type { KindTraits } from '../../model/kinds.ts'
import type { Draft } from '../diff/draft.ts'
import { inOrder } from '../diff/order.ts'

/** What is made comes in the order of kinds; what is taken away in the other direction, from what refers to what is referred to. */
export function inUndoOrder(drafts: Draft[], kinds: readonly KindTraits[]): Draft[] {
  const removes = ({ kind, operation }: Draft) => operation.action === kind.verbs.remove
  return [
    ...inOrder(
      drafts.filter((draft) => !removes(draft)),
      kinds,
    ),
    ...inOrder(drafts.filter(removes), kinds.toReversed()),
  ]
}
