import { Args } from '@oclif/core'
import { SyncCommand } from '../cli/base-command.ts'
import { openPlan } from '../services/open-plan.ts'
import { renderPlan } from '../ui/plan.ts'

export default class Show extends SyncCommand<typeof Show> {
  static override summary = 'Show a saved plan.'
  static override description = 'Needs no network and no workspace. With --json it prints the plan itself.'

  static override examples = ['<%= config.bin %> show plan.json', '<%= config.bin %> show plan.json --json']

  static override args = {
    planfile: Args.string({ required: true, description: 'What "sync plan --out" wrote.' }),
  }

  async run(): Promise<void> {
    const { args } = await this.input()
    const { plan, document } = await openPlan(args.planfile)
    this.print(renderPlan(plan))
    if (this.jsonEnabled()) await this.stream(document)
  }
}
