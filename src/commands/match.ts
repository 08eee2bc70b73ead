import { Flags } from '@oclif/core'
import { SyncCommand } from '../cli/base-command.ts'
import { matchOutputs } from '../cli/github-outputs.ts'
import { MATCH_FORMATS, type MatchFormat, matchForms } from '../cli/match-view.ts'
import { matchFlags, percentOf } from '../cli/plan-flags.ts'
import { planRequest } from '../cli/planning.ts'
import { prepareReport, writeReport } from '../cli/report.ts'
import { reportFlags } from '../cli/report-flags.ts'
import type { MatchReport } from '../model/match-report.ts'
import { reportMatches } from '../services/match.ts'
import { prepareStubs, writeStubs } from '../services/override-stubs.ts'
import { renderStubs } from '../ui/stubs.ts'

export default class Match extends SyncCommand<typeof Match> {
  static override summary = 'Show which listing belongs to which canonical product, and why.'
  static override description =
    `Matches as "sync plan" does, and plans nothing. Exits with 1 when the rate is below --min-rate.
With --write-overrides, listings that need a person's decision get a stub with the candidates as comments.`

  static override examples = [
    '<%= config.bin %> match',
    '<%= config.bin %> match --snapshot latest --min-rate 90',
    '<%= config.bin %> match --write-overrides specs/overrides/open.yaml',
    '<%= config.bin %> match --export export.ndjson --json',
  ]

  static override flags = {
    ...matchFlags,
    'min-rate': Flags.string({ description: 'Exit with 1 when fewer percent are matched.', helpValue: 'PERCENT' }),
    'write-overrides': Flags.string({
      description: 'Add stubs for ambiguous and nearly matched listings to this file.',
      helpValue: 'FILE',
    }),
    ...reportFlags<MatchFormat>(MATCH_FORMATS),
  }

  async run(): Promise<MatchReport> {
    const { flags } = await this.input()
    const minimum = percentOf(flags['min-rate'])
    const session = await this.session(flags)
    try {
      prepareReport(flags)
      if (flags['write-overrides'] !== undefined) prepareStubs(flags['write-overrides'])
      const { remark, signal } = this
      const report = await reportMatches(await planRequest(session, flags, { remark, signal }), this.signal)
      const { scope } = session.workspace.settings
      const shown = await writeReport(flags.report, matchForms(report, { scope, flags })[flags.format])
      if (!this.jsonEnabled()) await this.stream(shown)
      if (flags['write-overrides'] !== undefined) {
        this.remark(renderStubs(await writeStubs(flags['write-overrides'], report, session.workspace)))
      }
      await this.tellGithub({ outputs: matchOutputs(report) })
      if (minimum !== null && report.rate < minimum) {
        process.exitCode = 1
        this.remark([`The match rate of ${report.rate} % is below ${minimum} % (--min-rate).`])
      }
      return report
    } finally {
      await session.close()
    }
  }
}
