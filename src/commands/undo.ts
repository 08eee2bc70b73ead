import { Args, Flags } from '@oclif/core'
import { SyncCommand } from '../cli/base-command.ts'
import { selectionOf } from '../cli/plan-flags.ts'
import { formatFlags, prepareView, readingFlags } from '../cli/plan-view.ts'
import { saveAs } from '../cli/saved-plan.ts'
import { presentPlan } from '../cli/show-plan.ts'
import { makeUndo } from '../services/undo.ts'

export default class Undo extends SyncCommand<typeof Undo> {
  static override summary = 'Plan to put back what a run has changed; changes nothing.'
  static override description =
    `Reads back what the run touched and says what must be written to have it as it was before: values, galleries,
thumbnails, links, baselines. What people changed since then, field by field, and what a later run wrote again stays as
it is and is listed. Definitions stay. What the run made is deleted only with --allow-deletes, if nobody has touched it.
A plan file stands for the run that applied it; without that run (on another machine) what the account shows as the
plan wanted it counts as done. The plan is applied as every other, and can be undone itself.`

  static override examples = [
    '<%= config.bin %> undo latest',
    '<%= config.bin %> undo 20261121T030000Z-3f2a --out undo.json',
    '<%= config.bin %> undo latest --address "link.*" --out undo.json',
    '<%= config.bin %> undo latest --allow-deletes --details',
    '<%= config.bin %> undo plan.json --format markdown --report undo.md',
  ]

  static override args = {
    run: Args.string({
      name: 'RUN|PLANFILE',
      required: true,
      description:
        'As "sync runs" lists it, the beginning of it, or "latest"; or the file of the plan that was applied.',
    }),
  }

  static override flags = {
    out: Flags.string({ description: 'Save the plan, for "sync apply FILE".', helpValue: 'FILE' }),
    address: Flags.string({
      description: 'Only what was written at this address; * stands for anything. Repeatable.',
      multiple: true,
      multipleNonGreedy: true,
      helpValue: 'ADDRESS',
    }),
    exclude: Flags.string({
      description: 'Leave out this address. Repeatable.',
      multiple: true,
      multipleNonGreedy: true,
      helpValue: 'ADDRESS',
    }),
    'allow-deletes': Flags.boolean({ description: 'Delete what the run has made and nobody has touched since.' }),
    ...readingFlags,
    ...formatFlags,
  }

  async run(): Promise<void> {
    const { flags, args } = await this.input()
    prepareView(flags)
    const session = await this.session(flags)
    try {
      const { print, remark, signal } = this
      const { workspace, state, digest, program, profile, clock, emit } = session
      const selection = selectionOf({ address: flags.address, exclude: flags.exclude })
      const plan = await saveAs(flags.out, async (identify) =>
        makeUndo(
          {
            named: args.run,
            ...{ workspace, state, digest, program, profile, clock, emit, selection, identify },
            allowDeletes: flags['allow-deletes'],
            target: await session.target(),
          },
          signal,
        ),
      )
      const stream = (pieces: Iterable<string>) => this.stream(pieces)
      const json = this.jsonEnabled()
      await presentPlan(plan, flags, { session, stream, print, remark, json, bin: this.config.bin })
    } finally {
      await session.close()
    }
  }
}
