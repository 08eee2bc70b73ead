import { Args, Flags } from '@oclif/core'
import { SyncCommand } from '../../cli/base-command.ts'
import { prepareReport, writeReport } from '../../cli/report.ts'
import { reportFlags } from '../../cli/report-flags.ts'
import { RUN_FORMATS, runForms } from '../../cli/run-view.ts'
import { callsOf, type KeptCalls, listCalls } from '../../services/calls/kept.ts'
import { reviewCalls, reviewKept } from '../../ui/calls.ts'

export default class RunsCalls extends SyncCommand<typeof RunsCalls> {
  static override summary = 'Show every call that a run or a command made: endpoint, status, time, attempt.'
  static override description =
    `Calls of runs are kept as long as the run, those of the newest eight other commands beside them; statements of a
database count as calls of it. Without RUN it lists what is kept.`

  static override examples = [
    '<%= config.bin %> runs calls',
    '<%= config.bin %> runs calls latest',
    '<%= config.bin %> runs calls latest --system PROVIDER',
    '<%= config.bin %> runs calls 20261121T030000Z-3f2a --json',
  ]

  static override args = {
    run: Args.string({
      name: 'RUN',
      description: 'As "sync runs" or "sync runs calls" lists it; latest: the newest that asked the system.',
    }),
  }

  static override flags = {
    system: Flags.string({ description: 'Only calls of this system, as sync.yaml names it.', helpValue: 'NAME' }),
    limit: Flags.integer({ description: 'Show at most so many calls, the latest.', min: 1, helpValue: 'N' }),
    ...reportFlags(RUN_FORMATS),
  }

  async run(): Promise<KeptCalls | { calls: Omit<KeptCalls, 'calls'>[] }> {
    const { flags, args } = await this.input()
    prepareReport(flags)
    const session = await this.session(flags, { stateless: true })
    try {
      const { report, document } = this.shown(session.folder, args.run, flags)
      const about = { what: 'calls', scope: session.workspace.settings.scope }
      const shown = { report, document, about, elsewhere: `sync runs calls ${args.run ?? ''}`.trim() }
      const pieces = await writeReport(flags.report, runForms(shown, flags)[flags.format])
      if (!this.jsonEnabled()) await this.stream(pieces)
      return document
    } finally {
      await session.close()
    }
  }

  private shown(
    folder: string,
    named: string | undefined,
    { system, limit }: { system?: string | undefined; limit?: number | undefined },
  ) {
    if (named === undefined) {
      const document = { calls: listCalls(folder) }
      return { report: reviewKept(document.calls), document }
    }
    const kept = callsOf(folder, named, system ?? null)
    return { report: reviewCalls(kept, limit ?? null), document: shortened(kept, limit) }
  }
}

/** The latest of them; what they add up to is of all. */
function shortened(kept: KeptCalls, most: number | undefined): KeptCalls {
  return most === undefined ? kept : { ...kept, calls: kept.calls.slice(-most) }
}
