import { createHash } from 'node:crypto'
import type { Clock } from '../model/clock.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import { ConfigError } from '../model/errors.ts'
import type { Emit } from '../model/event.ts'
import type { Digest } from '../model/json.ts'
import type { Log } from '../model/log.ts'
import type { Provider, ProviderContext, Providers } from '../model/provider.ts'
import type { Secrets } from '../model/secrets.ts'
import type { SourceSettings, Workspace } from '../model/settings.ts'
import type { Source } from '../model/source.ts'
import type { State } from '../model/state.ts'
import type { Target, TargetTraits } from '../model/target.ts'
import type { TargetDatabase } from '../model/target-database.ts'
import { systemClock } from '../net/clock.ts'
import { CallMeter } from '../services/calls/meter.ts'
import { withBaselines } from '../services/local-baselines.ts'
import { openWorkspace } from '../services/workspace.ts'
import { sqliteState } from '../state/sqlite/index.ts'
import { callKeeper } from './call-keeper.ts'
import { heapLimit, type OpenGauges, openGauges } from './gauges.ts'
import { memoryAlert } from './memory-alert.ts'
import { contextMaker, withNamed } from './provider-context.ts'
import { availableProviders, workspaceRoot } from './providers.ts'
import { openSystems, registered } from './systems.ts'
import { isSet } from './terminal.ts'
import { tokenFile } from './token-file.ts'

/** What a command works with: the one place where time, randomness, the environment and the disk come in. */
export interface Session {
  workspace: Workspace
  clock: Clock
  random: () => number
  digest: Digest
  program: { name: string; version: string }
  /** Absolute folder of what this program keeps for the account. */
  folder: string
  /** What `--account` or SYNC_ACCOUNT said; `null` for none. */
  profile: string | null
  /** True where nobody watches. */
  ci: boolean
  /** What is known of the account from earlier; opened when it is first used. */
  state: State
  providers: Providers
  /** Tells whoever watches what happens. */
  emit: Emit
  /** Hears every call that is made, for whoever counts. */
  calls: CallMeter
  gauges: OpenGauges
  /** What the program does, for whoever looks for a cause later. */
  log: Log
  /** The same one each time. */
  source(settings: SourceSettings): Promise<Source>
  target(): Promise<Target>
  /** What an entry of a source is opened with. @throws ConfigError for variables that are missing */
  context(settings: SourceSettings): ProviderContext
  /** What the target is able to hold; needs no credentials. */
  traits(): Promise<TargetTraits>
  /** The same for other rules of the same workspace. */
  traitsOf(workspace: Workspace): Promise<TargetTraits>
  /** The target's database, for those who look after it. @throws ConfigError where there is none */
  database(): Promise<TargetDatabase>
  close(): Promise<void>
}

export interface SessionOptions {
  config: string | undefined
  account: string | undefined
  version: string
  onWait: (seconds: number, reason: string) => void
  /** Told of what is odd about the environment. */
  onFindings: (findings: Diagnostic[]) => void
  emit: Emit
  log: Log
  secrets: Secrets
  /** What is being done, such as `export`. */
  command: string
  /** True: the state database is not opened for what it remembers, since it is what the command is about. */
  stateless?: boolean
}

export async function openSession(given: SessionOptions): Promise<Session> {
  const { config, account, version, stateless = false, log, secrets } = given
  const place = { config, cwd: process.cwd() }
  const providers = await availableProviders(process.env, workspaceRoot(place))
  const open = { ...place, account, env: process.env, providers }
  const { workspace, environment, state: folder } = openWorkspace(open)
  if (environment.diagnostics.length > 0) given.onFindings(environment.diagnostics)
  const program = { name: 'catalog-sync', version }
  const state = sqliteState(folder)
  const digest = (text: string): string => createHash('sha256').update(text).digest('hex')
  const ownTarget = (target: Target): Target =>
    stateless ? target : withBaselines(target, { workspace, state, digest })
  const tokens = tokenFile({ folder, log, secrets, onFindings: given.onFindings })
  const { calls, emit, keepCalls } = heard(given, folder)
  const gauges = openGauges({ emit, threshold: memoryAlert(process.env, heapLimit()) })
  const context = contextMaker({
    ...{ environment, program, log, secrets, tokens, onWait: given.onWait },
    ...{ onCall: calls.hear, isShort: gauges.isShort },
    root: workspace.root,
    folder,
    share: workspace.settings.policy.quota_share,
    state: stateless ? null : state,
  })
  // What is wrong with it is said before anything is read for minutes.
  const prepare = async (): Promise<void> => {
    if (stateless) return
    await state.open()
    log.part('state').write('debug', 'state.opened', { folder })
  }
  const systems = openSystems({ workspace, providers, context, prepare, instead: ownTarget })
  log.part('workspace').write('info', 'workspace.read', { root: workspace.root, account: environment.account, folder })
  return {
    workspace,
    clock: systemClock,
    random: Math.random,
    digest,
    program,
    folder,
    profile: environment.account,
    ci: isSet(process.env.CI),
    state,
    providers,
    ...{ emit, calls, gauges, log },
    source: systems.source,
    target: systems.target,
    context(settings) {
      const { provider, side } = registered(providers, settings.provider, 'source')
      return context(withNamed(provider, side.named?.(settings)), settings.account)
    },
    traits: () => registered(providers, workspace.settings.target.provider, 'target').side.traits(workspace),
    traitsOf: (other) => registered(providers, other.settings.target.provider, 'target').side.traits(other),
    async database() {
      const { target } = workspace.settings
      const { provider, side } = registered(providers, target.provider, 'target')
      if (!side.database) throw withoutDatabase(provider)
      return side.database(workspace, context(withNamed(provider, side.named?.(target))))
    },
    async close() {
      gauges.stop()
      await systems.close()
      keepCalls()
      await state.close()
    },
  }
}

/** Who hears of calls: the meter, and where a command may have a run or an export, the record of them. */
function heard({ command, emit, secrets, onFindings, stateless = false }: SessionOptions, folder: string) {
  const calls = new CallMeter()
  if (stateless) return { calls, emit, keepCalls: () => undefined }
  const keeper = callKeeper({ folder, command, secrets, onFindings, clock: systemClock, random: Math.random })
  calls.listen(keeper.hear)
  const both: Emit = (event) => {
    keeper.follow(event)
    emit(event)
  }
  return { calls, emit: both, keepCalls: keeper.close }
}

function withoutDatabase({ title }: Provider): ConfigError {
  return new ConfigError('no-database', `The target ${title} has no database that this command could look after.`, {
    hints: ['It is for workspaces whose target keeps a catalogue in a database: sync init --target lists the targets.'],
  })
}
