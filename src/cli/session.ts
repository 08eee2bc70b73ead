import { createHash } from 'node:crypto'
import type { Environment } from '../config/environment.ts'
import type { Clock } from '../model/clock.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { Digest } from '../model/json.ts'
import { FORGETFUL } from '../model/quota.ts'
import type { EarlierWrites } from '../model/run.ts'
import type { Workspace } from '../model/settings.ts'
import type { Source } from '../model/source.ts'
import type { Target, TargetTraits } from '../model/target.ts'
import { systemClock } from '../net/clock.ts'
import { type ProviderOptions, SOURCES, TARGET_TRAITS, TARGETS } from '../providers/registry.ts'
import { withBaselines } from '../services/local-baselines.ts'
import { openWorkspace } from '../services/workspace.ts'
import { openState, type State } from '../state/database.ts'
import { recentWrites } from '../state/memory.ts'
import { quotaMemory } from '../state/quota.ts'

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
  state(): State
  source(): Promise<Source>
  target(): Promise<Target>
  /** What the target is able to hold; needs no credentials. */
  traits(): Promise<TargetTraits>
  close(): Promise<void>
}

export interface SessionOptions {
  config: string | undefined
  account: string | undefined
  version: string
  onWait: (seconds: number, reason: string) => void
  /** Told of what is odd about the environment. */
  onFindings: (findings: Diagnostic[]) => void
  /** True: the state database is not opened for what it remembers, since it is what the command is about. */
  stateless?: boolean
}

export function openSession(given: SessionOptions): Session {
  const { config, account, version, onWait, stateless = false } = given
  const open = { config, account, cwd: process.cwd(), env: process.env }
  const { workspace, environment, state: folder } = openWorkspace(open)
  if (environment.diagnostics.length > 0) given.onFindings(environment.diagnostics)
  const program = { name: 'catalog-sync', version }
  const opened: { state?: State; target?: Target } = {}
  const state = (): State => (opened.state ??= openState(folder))
  const digest = (text: string): string => createHash('sha256').update(text).digest('hex')
  const ownTarget = (target: Target): Target =>
    stateless ? target : withBaselines(target, { workspace, state, digest })
  const options = (): ProviderOptions => ({
    clock: systemClock,
    random: Math.random,
    userAgent: `${program.name}/${program.version} (Language=JavaScript; Platform=Node.js)`,
    share: workspace.settings.policy.quota_share,
    writes: (account) => (stateless ? NO_WRITES : recentWrites(state(), account, since(RECENT_MS))),
    quota: stateless ? FORGETFUL : quotaMemory(state(), systemClock),
    onWait,
    workspace,
  })
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
    source: () => make(SOURCES, workspace.settings.source.provider, { environment, options }),
    target: async () =>
      (opened.target ??= ownTarget(await make(TARGETS, workspace.settings.target.provider, { environment, options }))),
    traits: () => registered(TARGET_TRAITS, workspace.settings.target.provider)(workspace),
    async close() {
      await opened.target?.close()
      opened.state?.close()
    },
  }
}

/** Longer than any search lags behind. */
const RECENT_MS = 10 * 60_000
const NO_WRITES: EarlierWrites = { modified: new Map(), links: [] }

function since(milliseconds: number): string {
  return new Date(systemClock.now() - milliseconds).toISOString()
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '' && value !== '0' && value !== 'false'
}

interface Making {
  environment: Environment
  options: () => ProviderOptions
}

/** The schema of sync.yaml allows only registered providers. */
function make<T>(
  registry: { [name: string]: (environment: Environment, options: ProviderOptions) => Promise<T> },
  name: string,
  { environment, options }: Making,
): Promise<T> {
  return registered(registry, name)(environment, options())
}

function registered<T>(registry: { [name: string]: T }, name: string): T {
  const found = registry[name]
  if (!found) throw new Error(`No provider is registered as ${name}.`)
  return found
}
