import type { Hook } from '@oclif/core'
import { nearest } from '../../config/nearest.ts'
import { SyncError } from '../../model/errors.ts'

/** Names the nearest command instead of guessing and running it. */
const hook: Hook.CommandNotFound = async ({ id, config }) => {
  const name = id.replaceAll(':', ' ')
  const commands = config.commandIDs.map((command) => command.replaceAll(':', ' '))
  const known = commands.find((command) => name.startsWith(`${command} `))
  if (known !== undefined) {
    throw new SyncError(
      'usage',
      `"${config.bin} ${known}" does not take the argument "${name.slice(known.length + 1)}".`,
      {
        hints: [`"${config.bin} ${known} --help" shows what it takes.`],
      },
    )
  }
  const near = nearest(name, commands)
  throw new SyncError('usage', `There is no command "${name}".`, {
    hints: [
      ...(near === null ? [] : [`Did you mean "${config.bin} ${near}"?`]),
      `"${config.bin} --help" lists the commands.`,
    ],
  })
}

export default hook
