import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Command, type Interfaces, Parser } from '@oclif/core'
import { withOptionalRun } from '../../src/cli/apply-flags.ts'
import { SyncCommand } from '../../src/cli/base-command.ts'
import { ROOT } from './markdown.ts'

export type Commands = ReadonlyMap<string, typeof Command>

/** Every command by its name, `runs show` too. */
export async function loadCommands(): Promise<Commands> {
  const files = readdirSync(join(ROOT, 'src/commands'), { recursive: true, encoding: 'utf8' })
  const loaded = files
    .filter((file) => file.endsWith('.ts'))
    .map(async (file): Promise<[string, typeof Command]> => {
      const module = (await import(join(ROOT, 'src/commands', file))) as { default: typeof Command }
      return [file.replace(/(\/index)?\.ts$/, '').replace('/', ' '), module.default]
    })
  return new Map(await Promise.all(loaded))
}

/** The words of a line of a shell, without its comment. What stands in quotes is one word. */
export function wordsOf(line: string): string[] {
  const bare = line.replace(/\s#\s.*$/, '').trim()
  return [...bare.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
    ([, double, single, plain]) => double ?? single ?? plain ?? '',
  )
}

/** Parses what follows `sync` as the command itself does. @throws what its parser does not take */
export async function parseWords(words: string[], commands: Commands): Promise<void> {
  const two = words.slice(0, 2).join(' ')
  const name = commands.has(two) ? two : (words[0] ?? '')
  const command = commands.get(name)
  if (!command) throw new Error(`There is no command ${name}.`)
  const given = words.slice(name.split(' ').length)
  if (given.includes('--help') || given.includes('-h')) return
  const end = given.indexOf('--')
  const argv = withOptionalRun(end === -1 ? given : given.slice(0, end)).filter((word) => word !== '--json')
  const args = Object.fromEntries(
    Object.entries(command.args ?? {}).map(([key, arg]) => [key, { ...arg, ignoreStdin: true }]),
  )
  const flags = { ...SyncCommand.baseFlags, ...command.flags } as Interfaces.FlagInput
  await Parser.parse(argv, { args, flags, strict: command.strict !== false, '--': true })
}
