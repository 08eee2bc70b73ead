import { nearest } from '../config/nearest.ts'
import { SyncError } from '../model/errors.ts'

interface Known {
  aliases?: string[]
}

/** What the parser throws for flags that a command does not take. */
interface NoSuchFlags extends Error {
  flags: string[]
  parse: { input: { flags: { [name: string]: Known } } }
}

/** The same error, or for unknown flags one that names those that were probably meant. @param command As it is typed. */
export function withNearFlags(error: Error, command: string): Error {
  if (!isAboutFlags(error)) return error
  const given = error.flags.map((flag) => flag.split('=')[0] ?? flag)
  const known = Object.entries(error.parse.input.flags).flatMap(([name, { aliases = [] }]) => [name, ...aliases])
  const near = given.flatMap((flag) => nearest(flag, known) ?? [])
  const noun = given.length === 1 ? 'flag' : 'flags'
  return new SyncError('usage', `"${command}" does not take the ${noun} ${given.join(', ')}.`, {
    hints: [
      ...(near.length === 0 ? [] : [`Did you mean ${near.map((name) => `--${name}`).join(', ')}?`]),
      `"${command} --help" shows what it takes.`,
    ],
  })
}

function isAboutFlags(error: Error): error is NoSuchFlags {
  const { flags, parse } = error as Partial<NoSuchFlags>
  return Array.isArray(flags) && typeof parse?.input?.flags === 'object'
}
