import { Args } from '@oclif/core'
import { SyncCommand } from '../cli/base-command.ts'
import { formatFlags, prepareView, readingFlags, viewPlan } from '../cli/plan-view.ts'
import { openPlan } from '../services/open-plan.ts'

export default class Show extends SyncCommand<typeof Show> {
  static override summary = 'Show a saved plan.'
  static override description = 'Needs no network and no workspace. With --json it prints the plan itself.'

  static override examples = [
    '<%= config.bin %> show plan.json',
    '<%= config.bin %> show plan.json --format markdown',
    '<%= config.bin %> show plan.json --format csv --report plan.csv',
    '<%= config.bin %> show plan.json --json',
  ]

  static override args = {
    planfile: Args.string({ required: true, description: 'What "sync plan --out" wrote.' }),
  }

  static override flags = { ...readingFlags, ...formatFlags }

  async run(): Promise<void> {
    const { args, flags } = await this.input()
    prepareView(flags)
    const { plan, document } = await openPlan(args.planfile)
    const shown = await viewPlan(plan, { ...flags, out: args.planfile })
    await this.stream(this.jsonEnabled() ? document : shown)
  }
}
