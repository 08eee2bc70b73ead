import { createInterface } from 'node:readline/promises'
import { SyncError } from '../model/errors.ts'

/** Asks on the terminal; only the whole word is a yes. @throws SyncError for any other answer */
export async function approve(signal: AbortSignal): Promise<void> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  try {
    const answer = await terminal.question('Apply this plan? Only "yes" is taken as approval: ', { signal })
    if (answer.trim() !== 'yes') throw new SyncError('not-approved', 'Not approved; nothing was written.')
  } finally {
    terminal.close()
  }
}
