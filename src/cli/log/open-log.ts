import { type Log, SILENT } from '../../model/log.ts'
import type { Secrets } from '../../model/secrets.ts'
import { logFile } from './log-file.ts'
import { logSettings } from './log-settings.ts'
import { untilItFails } from './until-it-fails.ts'

export interface LogOptions {
  env: { [name: string]: string | undefined }
  secrets: Secrets
  /** Told once when the log can be written no more. */
  onProblem: (message: string) => void
}

/**
 * The log that the environment asks for; a program that nobody listens to loads nothing for it.
 * @throws ConfigError for a level that does not exist, and a file that cannot be written
 */
export async function openLog({ env, secrets, onProblem }: LogOptions): Promise<Log> {
  const settings = logSettings(env)
  if (settings === null) return SILENT
  const { level, file } = settings
  const place = file ?? 'standard error'
  const write = file === null ? (text: string) => void process.stderr.write(text) : logFile(file)
  const { pinoLog } = await import('./pino-log.ts')
  return pinoLog({ level, secrets, write: untilItFails(write, place, onProblem) })
}
