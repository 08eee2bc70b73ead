import { Args } from '@oclif/core'
import { SyncCommand } from '../cli/base-command.ts'
import { matchFlags } from '../cli/plan-flags.ts'
import { planRequest } from '../cli/planning.ts'
import { ITEM_ID, SHOP } from '../model/edge-names.ts'
import type { Explanation } from '../model/explanation.ts'
import { explainSubject } from '../services/explain.ts'
import { renderExplanation } from '../ui/explain.ts'

const ID = ITEM_ID.toUpperCase()

export default class Explain extends SyncCommand<typeof Explain> {
  static override summary = 'Tell where every value, link and image of a listing comes from.'
  static override description =
    `For an ${ID} or a SKU: how it was found, matched and built, what is live, what was last written, what a plan would do.
Exits with 1 when nothing is known of it, and says at which stage it was lost.`

  static override examples = [
    '<%= config.bin %> explain B07X8Z63ZL',
    '<%= config.bin %> explain B07X8Z63ZL label --snapshot latest',
    '<%= config.bin %> explain MCA0032-W-12 --json',
  ]

  static override args = {
    subject: Args.string({ name: `${ID}|SKU`, required: true, description: `CA/B07X8Z63ZL names a ${SHOP}, too.` }),
    attribute: Args.string({ name: 'ATTRIBUTE', description: 'Only this key of specs/attributes.yaml.' }),
  }

  static override flags = matchFlags

  async run(): Promise<Explanation> {
    const { flags, args } = await this.input()
    const session = await this.session(flags)
    try {
      const { remark, signal } = this
      const request = await planRequest(session, flags, { remark, signal })
      const asked = { subject: args.subject, attribute: args.attribute ?? null }
      const explanation = await explainSubject({ ...request, ...asked }, this.signal)
      this.print(renderExplanation(explanation, asked.attribute))
      return explanation
    } finally {
      await session.close()
    }
  }
}
