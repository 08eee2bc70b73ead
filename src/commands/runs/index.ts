import { Flags } from '@oclif/core'
import { SyncCommand } from '../../cli/base-command.ts'
import { prepareReport, writeReport } from '../../cli/report.ts'
import { reportFlags } from '../../cli/report-flags.ts'
import { runCommands } from '../../cli/run-commands.ts'
import { RUN_FORMATS, runForms } from '../../cli/run-view.ts'
import { type RunSummary, summariseRuns } from '../../services/runs.ts'
import { reviewRuns } from '../../ui/runs.ts'

export default class Runs extends SyncCommand<typeof Runs> {
  static override summary = 'List what was applied, when, and with what result.'
  static override description =
    'Oldest first. The counts come from the journal, so that they also hold for a run that was cut off.'

  static override examples = [
    '<%= config.bin %> runs',
    '<%= config.bin %> runs --limit 10',
    '<%= config.bin %> runs --format markdown',
    '<%= config.bin %> runs --json',
  ]

  static override flags = {
    ...reportFlags(RUN_FORMATS),
    limit: Flags.integer({ description: 'Show at most so many runs, the latest.', min: 1, helpValue: 'N' }),
  }

  async run(): Promise<{ runs: RunSummary[] }> {
    const { flags } = await this.input()
    prepareReport(flags)
    const session = await this.session(flags)
    try {
      const all = await summariseRuns(session.state, runCommands(this.config.bin, flags))
      const runs = flags.limit === undefined ? all : all.slice(-flags.limit)
      const about = { what: 'runs', scope: session.workspace.settings.scope }
      const shown = { report: reviewRuns(runs), document: { runs }, about, elsewhere: 'sync runs' }
      const pieces = await writeReport(flags.report, runForms(shown, flags)[flags.format])
      if (!this.jsonEnabled()) await this.stream(pieces)
      return { runs }
    } finally {
      await session.close()
    }
  }
}
