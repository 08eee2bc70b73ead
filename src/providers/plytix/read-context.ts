import type { Clock } from '../../model/clock.ts'
import type { Want } from '../../model/live.ts'
import type { PlytixSettings } from './asked.ts'
import type { Session } from './client.ts'
import { type Columns, chooseColumns } from './columns.ts'
import type { Definitions } from './definitions.ts'
import type { OwnWrites } from './own-writes.ts'

/** What every read needs. */
export interface ReadContext {
  session: Session
  settings: PlytixSettings
  definitions: Definitions
  writes: OwnWrites
  clock: Clock
}

/** The columns that searches ask for. @throws ProviderError */
export async function columnsOf({ session, settings, definitions }: ReadContext, want: Want): Promise<Columns> {
  const [attributes, relationships] = await Promise.all([
    definitions.attributes(session),
    definitions.relationships(session),
  ])
  return chooseColumns(want, settings, { attributes, relationships })
}
