import { writeSync } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Command, Flags, type Interfaces } from '@oclif/core'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { Emit } from '../model/event.ts'
import { jsonText } from '../model/json.ts'
import { type Log, SILENT } from '../model/log.ts'
import { systemClock } from '../net/clock.ts'
import { createSecrets } from '../net/secrets.ts'
import { renderDiagnostics } from '../ui/diagnostics.ts'
import { eventLog } from './event-log.ts'
import { createEventsFile } from './events-file.ts'
import { describeFailure, printFailure } from './failure.ts'
import { tellGithub } from './github.ts'
import { openLog } from './log/open-log.ts'
import { placesOf, refuseOwnPlaces } from './own-places.ts'
import { createScreen } from './screen.ts'
import type { Session } from './session.ts'
import { isSet, linesFor } from './terminal.ts'
import { withNearFlags } from './unknown-flag.ts'

type FlagsOf<T extends typeof Command> = Interfaces.InferredFlags<(typeof SyncCommand)['baseFlags'] & T['flags']>
type ArgsOf<T extends typeof Command> = Interfaces.InferredArgs<T['args']>

/** SIGHUP is how a terminal that is closed says so. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * What all commands share. A command parses its flags, calls one service with plain values, and gives the result to one
 * renderer: `print` for people, the returned object for `--json`.
 */
export abstract class SyncCommand<T extends typeof Command = typeof Command> extends Command {
  static override enableJsonFlag = true

  static override baseFlags = {
    config: Flags.string({ description: 'Take this sync.yaml instead of the nearest one upwards.', helpValue: 'FILE' }),
    account: Flags.string({
      description: 'Prefix of the environment variables to use: each is read as NAME_… .',
      helpValue: 'NAME',
      env: 'SYNC_ACCOUNT',
    }),
  }

  private readonly interruption = new AbortController()
  private readonly began = performance.now()
  private readonly screen = createScreen({
    stream: process.stderr,
    env: process.env,
    ci: isSet(process.env.CI),
    clock: systemClock,
  })
  private readonly listeners: Emit[] = [this.screen.tell]
  protected readonly secrets = createSecrets()
  /** Silent unless the environment asks for one. */
  protected diary: Log = SILENT

  /** Aborts on the first SIGINT, SIGTERM or SIGHUP; a second one ends the process at once. */
  protected get signal(): AbortSignal {
    return this.interruption.signal
  }

  override async init(): Promise<void> {
    await super.init()
    for (const name of SIGNALS) process.on(name, this.interrupt)
    const onProblem = (message: string) => this.remark([message])
    this.diary = await openLog({ env: process.env, secrets: this.secrets, onProblem })
    this.diary.bind({ command: this.id?.replaceAll(':', ' ') })
    this.listeners.push(eventLog(this.diary))
    const { version } = this.config
    this.diary.write('info', 'command.started', { version, node: process.version, arguments: this.argv })
  }

  override async finally(error: Error | undefined): Promise<void> {
    this.screen.rest()
    for (const name of SIGNALS) process.off(name, this.interrupt)
    const milliseconds = Math.round(performance.now() - this.began)
    this.diary.write('info', 'command.finished', { exit_code: process.exitCode ?? 0, ms: milliseconds })
    await super.finally(error)
  }

  override async catch(error: Error): Promise<void> {
    this.screen.rest()
    const command = `${this.config.bin} ${(this.id ?? '').replaceAll(':', ' ')}`
    const failure = withNearFlags(error, command)
    printFailure(failure, { json: this.jsonEnabled(), secrets: this.secrets })
    if (process.exitCode !== 0) this.diary.write('error', 'command.failed', { ...describeFailure(failure) })
  }

  protected async input(): Promise<{ flags: FlagsOf<T>; args: ArgsOf<T> }> {
    const { flags, args } = await this.parse(this.constructor as T)
    return { flags: flags as FlagsOf<T>, args: args as ArgsOf<T> }
  }

  /** @throws ConfigError when there is no workspace, a mistake in it, or a flag that would write over it */
  protected async session(
    flags: { config?: string | undefined; account?: string | undefined; events?: string | undefined },
    { stateless = false } = {},
  ): Promise<Session> {
    // Not all commands have one, and it brings the state database.
    const { openSession } = await import('./session.ts')
    const session = await openSession({
      stateless,
      command: this.id?.replaceAll(':', ' ') ?? '',
      config: flags.config,
      account: flags.account,
      version: this.config.version,
      onWait: this.announceWait,
      onFindings: this.tellFindings,
      emit: this.emit,
      log: this.diary,
      secrets: this.secrets,
    })
    const { workspace, folder, providers } = session
    const places = placesOf(workspace, providers)
    refuseOwnPlaces(this.id ?? '', flags, { root: workspace.root, folder, places })
    if (flags.events !== undefined) this.listeners.push(this.eventsFile(flags.events))
    session.gauges.start()
    return session
  }

  private eventsFile(path: string): Emit {
    return createEventsFile(path, { clock: systemClock, onProblem: (message) => this.remark([message]) })
  }

  /** A long text on standard output, as fast as the reader takes it. */
  protected async stream(pieces: Iterable<string>): Promise<void> {
    this.screen.rest()
    await pipeline(Readable.from(pieces), process.stdout, { end: false })
  }

  /** The result for people, on standard output; nothing with `--json`. */
  protected readonly print = (lines: string[]): void => {
    if (this.jsonEnabled()) return
    this.screen.rest()
    process.stdout.write(linesFor(lines, process.stdout))
  }

  /** Progress and remarks, on standard error, whatever the output is. */
  protected readonly remark = (lines: string[]): void => {
    this.screen.say(lines)
  }

  protected readonly tellFindings = (findings: Diagnostic[]): void => this.remark(renderDiagnostics(findings))

  /** Tells everyone who listens what happens. */
  protected readonly emit: Emit = (event) => {
    for (const listener of this.listeners) listener(event)
  }

  /** Tells GitHub Actions, where this runs in one of its steps, what the command came to. */
  protected tellGithub(told: Parameters<typeof tellGithub>[0]): Promise<void> {
    return tellGithub(told, { env: process.env, remark: this.remark })
  }

  /** Structured output without oclif's colouring, so that it is the same in a terminal and in a pipe. */
  override logJson(json: unknown): void {
    this.screen.rest()
    process.stdout.write(`${jsonText(json)}\n`)
  }

  /** Says that calls have to wait, and until when. */
  protected readonly announceWait = (seconds: number, reason: string): void =>
    this.emit({ type: 'call.waiting', seconds, until: timeIn(seconds), reason })

  /** What it costs to be ended at once, without waiting for what is under way. */
  protected get costOfEnding(): string {
    return 'what was being read has to be read again.'
  }

  private readonly interrupt = (): void => {
    if (this.interruption.signal.aborted) this.screen.rest()
    if (this.interruption.signal.aborted) endAtOnce(`Ended at once: ${this.costOfEnding}`)
    this.interruption.abort(new DOMException('Interrupted.', 'AbortError'))
  }
}

/** Later ones cannot be written. */
const LAST_TIME = 8.64e15

function timeIn(seconds: number): string {
  return new Date(Math.min(systemClock.now() + seconds * 1000, LAST_TIME)).toISOString()
}

/** The process does not wait for its streams, so this one is written past them; nobody may be there to read it. */
function endAtOnce(message: string): never {
  try {
    writeSync(process.stderr.fd, `${message}\n`)
  } catch {
    // The program ends all the same.
  }
  process.exit(130)
}
