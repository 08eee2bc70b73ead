/** From the most talkative to the quietest. */
export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

/** Lines of calls: whoever counts and keeps calls hears them, whatever level is written. */
export const HTTP_CALL = 'http.call'
export const STATEMENT = 'statement.run'

/** What a line says besides time, level and event: plain values, by name. */
export interface LogFields {
  readonly [name: string]: unknown
}

/** Where a program tells what it does, for whoever looks for a cause later. It never fails, and never keeps a secret. */
export interface Log {
  write(level: LogLevel, event: string, fields?: LogFields): void
  /** False: nobody hears lines of this level, so that nothing needs to be made for them. */
  keeps(level: LogLevel): boolean
  /** The same log for one part of the program. */
  part(component: string): Log
  /** From now on these stand on every line of every part. */
  bind(fields: LogFields): void
}

/** Nobody listens. */
export const SILENT: Log = {
  write: () => undefined,
  keeps: () => false,
  part: () => SILENT,
  bind: () => undefined,
}
