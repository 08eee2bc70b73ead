import { Flags } from '@oclif/core'
import { SyncCommand } from '../cli/base-command.ts'
import { driftDocument } from '../cli/drift-document.ts'
import { checkDriftFlags, driftFlags, isToFail } from '../cli/drift-flags.ts'
import { driftForms, driftMarkdown } from '../cli/drift-view.ts'
import { driftOutputs } from '../cli/github-outputs.ts'
import { planRequest } from '../cli/planning.ts'
import { prepareReport, writeReport } from '../cli/report.ts'
import { acceptDrift, prepareAccept } from '../services/accept.ts'
import { findDrift } from '../services/drift.ts'
import { renderAcceptance } from '../ui/drift/accepted.ts'

const CHANGES = 2

export default class Drift extends SyncCommand<typeof Drift> {
  static override summary = 'Say what people changed in the target, and apart from it what the source would change.'
  static override description =
    `Reads as "sync plan" does, and never writes to the account. Exits with 2 when there is what --fail-on names. What was not
read, not adopted or not comparable is said apart: without it all being covered, nothing says that there is no drift.
With --accept, what people changed is left to them: "keep" is written into an override file.`

  static override examples = [
    '<%= config.bin %> drift',
    '<%= config.bin %> drift --only target --fail-on target',
    '<%= config.bin %> drift --format markdown --report drift.md',
    '<%= config.bin %> drift --snapshot latest --fail-on any --json',
    '<%= config.bin %> drift --accept specs/overrides/accepted.yaml',
  ]

  static override flags = {
    ...driftFlags,
    accept: Flags.string({
      description: 'Leave what people changed to them, by overrides in this file.',
      helpValue: 'FILE',
    }),
  }

  async run(): Promise<object> {
    const { flags } = await this.input()
    checkDriftFlags(flags)
    prepareReport(flags)
    const session = await this.session(flags)
    try {
      const { only, accept, ...rest } = flags
      if (accept !== undefined) prepareAccept(accept, session.workspace)
      const { remark, signal } = this
      const request = await planRequest(session, rest, { remark, signal })
      const found = await findDrift({ ...request, targetOnly: only === 'target' }, signal)
      const { report } = found
      const shown = await writeReport(flags.report, driftForms(report, flags)[flags.format])
      if (!this.jsonEnabled()) await this.stream(shown)
      await this.tellGithub({
        outputs: driftOutputs(report),
        summary: (most) => driftMarkdown(report, { 'max-bytes': most }),
      })
      if (accept !== undefined) this.remark(renderAcceptance(await acceptDrift(accept, found, session.workspace)))
      if (isToFail(report, flags)) process.exitCode = CHANGES
      return driftDocument(report)
    } finally {
      await session.close()
    }
  }
}
