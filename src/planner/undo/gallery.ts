import { texts } from '../../model/fields.ts'
import type { UndoContext } from './context.ts'
import type { FieldOf, Reversal } from './fields.ts'

/**
 * A gallery as it was: our own pictures in their places, what people added meanwhile behind them. Where they took out or
 * moved one of ours it is theirs now.
 */
export function reverseGallery({ deed, path, live: fields }: FieldOf, { ids }: UndoContext): Reversal {
  const field = deed.kind.field(path)
  const [before, after] = [deed.before[path], deed.after[path]].map((value) => texts(ids.stored(field, value)))
  const live = texts(fields[path])
  if (isSame(live, before ?? [])) return { is: 'back' }
  const wrote = new Set(after)
  if (!isSame(ownIn(live, deed, ids), ownIn(after ?? [], deed, ids))) {
    return { is: 'moved', live, written: after ?? [], value: before ?? [] }
  }
  const shown = new Set(live)
  const returning = (before ?? []).filter((id) => shown.has(id) || !wrote.has(id))
  const known = new Set(before)
  const foreign = live.filter((id) => !wrote.has(id) && !known.has(id))
  const value = [...returning, ...foreign]
  return isSame(live, value) ? { is: 'back' } : { is: 'put', live, value }
}

/** Our own of a list of ids, in its order: what the baseline of the write names, else all that the write put there. */
function ownIn(list: string[], { operation, after, kind }: FieldOf['deed'], ids: UndoContext['ids']): string[] {
  const named = operation.baseline?.images?.map(({ asset }) => asset) ?? texts(after[kind.images?.gallery ?? ''])
  const own = new Set(named.flatMap((address) => ids.find(address) ?? []))
  return list.filter((id) => own.has(id))
}

function isSame(a: string[], b: string[]): boolean {
  return a.length === b.length && a.every((id, index) => id === b[index])
}
