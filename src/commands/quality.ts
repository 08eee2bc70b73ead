import { Flags } from '@oclif/core'
import { SyncCommand } from '../cli/base-command.ts'
import { planFlags, selectionOf } from '../cli/plan-flags.ts'
import { readingOf } from '../cli/planning.ts'
import { QUALITY_FORMATS, type QualityFormat, qualityForms } from '../cli/quality-view.ts'
import { prepareReport, writeReport } from '../cli/report.ts'
import { reportFlags } from '../cli/report-flags.ts'
import type { QualityReport } from '../model/quality-report.ts'
import { reportQuality } from '../services/quality.ts'
import { loadSources } from '../services/sources.ts'

const RUNS = 30

export default class Quality extends SyncCommand<typeof Quality> {
  static override summary = 'Show how good the items of the newest export are, and how that went.'
  static override description =
    `Judges them by specs/quality.yaml as "sync plan" does, without a look at the target: by rule, by field, and over the
latest plans and applies.`

  static override examples = [
    '<%= config.bin %> quality',
    '<%= config.bin %> quality --runs 90 --format markdown',
    '<%= config.bin %> quality --export export.ndjson --json',
  ]

  static override flags = {
    export: planFlags.export,
    'allow-old-export': planFlags['allow-old-export'],
    runs: Flags.integer({
      description: `So many of the latest plans and applies; ${RUNS} unless told.`,
      default: RUNS,
      min: 0,
      helpValue: 'N',
    }),
    ...reportFlags<QualityFormat>(QUALITY_FORMATS),
  }

  async run(): Promise<QualityReport> {
    const { flags } = await this.input()
    const session = await this.session(flags)
    try {
      prepareReport(flags)
      const { remark, signal } = this
      const sources = await loadSources(readingOf(session, flags, { remark, signal }), signal)
      const report = await reportQuality({
        workspace: session.workspace,
        sources,
        traits: await session.traits(),
        selection: selectionOf({}),
        memory: session.state.quality,
        runs: flags.runs,
        digest: session.digest,
      })
      const shown = await writeReport(flags.report, qualityForms(report, flags)[flags.format])
      if (!this.jsonEnabled()) await this.stream(shown)
      return report
    } finally {
      await session.close()
    }
  }
}
