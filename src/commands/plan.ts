import { Flags } from '@oclif/core'
import { SyncCommand } from '../cli/base-command.ts'
import { planFlags, snapshotFlag } from '../cli/plan-flags.ts'
import { formatFlags, prepareView, readingFlags } from '../cli/plan-view.ts'
import { applyCommand } from '../cli/run-commands.ts'
import { planDocument, savedPlanFor } from '../cli/saved-plan.ts'
import { showPlan } from '../cli/show-plan.ts'
import type { UnsafePlanError } from '../model/errors.ts'
import type { Plan as SavedPlan } from '../model/plan.ts'
import { heldBack } from '../services/plan.ts'

const CHANGES = 2

export default class Plan extends SyncCommand<typeof Plan> {
  static override summary = 'Compare what should be with what is; changes nothing.'
  static override description =
    `Reads the newest complete export (or makes one) and the live account, and says what must be written.
Exits with 0, or with 2 when --detailed-exitcode is given and there are operations; with 1 when a guard holds the plan
back, which is shown and saved all the same.`

  static override examples = [
    '<%= config.bin %> plan',
    '<%= config.bin %> plan --out plan.json',
    '<%= config.bin %> plan --style PB1042 --only products,images',
    '<%= config.bin %> plan --details',
    '<%= config.bin %> plan --out plan.json --format markdown --report plan.md',
    '<%= config.bin %> plan --snapshot latest',
    '<%= config.bin %> plan --export export.ndjson --detailed-exitcode --json',
  ]

  static override flags = {
    ...planFlags,
    snapshot: snapshotFlag,
    out: Flags.string({ description: 'Save the plan, for "sync apply FILE".', helpValue: 'FILE' }),
    ...readingFlags,
    ...formatFlags,
    'detailed-exitcode': Flags.boolean({ description: 'Exit with 2 when there are operations.' }),
  }

  async run(): Promise<void> {
    const { flags } = await this.input()
    prepareView(flags)
    const session = await this.session(flags)
    try {
      const { remark, signal } = this
      const plan = await savedPlanFor(session, flags, { remark, signal })
      const unsafe = heldBack(plan)
      if (this.jsonEnabled()) await this.stream(planDocument(plan, unsafe))
      if (!this.jsonEnabled() || flags.report !== undefined)
        await showPlan(plan, flags, { session, stream: this.say, remark })
      this.sayWhere(flags, plan)
      if (unsafe) return this.endUnsafe(unsafe)
      if (flags['detailed-exitcode'] && plan.operations.length > 0) process.exitCode = CHANGES
    } finally {
      await session.close()
    }
  }

  /** Standard output, unless a document for programs stands there. */
  private readonly say = async (pieces: Iterable<string>): Promise<void> =>
    this.jsonEnabled() ? this.remark([[...pieces].join('').trimEnd()]) : this.stream(pieces)

  /** Beside a document for programs, it is said apart from it. */
  private sayWhere(
    flags: { out?: string | undefined; config?: string | undefined; account?: string | undefined; format: string },
    { applyable }: SavedPlan,
  ): void {
    if (flags.out === undefined) return
    const say = flags.format === 'text' ? this.print : this.remark
    const next = applyable ? `; "${applyCommand(this.config.bin, flags.out, flags)}" does exactly this` : ''
    say([`Saved to ${flags.out}${next}.`])
  }

  /** With `--json` the document says it already. */
  private endUnsafe(unsafe: UnsafePlanError): void {
    if (!this.jsonEnabled()) throw unsafe
    process.exitCode = 1
  }
}
