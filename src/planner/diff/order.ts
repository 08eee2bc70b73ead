import type { Diagnostic } from '../../model/diagnostic.ts'
import type { KindTraits } from '../../model/kinds.ts'
import type { Address } from '../../model/plan.ts'
import type { Draft } from './draft.ts'

/** In the order in which they are made; then what is removed, the other way round: relations before what they relate. */
export function inOrder(drafts: Draft[], kinds: readonly KindTraits[]): Draft[] {
  const [made = [], removed = []] = [false, true].map((removes) =>
    drafts.filter(({ kind, operation }) => (operation.action === kind.verbs.remove) === removes),
  )
  return [...ofKinds(made, kinds), ...ofKinds(removed, kinds.toReversed())]
}

/** By kind, then by address and action: most of what is sorted is in order already. */
function ofKinds(drafts: Draft[], kinds: readonly KindTraits[]): Draft[] {
  const byKind = Map.groupBy(drafts, ({ kind }) => kind.name)
  return kinds.flatMap(({ name }) =>
    (byKind.get(name) ?? []).sort(
      ({ operation: a }, { operation: b }) => compare(a.address, b.address) || compare(a.id, b.id),
    ),
  )
}

/** The same order, but nothing before what it waits for. */
export function afterWhatTheyWaitFor(drafts: readonly Draft[]): Draft[] {
  const byId = new Map(drafts.map((draft) => [draft.operation.id, draft]))
  const order = new Set<Draft>()
  const put = (draft: Draft): void => {
    if (order.has(draft)) return
    for (const id of draft.operation.depends_on) {
      const first = byId.get(id)
      if (first) put(first)
    }
    order.add(draft)
  }
  for (const draft of drafts) put(draft)
  return [...order]
}

interface Placed {
  address: Address
  id: string
}

/** The same order for lists of findings. */
export function byKind(kinds: readonly KindTraits[]): (a: Placed, b: Placed) => number {
  const ranks = new Map(kinds.map(({ name }, index) => [name, index]))
  const rank = (address: Address) => ranks.get(address.slice(0, address.indexOf('.'))) ?? kinds.length
  return (a, b) => rank(a.address) - rank(b.address) || compare(a.address, b.address) || compare(a.id, b.id)
}

export function byText(a: Diagnostic, b: Diagnostic): number {
  return (
    compare(a.severity, b.severity) ||
    compare(a.code, b.code) ||
    compare(a.address ?? '', b.address ?? '') ||
    compare(a.message, b.message)
  )
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
