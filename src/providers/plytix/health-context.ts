import { asRefusal } from '../../model/check.ts'
import type { SyncError } from '../../model/errors.ts'
import type { Http } from '../../net/http.ts'
import type { Skew } from '../../net/skew.ts'
import type { Allowance } from './allowance.ts'
import type { Auth, AuthSession } from './auth.ts'
import type { Client, Session } from './client.ts'
import type { PimWorkspace } from './pim-workspace.ts'
import type { ReadContext } from './read-context.ts'

/** The parts of a target that can be looked at. */
export interface HealthContext {
  workspace: PimWorkspace
  http: Http
  apiUrl: string
  skew: Skew
  auth: Auth
  allowance: Allowance
  client: Client
  accountOf(session: AuthSession): string
  reading(session: Session): ReadContext
  /** What an error means when Plytix was never there. */
  explain(error: unknown): unknown
}

/** What was asked for, or why it is refused. @throws what is no refusal, and the signal's reason */
export async function attempt<T>(
  work: Promise<T>,
  { explain }: Pick<HealthContext, 'explain'>,
  signal: AbortSignal,
): Promise<{ value: T } | { refusal: SyncError }> {
  try {
    return { value: await work }
  } catch (error) {
    return { refusal: asRefusal(explain(error), signal) }
  }
}
