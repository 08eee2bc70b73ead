import { Args, Flags } from '@oclif/core'
import { approve } from '../cli/approval.ts'
import { SyncCommand } from '../cli/base-command.ts'
import { planFlags } from '../cli/plan-flags.ts'
import { planFor } from '../cli/planning.ts'
import type { Session } from '../cli/session.ts'
import { ConfigError } from '../model/errors.ts'
import type { Plan } from '../model/plan.ts'
import type { RunResult } from '../model/run.ts'
import { apply } from '../services/apply.ts'
import { readPlan } from '../services/saved-plan.ts'
import { renderPlan } from '../ui/plan.ts'
import { progressLines, renderAlready, renderRun } from '../ui/run.ts'

const INTERRUPTED = 130

export default class Apply extends SyncCommand<typeof Apply> {
  static override summary = 'Do what a plan says.'
  static override description =
    `With a saved plan: executes exactly that; the file is the approval. Without one: plans, shows the plan, and asks.
Exits with 1 when an operation failed, met a conflict or was skipped, and with 130 when interrupted.`

  static override examples = [
    '<%= config.bin %> apply plan.json',
    '<%= config.bin %> apply',
    '<%= config.bin %> apply --approved sha256:… --json',
    '<%= config.bin %> apply --auto-approve --style PB1042',
  ]

  static override args = { planfile: Args.string({ description: 'What "sync plan --out" wrote.' }) }

  static override flags = {
    ...planFlags,
    'auto-approve': Flags.boolean({ description: 'Do not ask.' }),
    approved: Flags.string({
      description: 'Plan again, and go on only when the plan has this id.',
      helpValue: 'PLAN_ID',
    }),
    concurrency: Flags.integer({ description: 'Operations at once.', default: 8, min: 1, max: 64, helpValue: 'N' }),
  }

  async run(): Promise<RunResult> {
    const { flags, args } = await this.input()
    if (args.planfile !== undefined) this.refusePlanning(flags)
    const session = this.session(flags)
    try {
      const plan = args.planfile === undefined ? await this.approvedPlan(session, flags) : await readPlan(args.planfile)
      return await this.execute(session, plan, flags.concurrency)
    } finally {
      await session.close()
    }
  }

  private async execute(session: Session, plan: Plan, concurrency: number): Promise<RunResult> {
    const { workspace, clock, random, digest } = session
    const lines = progressLines(() => clock.now())
    const { result, notes, already } = await apply(
      {
        plan,
        workspace,
        target: await session.target(),
        state: session.state(),
        concurrency,
        clock,
        random,
        digest,
        emit: (event) => this.remark(lines(event)),
      },
      this.signal,
    )
    this.print(already ? renderAlready(result) : renderRun(result, notes))
    if (result.status === 'partial') process.exitCode = 1
    if (result.status === 'interrupted') process.exitCode = INTERRUPTED
    return result
  }

  private async approvedPlan(
    session: Session,
    flags: Parameters<typeof planFor>[1] & { 'auto-approve': boolean; approved?: string | undefined },
  ): Promise<Plan> {
    const asks = !flags['auto-approve'] && flags.approved === undefined
    if (asks) this.refuseToAskNobody()
    const plan = await planFor(session, flags, { remark: (lines) => this.remark(lines), signal: this.signal })
    if (flags.approved !== undefined && flags.approved !== plan.plan_id) {
      throw new ConfigError('not-approved', `The plan is ${plan.plan_id} by now, not the approved one.`, {
        hints: ['Review it with "sync plan" and approve it anew; nothing was written.'],
      })
    }
    this.print([...renderPlan(plan), ''])
    if (asks && plan.operations.length > 0) await approve(this.signal)
    return plan
  }

  /** A saved plan says all of this itself. */
  private refusePlanning(flags: { [flag: string]: unknown }): void {
    const given = [...Object.keys(planFlags), 'approved'].filter(
      (flag) => flags[flag] !== undefined && flags[flag] !== false,
    )
    if (given.length === 0) return
    throw new ConfigError(
      'usage',
      `A saved plan is applied as it is; ${given.map((flag) => `--${flag}`).join(', ')} cannot change it.`,
      { hints: ['Make a plan with these options instead: sync plan … --out FILE.'] },
    )
  }

  private refuseToAskNobody(): void {
    if (process.stdin.isTTY && process.stderr.isTTY && !this.jsonEnabled()) return
    throw new ConfigError('not-approved', 'Nobody can be asked for approval here; nothing was written.', {
      hints: [
        'Apply a saved plan (sync plan --out FILE, then sync apply FILE), or add --auto-approve or --approved PLAN_ID.',
      ],
    })
  }
}
