import { parseEnv } from 'node:util'
import { ConfigError } from '../model/errors.ts'
import { readText } from './read-text.ts'

/** The variables of the workspace's `.env`; none when there is no such file. @throws ConfigError */
export function readDotEnv(root: string): { [name: string]: string | undefined } {
  const file = readText(root, '.env')
  if (file.ok) return parseEnv(file.text)
  if (file.missing) return {}
  throw new ConfigError('config', `The workspace's .env cannot be used: ${file.problem.message}.`, {
    hints: file.problem.hint ? [file.problem.hint] : [],
  })
}
