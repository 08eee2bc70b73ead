import { type Diagnostic, diagnostic } from '../../../model/diagnostic.ts'
import type { LiveResource } from '../../../model/live.ts'
import type { Applied, Change } from '../../../model/target.ts'
import type { Session } from '../session.ts'
import type { Wants } from './names.ts'
import type { Seen, SeenProduct } from './seen.ts'
import type { Places } from './write-places.ts'
import type { TypeOf } from './write-values.ts'

/** What writing has to read. All of it may be asked for by any session. */
export interface Lookups {
  /** The product of a change as it is now, with what the change writes; `null`: there is none of its id. @throws ShopifyError, NoMoreCalls */
  product(session: Session, change: Change & { id: string }): Promise<SeenProduct | null>
  /** Whether a product has that key, as far as is known shortly before it is made. */
  hasKey(session: Session, key: string): Promise<boolean>
  /** All that a product holds, as a read shows it; `null`: there is none of that key and id. */
  whole(session: Session, named: { key: string; id: string }): Promise<LiveResource | null>
}

/** What one write needs. */
export interface WriteContext {
  session: Session
  wants: Wants
  seen: Seen
  lookups: Lookups
  places: Places
  typeOf: TypeOf
  /** What the outcome should tell beside itself. */
  notes: Diagnostic[]
}

export type Rejected = Extract<Applied, { outcome: 'rejected' }>

export function applied({ notes }: Pick<WriteContext, 'notes'>, id: string): Applied {
  return { outcome: 'applied', id, notes }
}

export function already({ notes }: Pick<WriteContext, 'notes'>, id: string): Applied {
  return { outcome: 'already', id, notes }
}

export function conflict(message: string, hint = 'Look at it in Shopify, and plan again.'): Applied {
  return { outcome: 'conflict', message, hint }
}

export function note({ notes }: WriteContext, said: Pick<Diagnostic, 'severity' | 'code' | 'message'>): void {
  notes.push(diagnostic(said))
}
