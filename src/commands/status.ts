import { Flags } from '@oclif/core'
import { SyncCommand } from '../cli/base-command.ts'
import { matchFlags, planFlags } from '../cli/plan-flags.ts'
import { planRequest } from '../cli/planning.ts'
import { prepareReport, writeReport } from '../cli/report.ts'
import { reportFlags } from '../cli/report-flags.ts'
import { STATUS_FORMATS, type StatusFormat, statusForms } from '../cli/status-view.ts'
import { STATUSES, type Status, type StatusReport } from '../model/status-report.ts'
import { findStatus } from '../services/status.ts'

export default class StatusCommand extends SyncCommand<typeof StatusCommand> {
  static override summary = 'Say of every product how it stands: synced, changes, drifted, error, pending or unknown.'
  static override description =
    `Reads as "sync plan" does, and never writes. A status is worked out each time of what the account holds and what should be
there, with what runs from here left behind; it is kept nowhere, so it cannot be stale.`

  static override examples = [
    '<%= config.bin %> status',
    '<%= config.bin %> status --short --snapshot latest',
    '<%= config.bin %> status --status error --status drifted --format csv --report status.csv',
  ]

  static override flags = {
    ...matchFlags,
    address: Flags.string({
      description: 'Only what is at this address; * stands for anything. Repeatable.',
      aliases: ['target'],
      multiple: true,
      multipleNonGreedy: true,
      helpValue: 'ADDRESS',
    }),
    style: planFlags.style,
    status: Flags.option({
      options: STATUSES,
      description: 'List only products with this status; all are counted. Repeatable.',
      multiple: true,
      multipleNonGreedy: true,
    })(),
    short: Flags.boolean({ description: 'Only the numbers.' }),
    refresh: Flags.boolean({
      description: 'Read all of the account afresh, whatever is known of it from earlier.',
      exclusive: ['snapshot'],
    }),
    ...reportFlags<StatusFormat>(STATUS_FORMATS),
  }

  async run(): Promise<StatusReport> {
    const { flags } = await this.input()
    prepareReport(flags)
    const session = await this.session(flags)
    try {
      const { remark, signal } = this
      const { status = [], short, refresh } = flags
      const request = await planRequest(session, flags, { remark, signal })
      const whole = refresh ? { whole: true as const } : {}
      const statuses: readonly Status[] = status
      const report = await findStatus({ ...request, ...whole, state: session.state, statuses }, signal)
      const shown = short ? { ...report, resources: [], others: [] } : report
      const pieces = await writeReport(flags.report, statusForms(shown, { ...flags, short })[flags.format])
      if (!this.jsonEnabled()) await this.stream(pieces)
      return shown
    } finally {
      await session.close()
    }
  }
}
