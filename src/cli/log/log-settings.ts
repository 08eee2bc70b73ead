import { ConfigError } from '../../model/errors.ts'
import { LOG_LEVELS, type LogLevel } from '../../model/log.ts'

export interface LogSettings {
  level: LogLevel
  /** `null`: standard error. */
  file: string | null
}

const LEVEL = 'SYNC_LOG'
const FILE = 'SYNC_LOG_FILE'

/** What the environment asks for; `null` when nothing is to be logged. @throws ConfigError for a level that there is none of */
export function logSettings(env: { [name: string]: string | undefined }): LogSettings | null {
  const asked = env[LEVEL]?.trim() ?? ''
  const file = env[FILE]?.trim() || null
  if (asked === '' && file === null) return null
  const level = asked === '' ? 'info' : LOG_LEVELS.find((known) => known === asked.toLowerCase())
  if (level !== undefined) return { level, file }
  throw new ConfigError('usage', `${LEVEL} is ${JSON.stringify(asked.slice(0, 40))}, which is no level.`, {
    hints: [`The levels are ${LOG_LEVELS.join(', ')}; trace also holds what was sent and answered.`],
  })
}
