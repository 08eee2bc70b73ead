import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { openState, type State } from '../../src/state/database.ts'

/** A folder that goes when the test is over. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sync-state-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A state database that is closed when the test is over. */
export function temporaryState(folder = temporaryFolder()): State {
  const state = openState(folder)
  onTestFinished(() => {
    if (state.database.isOpen) state.close()
  })
  return state
}
