import { Args, Flags } from '@oclif/core'
import { approve } from '../cli/approval.ts'
import { SyncCommand } from '../cli/base-command.ts'
import { parseDuration, parseFailures } from '../cli/duration.ts'
import { createEventsFile } from '../cli/events-file.ts'
import { exitCodeOf } from '../cli/exit-code.ts'
import { keepGoingWithoutReader } from '../cli/output.ts'
import { planFlags } from '../cli/plan-flags.ts'
import { planFor } from '../cli/planning.ts'
import { runCommands } from '../cli/run-commands.ts'
import type { Session } from '../cli/session.ts'
import { ConfigError } from '../model/errors.ts'
import type { Plan } from '../model/plan.ts'
import type { Emit, RunResult } from '../model/run.ts'
import { apply, type Limits, type Work } from '../services/apply.ts'
import { heldBack } from '../services/plan.ts'
import { readPlan } from '../services/saved-plan.ts'
import { renderDiagnostics } from '../ui/diagnostics.ts'
import { renderPlan } from '../ui/plan.ts'
import { progressLines, renderAlready, renderLockWait, renderRun } from '../ui/run.ts'

type Given = Awaited<ReturnType<Apply['input']>>

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

  static override flags = {
    ...planFlags,
    'auto-approve': Flags.boolean({ description: 'Do not ask.' }),
    approved: Flags.string({
      description: 'Plan again, and go on only when the plan has this id.',
      helpValue: 'PLAN_ID',
    }),
    resume: Flags.boolean({
      description: 'Go on with a run that did not end: the one named after it, else the latest.',
      exclusive: ['retry-failed', 'approved', 'auto-approve'],
    }),
    'retry-failed': Flags.string({
      description: 'Try what failed in a run again, with what was skipped or left out because of it.',
      helpValue: 'RUN',
      exclusive: ['approved', 'auto-approve'],
    }),
    budget: Flags.integer({ description: 'At most so many calls, sign-ins apart.', min: 1, helpValue: 'N' }),
    'max-duration': Flags.string({ description: 'Stop after so long, such as 5h30m.', helpValue: 'DURATION' }),
    'max-failures': Flags.string({
      description: 'Accept so many failed, conflicting or skipped operations; one more ends the run.',
      helpValue: 'N|P%',
    }),
    concurrency: Flags.integer({ description: 'Operations at once.', default: 8, min: 1, max: 64, helpValue: 'N' }),
    'lock-timeout': Flags.string({
      description: 'Wait so long for another run to end, such as 90s.',
      helpValue: 'DURATION',
    }),
    events: Flags.string({ description: 'Append what happens, one JSON object a line.', helpValue: 'FILE' }),
  }

  /** A flag of the parser's takes a value always or never; here it may: `--resume` or `--resume RUN` or `--resume=RUN`. */
  override async init(): Promise<void> {
    this.argv = this.argv.flatMap((word) =>
      word.startsWith('--resume=') ? ['--resume', word.slice('--resume='.length)] : [word],
    )
    await super.init()
  }

  async run(): Promise<RunResult> {
    const given = await this.input()
    const { flags } = given
    const limits = limitsOf(flags)
    const timeout = flags['lock-timeout'] === undefined ? 0 : parseDuration(flags['lock-timeout'], 'lock-timeout')
    const session = await this.session(flags)
    try {
      const emit = this.emitter(session, flags.events)
      const work = await this.workOf(session, given)
      return await this.execute(session, { flags, work, limits, timeout, emit })
    } finally {
      await session.close()
    }
  }

  protected override get costOfEnding(): string {
    return 'what became of the calls in flight is not known. The next apply asks for it, and writes nothing twice.'
  }

  private async workOf(session: Session, { flags, args }: Given): Promise<Work> {
    const retry = flags['retry-failed']
    if (flags.resume || retry !== undefined || args.planfile !== undefined) this.refusePlanning(flags)
    if (flags.resume) return { resume: args.planfile ?? null }
    if (retry !== undefined && args.planfile !== undefined) {
      throw new ConfigError('usage', '--retry-failed takes a run; a plan file beside it has no meaning.')
    }
    if (retry !== undefined) return { retry }
    return {
      plan: args.planfile === undefined ? await this.approvedPlan(session, flags) : await readPlan(args.planfile),
    }
  }

  private async execute(
    session: Session,
    { flags, work, limits, timeout, emit }: Pick<Given, 'flags'> & Execution,
  ): Promise<RunResult> {
    const { workspace, clock, random, digest } = session
    const commands = runCommands(this.config.bin, flags)
    const target = await session.target()
    keepGoingWithoutReader()
    this.signal.addEventListener('abort', () =>
      this.remark([
        'Stopping: the calls in flight finish first, which takes a minute at most, and five for an image. Once more ends the program at once.',
      ]),
    )
    const report = await apply(
      {
        ...{ work, workspace, target, clock, random, digest, limits, emit },
        state: session.state,
        concurrency: flags.concurrency,
        lock: {
          command: ['sync', ...process.argv.slice(2)].join(' '),
          timeout,
          onWait: (holder) => this.remark(renderLockWait(holder)),
        },
        resumeCommand: commands.resume,
        remark: (note) => this.remark(renderDiagnostics([note])),
      },
      this.signal,
    )
    this.print(report.already ? renderAlready(report.result) : renderRun(report, commands.retry(report.result.run_id)))
    const code = exitCodeOf(report)
    if (code !== 0) process.exitCode = code
    return report.result
  }

  private emitter({ clock }: Session, file: string | undefined): Emit {
    const lines = progressLines(() => clock.now())
    const write =
      file === undefined
        ? () => undefined
        : createEventsFile(file, { clock, onProblem: (message) => this.remark([message]) })
    return (event) => {
      write(event)
      this.remark(lines(event))
    }
  }

  private async approvedPlan(session: Session, flags: Given['flags']): Promise<Plan> {
    const asks = !flags['auto-approve'] && flags.approved === undefined
    if (asks) this.refuseToAskNobody()
    const plan = await planFor(session, flags, { remark: (lines) => this.remark(lines), signal: this.signal })
    if (flags.approved !== undefined && flags.approved !== plan.plan_id) {
      throw new ConfigError('not-approved', `The plan is ${plan.plan_id} by now, not the approved one.`, {
        hints: ['Review it with "sync plan" and approve it anew; nothing was written.'],
      })
    }
    this.print([...renderPlan(plan), ''])
    const unsafe = heldBack(plan)
    if (unsafe) throw unsafe
    if (asks && plan.operations.length > 0) await approve(this.signal)
    return plan
  }

  /** A saved plan, or the plan of a run, says all of this itself. */
  private refusePlanning(flags: { [flag: string]: unknown }): void {
    const given = [...Object.keys(planFlags), 'approved'].filter(
      (flag) => flags[flag] !== undefined && flags[flag] !== false,
    )
    if (given.length === 0) return
    throw new ConfigError(
      'usage',
      `A saved plan is applied as it is; ${given.map((flag) => `--${flag}`).join(', ')} cannot change it.`,
      { hints: ['Make a plan with these options instead: sync plan … --out FILE.'] },
    )
  }

  private refuseToAskNobody(): void {
    if (process.stdin.isTTY && process.stderr.isTTY && !this.jsonEnabled()) return
    throw new ConfigError('not-approved', 'Nobody can be asked for approval here; nothing was written.', {
      hints: [
        'Apply a saved plan (sync plan --out FILE, then sync apply FILE), or add --auto-approve or --approved PLAN_ID.',
      ],
    })
  }
}

interface Execution {
  work: Work
  limits: Limits
  /** Milliseconds to wait for the lock. */
  timeout: number
  emit: Emit
}

function limitsOf(flags: Given['flags']): Limits {
  const { budget, 'max-duration': duration, 'max-failures': failures } = flags
  return {
    ...(budget === undefined ? {} : { budget }),
    ...(duration === undefined ? {} : { maxDuration: parseDuration(duration, 'max-duration') }),
    ...(failures === undefined ? {} : { maxFailures: parseFailures(failures) }),
  }
}
