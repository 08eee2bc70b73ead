import { Args } from '@oclif/core'
import { applyFlags, boundsOf, withOptionalRun } from '../cli/apply-flags.ts'
import { applyRequest } from '../cli/apply-request.ts'
import { SyncCommand } from '../cli/base-command.ts'
import { COST_OF_ENDING, carryOut } from '../cli/carry-out.ts'
import { runOutputs } from '../cli/github-outputs.ts'
import { rememberQuality } from '../cli/remember-quality.ts'
import { runCommands } from '../cli/run-commands.ts'
import { runSummary } from '../cli/run-summary.ts'
import type { RunResult } from '../model/run.ts'
import type { NoRun } from '../services/nothing-to-do.ts'

export default class Apply extends SyncCommand<typeof Apply> {
  static override summary = 'Do what a plan says.'
  static override description =
    `With a saved plan: executes exactly that; the file is the approval. Without one: plans, shows the plan, and asks.
A run that did not end goes on with --resume, or when its plan is applied again. Ctrl-C lets the calls in flight finish
and names the command that goes on; a second Ctrl-C ends the program at once, which loses nothing either.
Exits with 1 when an operation failed, met a conflict or was skipped (more of them than --max-failures accepts), with 3
when --budget or --max-duration ended the run, and with 130 when it was interrupted.`

  static override examples = [
    '<%= config.bin %> apply plan.json',
    '<%= config.bin %> apply',
    '<%= config.bin %> apply --approved sha256:… --json',
    '<%= config.bin %> apply --auto-approve --style PB1042',
    '<%= config.bin %> apply --resume',
    '<%= config.bin %> apply --resume 20261121T030000Z-3f2a --max-duration 5h30m',
    '<%= config.bin %> apply --retry-failed 20261121T030000Z-3f2a',
  ]

  static override args = {
    planfile: Args.string({
      description: 'What "sync plan --out" wrote; with --resume, the run to go on with.',
    }),
  }

  static override flags = applyFlags

  override async init(): Promise<void> {
    this.argv = withOptionalRun(this.argv)
    await super.init()
  }

  async run(): Promise<RunResult | NoRun> {
    const { flags, args } = await this.input()
    const bounds = boundsOf(flags)
    const session = await this.session(flags)
    try {
      const commands = runCommands(this.config.bin, flags)
      const { remark, signal } = this
      const stream = (pieces: Iterable<string>) => this.stream(pieces)
      const surroundings = { session, stream, remark, signal, json: this.jsonEnabled(), commands }
      const request = await applyRequest({ flags, planfile: args.planfile, bounds }, surroundings)
      const lost = 'plan' in request.work ? await rememberQuality(request.work.plan, 'apply', session) : null
      if (lost !== null) remark([lost])
      const result = await carryOut(request, { commands, print: this.print, remark, signal })
      await this.tellGithub({ outputs: runOutputs(result), summary: runSummary(result, session, commands) })
      return result
    } finally {
      await session.close()
    }
  }

  protected override get costOfEnding(): string {
    return COST_OF_ENDING
  }
}
