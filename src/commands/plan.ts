import { Flags } from '@oclif/core'
import { SyncCommand } from '../cli/base-command.ts'
import { eventsFlag } from '../cli/events-flag.ts'
import { planOutputs } from '../cli/github-outputs.ts'
import { planFlags, snapshotFlag } from '../cli/plan-flags.ts'
import { formatFlags, planMarkdown, prepareView, readingFlags } from '../cli/plan-view.ts'
import { rememberPlan } from '../cli/remember-plan.ts'
import { rememberQuality } from '../cli/remember-quality.ts'
import { savedPlanFor } from '../cli/saved-plan.ts'
import { presentPlan } from '../cli/show-plan.ts'
import { changedByPeople, numberOfChanges } from '../model/changed-by-people.ts'
import type { UnsafePlanError } from '../model/errors.ts'
import type { Plan as PlanDocument } from '../model/plan.ts'
import { heldBack } from '../services/plan.ts'

const CHANGES = 2

export default class Plan extends SyncCommand<typeof Plan> {
  static override summary = 'Compare what should be with what is; changes nothing.'
  static override description =
    `Reads the newest complete export (or makes one) and the live account, and says what must be written.
Exits with 0; with 2 when --detailed-exitcode is given and there are operations, or --fail-on drift and people changed
what is managed; with 1 when a guard holds the plan back, which is shown and saved all the same.`

  static override examples = [
    '<%= config.bin %> plan',
    '<%= config.bin %> plan --out plan.json',
    '<%= config.bin %> plan --style PB1042 --only products,images',
    '<%= config.bin %> plan --details',
    '<%= config.bin %> plan --out plan.json --format markdown --report plan.md',
    '<%= config.bin %> plan --snapshot latest',
    '<%= config.bin %> plan --compare-spec ../before/specs',
    '<%= config.bin %> plan --export export.ndjson --detailed-exitcode --json',
    '<%= config.bin %> plan --detailed-exitcode --fail-on drift',
  ]

  static override flags = {
    ...planFlags,
    snapshot: snapshotFlag,
    out: Flags.string({ description: 'Save the plan, for "sync apply FILE".', helpValue: 'FILE' }),
    ...readingFlags,
    ...formatFlags,
    events: eventsFlag,
    'compare-spec': Flags.string({
      description: 'Show what another specs/attributes.yaml, or a folder like specs, would give instead.',
      helpValue: 'FILE',
    }),
    'detailed-exitcode': Flags.boolean({ description: 'Exit with 2 when there are operations.' }),
    'fail-on': Flags.string({
      description: 'Exit with 2 when people changed what is managed, whether the plan spares or overwrites it.',
      options: ['drift'],
      helpValue: 'drift',
    }),
  }

  async run(): Promise<void> {
    const { flags } = await this.input()
    prepareView(flags)
    const session = await this.session(flags)
    try {
      const { remark, signal, print } = this
      const plan = await savedPlanFor(session, flags, { remark, signal })
      const stream = (pieces: Iterable<string>) => this.stream(pieces)
      const json = this.jsonEnabled()
      await presentPlan(plan, flags, { session, stream, print, remark, json, bin: this.config.bin })
      await this.tellGithub({ outputs: planOutputs(plan), summary: (most) => planMarkdown(plan, flags, most) })
      const forgotten = await rememberPlan(plan, session)
      const lost = await rememberQuality(plan, 'plan', session)
      for (const problem of [forgotten, lost]) if (problem !== null) remark([problem])
      const unsafe = heldBack(plan)
      if (unsafe) return this.endUnsafe(unsafe)
      if (isToBeLookedAt(plan, flags)) process.exitCode = CHANGES
    } finally {
      await session.close()
    }
  }

  /** With `--json` the document says it already. */
  private endUnsafe(unsafe: UnsafePlanError): void {
    if (!this.jsonEnabled()) throw unsafe
    process.exitCode = 1
  }
}

interface Asked {
  'detailed-exitcode': boolean
  'fail-on'?: string | undefined
}

/** Whether there is what the exit code was asked to tell. */
function isToBeLookedAt(plan: PlanDocument, { 'detailed-exitcode': detailed, 'fail-on': failing }: Asked): boolean {
  if (detailed && plan.operations.length > 0) return true
  return failing === 'drift' && numberOfChanges(changedByPeople(plan)) > 0
}
