import { Flags } from '@oclif/core'
import { adoptionFor } from '../cli/adopting.ts'
import { SyncCommand } from '../cli/base-command.ts'
import { planFlags, snapshotFlag } from '../cli/plan-flags.ts'
import { formatFlags, prepareView, readingFlags } from '../cli/plan-view.ts'
import { saveAs } from '../cli/saved-plan.ts'
import { presentPlan } from '../cli/show-plan.ts'
import { SHOP } from '../model/edge-names.ts'

export default class Adopt extends SyncCommand<typeof Adopt> {
  static override summary = 'Plan to take over what older tools or people have made; no value changes.'
  static override description =
    `Plans baselines and nothing else, with the attribute that holds them where it is missing: values that equal what the
source says are ours from then on, and what differs stays as it is and is reported. "sync apply" writes them.
With --as-of, values of the former tool are ours too, and what people changed since is reported as drift.`

  static override examples = [
    '<%= config.bin %> adopt',
    '<%= config.bin %> adopt --out adopt.json',
    '<%= config.bin %> adopt --as-of former-export.json --out adopt.json',
    '<%= config.bin %> adopt --from-scope boots --out adopt.json',
    '<%= config.bin %> adopt --style PB1042 --snapshot latest',
  ]

  static override flags = {
    'as-of': Flags.string({
      description: 'What the former tool exported last: tells its values from those of people.',
      helpValue: 'FILE',
    }),
    'from-scope': Flags.string({
      description: 'Take over the products of this scope whose listings the export holds.',
      helpValue: 'SCOPE',
    }),
    export: planFlags.export,
    address: planFlags.address,
    exclude: planFlags.exclude,
    style: planFlags.style,
    limit: planFlags.limit,
    [SHOP]: planFlags[SHOP],
    'allow-old-export': planFlags['allow-old-export'],
    snapshot: snapshotFlag,
    out: Flags.string({ description: 'Save the plan, for "sync apply FILE".', helpValue: 'FILE' }),
    ...readingFlags,
    ...formatFlags,
  }

  async run(): Promise<void> {
    const { flags } = await this.input()
    prepareView(flags)
    const session = await this.session(flags)
    try {
      const { remark, signal, print } = this
      const plan = await saveAs(flags.out, (identify) => adoptionFor(session, flags, { remark, signal, identify }))
      const stream = (pieces: Iterable<string>) => this.stream(pieces)
      const json = this.jsonEnabled()
      await presentPlan(plan, flags, { session, stream, print, remark, json, bin: this.config.bin })
    } finally {
      await session.close()
    }
  }
}
