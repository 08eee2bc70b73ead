import type { Diagnostic } from '../model/diagnostic.ts'
import type { LiveResource } from '../model/live.ts'
import type { Address, Operation } from '../model/plan.ts'
import type { CheckContext } from './check.ts'
import type { ApplyOptions } from './options.ts'
import type { ResolveContext } from './resolution.ts'
import type { Rows } from './rows.ts'

/** What the operations of one run share. */
export interface Execution {
  options: Pick<
    ApplyOptions,
    'target' | 'want' | 'journal' | 'clock' | 'emit' | 'signal' | 'runId' | 'unfinished' | 'writtenBefore'
  >
  check: CheckContext
  stamp: ResolveContext['stamp']
  rows: Rows
  /** By address: what creates whose answers were lost have made. */
  made: Map<Address, LiveResource>
  notes: Diagnostic[]
}

/** An operation that is repeated says the same as the first time: the day is that of its intent. */
export function contextOf({ id }: Operation, { options, check: { traits }, stamp }: Repeating) {
  const since = options.unfinished?.intents.get(id) ?? new Date(options.clock.now()).toISOString()
  return { traits, today: since.slice(0, 10), stamp }
}

interface Repeating {
  options: Pick<ApplyOptions, 'clock' | 'unfinished'>
  check: CheckContext
  stamp: ResolveContext['stamp']
}
