import type { Hook } from '@oclif/core'

/**
 * The parser fills a missing argument from standard input. What stands there belongs to somebody else (the list that a
 * shell loop reads, say), and a file name that is piped in would be taken for an approval.
 */
const hook: Hook.Prerun = async ({ Command }) => {
  for (const arg of Object.values(Command.args ?? {})) arg.ignoreStdin = true
}

export default hook
