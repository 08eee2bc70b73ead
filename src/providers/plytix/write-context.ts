import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts'
import type { Applied } from '../../model/target.ts'
import type { Session } from './client.ts'
import type { Definitions } from './definitions.ts'
import type { OwnWrites } from './own-writes.ts'

/** What one write needs. */
export interface WriteContext {
  session: Session
  definitions: Definitions
  writes: OwnWrites
  /** What this account turned out to do, for the rest of the run. */
  account: { galleriesByLink: boolean }
  /** What the outcome should tell beside itself. */
  notes: Diagnostic[]
}

export function applied({ notes, writes }: WriteContext, id: string, modified?: string): Applied {
  writes.note(id, modified)
  return { outcome: 'applied', id, notes, ...(modified === undefined ? {} : { modified }) }
}

export function already({ notes }: WriteContext, id: string): Applied {
  return { outcome: 'already', id, notes }
}

export function conflict(message: string, hint: string): Applied {
  return { outcome: 'conflict', message, hint }
}

export function note({ notes }: WriteContext, said: Pick<Diagnostic, 'severity' | 'code' | 'message'>): void {
  notes.push(diagnostic(said))
}
