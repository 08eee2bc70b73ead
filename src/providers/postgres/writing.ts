import type { Session } from '../../database/database.ts'
import type { Fields } from '../../model/fields.ts'
import type { KindTraits } from '../../model/kinds.ts'
import type { Applied, Change } from '../../model/target.ts'
import { sameValue } from '../../model/values.ts'
import { BASELINE, RAW } from './names.ts'

/** The transaction that some changes of one kind and one action are written in. */
export interface Writing {
  session: Session
  /** Whose rows. */
  organisation: string
  kind: KindTraits
}

/** What became of the changes of one transaction, in their order. */
export interface Written {
  answers: Applied[]
  /** The id of the last row of the history that it wrote; `null`: nothing was written. */
  proof: string | null
}

export const applied = (id: string): Applied => ({ outcome: 'applied', id, notes: [] })
export const already = (id: string): Applied => ({ outcome: 'already', id, notes: [] })

export function conflict(message: string): Applied {
  return { outcome: 'conflict', message, hint: 'Look at the row in the database, and plan again.' }
}

export function gone({ kind, key }: Change): Applied {
  const message = `There is no ${kind} ${key} any more.`
  const hint = 'Plan again: it is made anew.'
  return { outcome: 'rejected', status: 404, code: 'row-gone', message, hint, attempts: 1 }
}

export function refused(code: string, message: string, hint: string): Applied {
  return { outcome: 'rejected', status: 422, code, message, hint, attempts: 1 }
}

/** Fields that a row holds otherwise than they are wanted; what is kept beside the row is not compared. */
export function differing(kind: KindTraits, there: Fields, wanted: Fields): string[] {
  return Object.keys(wanted).filter(
    (path) => path !== RAW && !sameValue(kind.field(path).holds, there[path], wanted[path]),
  )
}

/** The fields without what was last written, which names its run. */
export function values({ [BASELINE]: _, ...fields }: Fields): Fields {
  return fields
}

/** Ids as the database has them; others belong to nothing. */
export const isId = (id: string | null): id is string => id !== null && /^\d{1,18}$/.test(id)
