import { SyncCommand } from '../../cli/base-command.ts'
import { runCommands } from '../../cli/run-commands.ts'
import { type RunSummary, summariseRuns } from '../../services/runs.ts'
import { renderRuns } from '../../ui/runs.ts'

export default class Runs extends SyncCommand<typeof Runs> {
  static override summary = 'List what was applied, when, and with what result.'
  static override description =
    'Oldest first. The counts come from the journal, so that they also hold for a run that was cut off.'

  static override examples = ['<%= config.bin %> runs', '<%= config.bin %> runs --json']

  async run(): Promise<{ runs: RunSummary[] }> {
    const { flags } = await this.input()
    const session = await this.session(flags)
    try {
      const runs = await summariseRuns(session.state, runCommands(this.config.bin, flags))
      this.print(renderRuns(runs))
      return { runs }
    } finally {
      await session.close()
    }
  }
}
