import { statSync } from 'node:fs'
import { ConfigError } from '../model/errors.ts'

/** A pipe or a device would be waited for, or never end. What is not there is left to whoever reads it. @throws ConfigError */
export function refuseNoFile(path: string, code: string): void {
  const stats = statSync(path, { throwIfNoEntry: false })
  if (stats === undefined || stats.isFile()) return
  throw new ConfigError(code, `${path} is no regular file.`, { hints: ['Write it to a file first, and name that.'] })
}

/** False for what is not there, and for anything that could be waited for. */
export function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true
}

/** Where JSON breaks off, for the end of a sentence; the parser's own message quotes the text, which may be a secret. */
export function jsonPlace(error: unknown): string {
  const place = /line (\d+) column (\d+)/.exec(error instanceof Error ? error.message : '')
  return place === null ? '' : ` (line ${place[1]}, column ${place[2]})`
}
