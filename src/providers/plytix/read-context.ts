import type { Clock } from '../../model/clock.ts'
import type { EarlierReads } from '../../model/earlier.ts'
import type { Want } from '../../model/live.ts'
import type { Log } from '../../model/log.ts'
import type { PlytixSettings } from './asked.ts'
import type { Session } from './client.ts'
import { type Columns, chooseColumns } from './columns.ts'
import type { Definitions } from './definitions.ts'
import type { OwnWrites } from './own-writes.ts'
import type { ReadingSettings } from './trust.ts'

/** What every read needs. */
export interface ReadContext {
  session: Session
  settings: PlytixSettings
  definitions: Definitions
  writes: OwnWrites
  clock: Clock
  log: Log
  /** What is known from earlier, and how far it is to be used. */
  earlier: Earlier
}

export interface Earlier {
  settings: ReadingSettings
  reads: EarlierReads
  /** Signs in where nobody has. @throws ProviderError */
  account(signal: AbortSignal): Promise<string>
  /** Milliseconds by Plytix's clock; `null` when no answer told its time. */
  time(): number | null
}

/** The columns that searches ask for. @throws ProviderError */
export async function columnsOf({ session, settings, definitions }: ReadContext, want: Want): Promise<Columns> {
  const [attributes, relationships] = await Promise.all([
    definitions.attributes(session),
    definitions.relationships(session),
  ])
  return chooseColumns(want, settings, { attributes, relationships })
}
