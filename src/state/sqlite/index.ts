import { dirname, join } from 'node:path'
import { SyncError } from '../../model/errors.ts'
import type { Condition, State } from '../../model/state.ts'
import { Connection } from './connection.ts'
import { checkContent } from './content.ts'
import { sqliteExports } from './exports.ts'
import { sqliteFindings } from './findings.ts'
import { SqliteJournal } from './journal.ts'
import { sqliteLock } from './lock.ts'
import { sqliteMemory } from './memory.ts'
import { guarded } from './problems.ts'
import { sqliteQuality } from './quality.ts'
import { sqliteQuota } from './quota.ts'
import { isMissing, replaceDatabase } from './rebuild.ts'
import { sqliteRemarks } from './remarks.ts'
import { sqliteRuns } from './runs.ts'

const WAIT_FOR_OTHERS = 5_000

/**
 * The state in `state.db` of a folder, both made when they are first used.
 * @param patience Milliseconds to wait for others who are writing.
 */
export function sqliteState(folder: string, patience = WAIT_FOR_OTHERS): State {
  return stateOf(new Connection(join(folder, 'state.db'), patience))
}

/** The state behind a connection, which is closed with it. */
export function stateOf(connection: Connection): State {
  const { file } = connection
  return {
    folder: dirname(file),
    runs: sqliteRuns(connection),
    lock: sqliteLock(connection),
    memory: sqliteMemory(connection),
    exports: sqliteExports(connection),
    remarks: sqliteRemarks(connection),
    findings: sqliteFindings(connection),
    quality: sqliteQuality(connection),
    quota: (clock) => sqliteQuota(connection, clock),
    journal: (options) => new SqliteJournal(connection, options),
    open: () => connection.read(() => void connection.database),
    condition: async () => conditionOf(connection),
    replace: async (findings, clock) => replaceDatabase(file, findings, clock),
    close: async () => connection.close(),
  }
}

/** @throws SyncError when the file is of another or a newer program, or out of reach */
function conditionOf({ file, patience }: Connection): Condition {
  if (isMissing(file)) return 'missing'
  const connection = new Connection(file, patience)
  try {
    guarded(file, () => checkContent(connection))
    return 'whole'
  } catch (error) {
    if (error instanceof SyncError && error.code === 'state-damaged') return 'damaged'
    throw error
  } finally {
    connection.close()
  }
}
