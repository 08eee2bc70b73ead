import { Flags } from '@oclif/core'
import type { Limits } from '../services/apply.ts'
import { parseDuration, parseFailures } from './duration.ts'
import { eventsFlag } from './events-flag.ts'
import { planFlags } from './plan-flags.ts'
import { readingFlags } from './plan-view.ts'

export const applyFlags = {
  ...planFlags,
  ...readingFlags,
  'auto-approve': Flags.boolean({ description: 'Do not ask.' }),
  approved: Flags.string({
    description: 'Plan again, and go on only when the plan is the one with this id; else say what differs.',
    helpValue: 'PLAN_ID',
  }),
  resume: Flags.boolean({
    description: 'Go on with a run that did not end: the one named after it, else the latest.',
    exclusive: ['retry-failed', 'approved', 'auto-approve'],
  }),
  'retry-failed': Flags.string({
    description: 'Try what failed in a run again, with what was skipped or left out because of it.',
    helpValue: 'RUN',
    exclusive: ['approved', 'auto-approve'],
  }),
  budget: Flags.integer({ description: 'At most so many calls, sign-ins apart.', min: 1, helpValue: 'N' }),
  'max-duration': Flags.string({ description: 'Stop after so long, such as 5h30m.', helpValue: 'DURATION' }),
  'max-failures': Flags.string({
    description: 'Accept so many failed, conflicting or skipped operations; one more ends the run.',
    helpValue: 'N|P%',
  }),
  concurrency: Flags.integer({
    description:
      'The most operations at once; unless told, as many as use the call windows at the latency of the target, or as it gathers.',
    min: 1,
    max: 64,
    helpValue: 'N',
  }),
  'lock-timeout': Flags.string({
    description: 'Wait so long for another run to end, such as 90s.',
    helpValue: 'DURATION',
  }),
  events: eventsFlag,
}

/** A flag of the parser's takes a value always or never; here it may: `--resume` or `--resume RUN` or `--resume=RUN`. */
export function withOptionalRun(words: string[]): string[] {
  return words.flatMap((word) => (word.startsWith('--resume=') ? ['--resume', word.slice('--resume='.length)] : [word]))
}

interface BoundFlags {
  budget?: number | undefined
  'max-duration'?: string | undefined
  'max-failures'?: string | undefined
  'lock-timeout'?: string | undefined
}

export interface Bounds {
  limits: Limits
  /** Milliseconds to wait for the lock. */
  timeout: number
}

/** @throws ConfigError for what is no duration, or no number of failures */
export function boundsOf(flags: BoundFlags): Bounds {
  const { budget, 'max-duration': duration, 'max-failures': failures, 'lock-timeout': timeout } = flags
  return {
    limits: {
      ...(budget === undefined ? {} : { budget }),
      ...(duration === undefined ? {} : { maxDuration: parseDuration(duration, 'max-duration') }),
      ...(failures === undefined ? {} : { maxFailures: parseFailures(failures) }),
    },
    timeout: timeout === undefined ? 0 : parseDuration(timeout, 'lock-timeout'),
  }
}
