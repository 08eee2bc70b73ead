import { Flags } from '@oclif/core'
import { boundsOf } from '../cli/apply-flags.ts'
import { requestFor } from '../cli/apply-request.ts'
import { SyncCommand } from '../cli/base-command.ts'
import { COST_OF_ENDING, carryOut } from '../cli/carry-out.ts'
import { formatFlags, prepareView, readingFlags } from '../cli/plan-view.ts'
import { runCommands } from '../cli/run-commands.ts'
import { saveAs } from '../cli/saved-plan.ts'
import type { Session } from '../cli/session.ts'
import { presentPlan } from '../cli/show-plan.ts'
import type { Plan } from '../model/plan.ts'
import { makeCleanup, refuseOtherCount } from '../services/cleanup.ts'

export default class Cleanup extends SyncCommand<typeof Cleanup> {
  static override summary = 'Plan to delete products of our own that were made wrongly; deletes with --confirm.'
  static override description =
    `Finds the products whose SKU begins with exactly these letters, and plans to delete those that this workspace has made
and nobody has touched since; what begins with them and is not ours, was changed, or has variants is blocked, with the
reason. Nothing is deleted without --confirm and the number of deletes that the plan shows: any other number ends with 1
and writes nothing. A saved plan is for reading; "sync apply" refuses it.`

  static override examples = [
    '<%= config.bin %> cleanup --sku-prefix OLD-US-',
    '<%= config.bin %> cleanup --sku-prefix OLD- --attribute color=Brown --out cleanup.json',
    '<%= config.bin %> cleanup --sku-prefix OLD-US- --assets --confirm 3',
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
      const { workspace, state, digest, program, profile, clock, emit } = session
      const plan = await saveAs(flags.out, async (identify) =>
        makeCleanup(
          {
            ...{ workspace, state, digest, program, profile, clock, emit, identify },
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
    const { print, remark } = this
    const stream = (pieces: Iterable<string>) => this.stream(pieces)
    const confirmed = flags.confirm !== undefined
    const surroundings = { session, stream, print, remark, json: this.jsonEnabled() }
    await presentPlan(plan, flags, { ...surroundings, documented: !confirmed, bin: null })
    if (confirmed || plan.summary.delete === 0) return
    const say = flags.format === 'text' ? print : remark
    say([`Nothing was deleted. To delete: the same command with --confirm ${plan.summary.delete}.`])
  }

  private async carryOut(plan: Plan, flags: CleanupFlags, session: Session): Promise<unknown> {
    const { print, remark, signal } = this
    const commands = runCommands(this.config.bin, flags)
    const choose = async () => ({ plan, confirmed: true as const })
    const request = await requestFor(choose, { flags: {}, bounds: boundsOf({}) }, { session, remark, commands })
    return carryOut(request, { commands, print, remark, signal })
  }

  protected override get costOfEnding(): string {
    return COST_OF_ENDING
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
