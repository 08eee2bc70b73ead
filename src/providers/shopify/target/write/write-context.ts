import { type Diagnostic, diagnostic } from '../../../../model/diagnostic.ts'
import type { KindTraits } from '../../../../model/kinds.ts'
import type { Applied } from '../../../../model/target.ts'
import type { Session } from '../../session.ts'
import type { Wants } from '../names.ts'
import type { ShopifyReads } from '../read/reads.ts'
import type { Places } from './write-places.ts'
import type { TypeOf } from './write-values.ts'

/** What writing has to read, and to say of what it wrote. */
export type WriteReads = Pick<ShopifyReads, 'seen' | 'direct' | 'keyExists' | 'look' | 'forget' | 'location'>

/** What one write needs. */
export interface WriteContext {
  session: Session
  wants: Wants
  reads: WriteReads
  places: Places
  typeOf: TypeOf
  /** What products and variants can hold. */
  product: KindTraits
  variant: KindTraits
  /** Points that one call may cost. */
  most: number
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
