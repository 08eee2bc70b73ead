import { Flags } from '@oclif/core'
import { SyncCommand } from '../cli/base-command.ts'
import { confirmedRequest } from '../cli/confirmed.ts'
import { exitCodeOf } from '../cli/exit-code.ts'
import { keepGoingWithoutReader } from '../cli/output.ts'
import { formatFlags, prepareView, readingFlags } from '../cli/plan-view.ts'
import { runCommands } from '../cli/run-commands.ts'
import { planDocument, saveAs } from '../cli/saved-plan.ts'
import type { Session } from '../cli/session.ts'
import { showPlan } from '../cli/show-plan.ts'
import type { Plan } from '../model/plan.ts'
import { apply } from '../services/apply.ts'
import { makeCleanup, refuseOtherCount } from '../services/cleanup.ts'
import { nothingToDo } from '../services/nothing-to-do.ts'
import { renderApplied, renderNothing } from '../ui/run.ts'

export default class Cleanup extends SyncCommand<typeof Cleanup> {
  static override summary = 'Plan to delete products of our own that were made wrongly; deletes with --confirm.'
  static override description =
    `Finds the products whose SKU begins with exactly these letters, and plans to delete those that this workspace has made
and nobody has touched since; what begins with them and is not ours, was changed, or has variants is blocked, with the
reason. Nothing is deleted without --confirm and the number of deletes that the plan shows: any other number ends with 1
and writes nothing. A saved plan is for reading; "sync apply" refuses it.`

  static override examples = [
    '<%= config.bin %> cleanup --sku-prefix AMZN-USA-',
    '<%= config.bin %> cleanup --sku-prefix AMZN-US- --attribute amazon_brand="Prairie Boot" --out cleanup.json',
    '<%= config.bin %> cleanup --sku-prefix AMZN-USA- --assets --confirm 3',
  ]

  static override flags = {
    'sku-prefix': Flags.string({
      description: 'What the SKUs begin with; capital letters matter.',
      required: true,
      helpValue: 'P',
    }),
    attribute: Flags.string({
      description: 'Only products that hold this value. Repeatable: all of them have to agree.',
      multiple: true,
      multipleNonGreedy: true,
      helpValue: 'LABEL=VALUE',
    }),
    assets: Flags.boolean({
      description: 'Also the images that runs from here have uploaded and that no product shows any more.',
    }),
    'allow-deletes': Flags.boolean({
      description: 'Let a prefix that all of our products have delete more than max_delete_percent of them.',
    }),
    confirm: Flags.integer({ description: 'Delete, if the plan has so many deletes.', min: 0, helpValue: 'COUNT' }),
    out: Flags.string({ description: 'Save the plan.', helpValue: 'FILE' }),
    ...readingFlags,
    ...formatFlags,
  }

  async run(): Promise<unknown> {
    const { flags } = await this.input()
    prepareView(flags)
    const session = await this.session(flags)
    try {
      const { workspace, state, digest, program, profile, clock } = session
      const plan = await saveAs(flags.out, async () =>
        makeCleanup(
          {
            ...{ workspace, state, digest, program, profile, clock },
            prefix: flags['sku-prefix'],
            having: flags.attribute ?? [],
            pictures: flags.assets,
            allowDeletes: flags['allow-deletes'],
            target: await session.target(),
          },
          this.signal,
        ),
      )
      await this.show(plan, flags, session)
      if (flags.confirm === undefined) return
      refuseOtherCount(plan, flags.confirm)
      return await this.carryOut(plan, flags, session)
    } finally {
      await session.close()
    }
  }

  private async show(plan: Plan, flags: CleanupFlags, session: Session): Promise<void> {
    const { remark } = this
    const json = this.jsonEnabled()
    if (json && flags.confirm === undefined) await this.stream(planDocument(plan, null))
    const stream = async (pieces: Iterable<string>): Promise<void> =>
      json ? remark([[...pieces].join('').trimEnd()]) : this.stream(pieces)
    if (!json || flags.report !== undefined) await showPlan(plan, flags, { session, stream, remark })
    const say = flags.format === 'text' ? this.print : this.remark
    if (flags.out !== undefined) say([`Saved to ${flags.out}.`])
    if (flags.confirm !== undefined || plan.summary.delete === 0) return
    say([`Nothing was deleted. To delete: the same command with --confirm ${plan.summary.delete}.`])
  }

  private async carryOut(plan: Plan, flags: CleanupFlags, session: Session): Promise<unknown> {
    const commands = runCommands(this.config.bin, flags)
    const request = await confirmedRequest(plan, { session, remark: this.remark, commands })
    const nothing = await nothingToDo(request)
    if (nothing) {
      this.print(renderNothing(nothing.notes))
      return nothing.result
    }
    keepGoingWithoutReader()
    const report = await apply(request, this.signal)
    this.print(renderApplied(report, commands.retry(report.result.run_id)))
    const code = exitCodeOf(report)
    if (code !== 0) process.exitCode = code
    return report.result
  }

  protected override get costOfEnding(): string {
    return 'what became of the calls in flight is not known. The next apply asks for it, and writes nothing twice.'
  }
}

interface CleanupFlags {
  config?: string | undefined
  account?: string | undefined
  confirm?: number | undefined
  out?: string | undefined
  report?: string | undefined
  format: 'text' | 'json' | 'markdown' | 'html' | 'csv'
  details: boolean
}
