import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { State } from '../../src/model/state.ts'
import { Connection } from '../../src/state/sqlite/connection.ts'
import { sqliteState, stateOf } from '../../src/state/sqlite/index.ts'

/** A folder that goes when the test is over. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sync-state-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A state database that is closed when the test is over. */
export function temporaryState(folder = temporaryFolder()): State {
  const state = sqliteState(folder)
  onTestFinished(() => state.close())
  return state
}

/** The same with the way to its database, for what no command can do to it. */
export function openedState(folder = temporaryFolder()) {
  const connection = new Connection(join(folder, 'state.db'), 0)
  const state = stateOf(connection)
  onTestFinished(() => state.close())
  return { state, database: connection.database }
}
