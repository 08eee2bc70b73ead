import { Args } from '@oclif/core'
import { SyncCommand } from '../../cli/base-command.ts'
import { runCommands } from '../../cli/run-commands.ts'
import { describeRun, type RunDetails } from '../../services/runs.ts'
import { renderRunDetails } from '../../ui/runs.ts'

export default class RunsShow extends SyncCommand<typeof RunsShow> {
  static override summary = 'Show a run: what became of every operation, and what failed.'
  static override description = 'Failures are shown with what to do, and with the command that tries them again.'

  static override examples = [
    '<%= config.bin %> runs show 20261121T030000Z-3f2a',
    '<%= config.bin %> runs show 20261121T030000Z-3f2a --json',
  ]

  static override args = { run: Args.string({ name: 'RUN', required: true, description: 'As "sync runs" lists it.' }) }

  async run(): Promise<RunDetails> {
    const { flags, args } = await this.input()
    const session = await this.session(flags)
    try {
      const commands = runCommands(this.config.bin, flags)
      const details = await describeRun(session.state, args.run, commands)
      this.print(renderRunDetails(details, commands.retry(details.run_id)))
      return details
    } finally {
      await session.close()
    }
  }
}
