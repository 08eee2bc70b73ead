import { Flags } from '@oclif/core'
import { SyncCommand } from '../cli/base-command.ts'
import { planFlags, snapshotFlag } from '../cli/plan-flags.ts'
import { planFor } from '../cli/planning.ts'
import { planText, preparePlan, writePlan } from '../services/saved-plan.ts'
import { renderPlan } from '../ui/plan.ts'

const CHANGES = 2

export default class Plan extends SyncCommand<typeof Plan> {
  static override summary = 'Compare what should be with what is; changes nothing.'
  static override description =
    `Reads the newest complete export (or makes one) and the live account, and says what must be written.
Exits with 0, or with 2 when --detailed-exitcode is given and there are operations.`

  static override examples = [
    '<%= config.bin %> plan',
    '<%= config.bin %> plan --out plan.json',
    '<%= config.bin %> plan --style PB1042 --only products,images',
    '<%= config.bin %> plan --snapshot latest',
    '<%= config.bin %> plan --export export.ndjson --detailed-exitcode --json',
  ]

  static override flags = {
    ...planFlags,
    snapshot: snapshotFlag,
    out: Flags.string({ description: 'Save the plan, for "sync apply FILE".', helpValue: 'FILE' }),
    'detailed-exitcode': Flags.boolean({ description: 'Exit with 2 when there are operations.' }),
  }

  async run(): Promise<void> {
    const { flags } = await this.input()
    const session = this.session(flags)
    try {
      if (flags.out !== undefined) preparePlan(flags.out)
      const plan = await planFor(session, flags, { remark: (lines) => this.remark(lines), signal: this.signal })
      if (flags.out !== undefined) await writePlan(flags.out, plan)
      this.print([
        ...renderPlan(plan),
        ...(flags.out === undefined ? [] : [`Saved to ${flags.out}; "sync apply ${flags.out}" does exactly this.`]),
      ])
      if (this.jsonEnabled()) await this.stream(planText(plan))
      if (flags['detailed-exitcode'] && plan.operations.length > 0) process.exitCode = CHANGES
    } finally {
      await session.close()
    }
  }
}
