import type { Clock } from '../model/clock.ts'
import { SyncError } from '../model/errors.ts'

const RUN_ID = /^\d{8}T\d{6}Z-[0-9a-f]{4}$/

/** A run id such as `20261121T030000Z-3f2a`; `random` gives numbers from 0 up to 1. */
export function createRunId(clock: Clock, random: () => number): string {
  const time = new Date(clock.now()).toISOString().slice(0, 19).replace(/[-:]/g, '')
  const suffix = Math.floor(random() * 0x10000).toString(16)
  return `${time}Z-${suffix.padStart(4, '0')}`
}

export function isRunId(text: string): boolean {
  return RUN_ID.test(text)
}

/** The text, once it is known to be a run id and so harmless in a path. @throws SyncError */
export function checkRunId(text: string): string {
  if (isRunId(text)) return text
  throw new SyncError('run-id', `"${text.slice(0, 60)}" is not a run id.`, {
    hints: ['Run ids look like 20261121T030000Z-3f2a; `sync runs` lists them.'],
  })
}
