import { texts } from '../../model/fields.ts'
import { isEmpty } from '../../model/json.ts'
import { isShared } from '../../model/members.ts'
import { removedAt } from '../../model/part-removal.ts'
import type { Write } from './write.ts'

/** What an update does to values that are there already. First fills are neither. */
export interface Rewriting {
  changes: boolean
  /** Fields that had a value and get none. */
  clears: number
  /** Parts that are taken away. */
  removes: number
}

const NOTHING: Rewriting = { changes: false, clears: 0, removes: 0 }

/** Counts only what is compared: values that merely go along with others, such as dates, are left out. */
export function rewritingOf({
  kind,
  action,
  before,
  after,
  baseline,
}: Pick<Write, 'kind' | 'action' | 'before' | 'after' | 'baseline'>): Rewriting {
  if (action !== 'update' || baseline === undefined) return NOTHING
  const compared = new Set(baseline.fields)
  let changes = false
  let clears = 0
  let removes = 0
  for (const path in after) {
    const [old, value] = [before?.[path], after[path]]
    if (isEmpty(old)) continue
    if (removedAt(path, { before, after, baseline })) removes += 1
    else if (path === kind.images?.gallery || (isShared(kind.field(path)) && !isEmpty(value)))
      changes ||= loses(texts(old), texts(value))
    else if (isEmpty(value)) clears += 1
    else changes ||= compared.has(path)
  }
  return { changes: changes || clears + removes > 0, clears, removes }
}

function loses(old: string[], value: string[]): boolean {
  const there = new Set(value)
  return old.some((entry) => !there.has(entry))
}
