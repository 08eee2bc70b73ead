import { Args } from '@oclif/core'
import { SyncCommand } from '../../cli/base-command.ts'
import { prepareReport, writeReport } from '../../cli/report.ts'
import { reportFlags } from '../../cli/report-flags.ts'
import { runCommands } from '../../cli/run-commands.ts'
import { oneRun, RUN_FORMATS, runForms } from '../../cli/run-view.ts'
import { describeRun, type RunDetails } from '../../services/runs.ts'

export default class RunsShow extends SyncCommand<typeof RunsShow> {
  static override summary = 'Show a run: what became of every operation, and what failed.'
  static override description = 'Failures are shown with what to do, and with the command that tries them again.'

  static override examples = [
    '<%= config.bin %> runs show 20261121T030000Z-3f2a',
    '<%= config.bin %> runs show 20261121T030000Z-3f2a --format markdown',
    '<%= config.bin %> runs show 20261121T030000Z-3f2a --json',
  ]

  static override flags = reportFlags(RUN_FORMATS)

  static override args = { run: Args.string({ name: 'RUN', required: true, description: 'As "sync runs" lists it.' }) }

  async run(): Promise<RunDetails> {
    const { flags, args } = await this.input()
    prepareReport(flags)
    const session = await this.session(flags)
    try {
      const commands = runCommands(this.config.bin, flags)
      const details = await describeRun(session.state, args.run, commands)
      const shown = oneRun(details, session.workspace.settings.scope, commands)
      const pieces = await writeReport(flags.report, runForms(shown, flags)[flags.format])
      if (!this.jsonEnabled()) await this.stream(pieces)
      return details
    } finally {
      await session.close()
    }
  }
}
