import type { Check } from '../../model/check.ts'

/** What belongs together, such as one system. */
export interface Group {
  /** Names of checks begin with it. */
  id: string
  /** For people. */
  title: string
  checks(signal: AbortSignal): AsyncIterable<Check>
}
