import { type Logger, pino } from 'pino'
import { safeJson } from '../../model/json.ts'
import type { Log, LogFields, LogLevel } from '../../model/log.ts'
import type { Secrets } from '../../model/secrets.ts'
import { redact } from '../../net/redact.ts'

interface PinoOptions {
  level: LogLevel
  secrets: Secrets
  write: (line: string) => void
}

/** One JSON object a line: level, time, what is bound, component, event, and the fields of the event. */
export function pinoLog({ level, secrets, write }: PinoOptions): Log {
  const bound: { [name: string]: unknown } = {}
  const logger = pino(
    {
      level,
      base: null,
      messageKey: 'event',
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      mixin: () => ({ ...bound }),
    },
    { write: (line: string) => write(`${safeJson(line.trimEnd())}\n`) },
  )
  const clean = (fields: LogFields): object => redact(fields, secrets) as object
  const logOf = (part: Logger): Log => ({
    write: (at, event, fields = {}) => {
      if (part.isLevelEnabled(at)) part[at](clean(fields), event)
    },
    keeps: (at) => part.isLevelEnabled(at),
    part: (component) => logOf(part.child({ component })),
    bind: (fields) => void Object.assign(bound, clean(fields)),
  })
  return logOf(logger)
}
