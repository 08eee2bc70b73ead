import type { Environment } from '../config/environment.ts'
import type { Call } from '../model/call.ts'
import { NOTHING_EARLIER } from '../model/earlier.ts'
import type { Log } from '../model/log.ts'
import type { Provider, ProviderContext, Values, Variable } from '../model/provider.ts'
import { FORGETFUL } from '../model/quota.ts'
import type { EarlierWrites } from '../model/run.ts'
import type { Secrets } from '../model/secrets.ts'
import type { State } from '../model/state.ts'
import type { Tokens } from '../model/tokens.ts'
import { systemClock } from '../net/clock.ts'
import { earlierReads } from '../services/earlier-reads.ts'
import { heardCalls } from './log/heard-calls.ts'

interface ContextParts {
  environment: Environment
  program: { name: string; version: string }
  root: string
  /** Absolute folder of what this program keeps for the account. */
  folder: string
  /** The part of the account's allowance to use. */
  share: number
  /** What is remembered of accounts; `null`: nothing is. */
  state: State | null
  onWait: (seconds: number, reason: string) => void
  log: Log
  /** Told of every call that a provider makes. */
  onCall: (call: Call) => void
  /** True while memory is short; absent: nobody looks. */
  isShort?: () => boolean
  secrets: Secrets
  tokens: Tokens
}

/** What providers are opened with; an entry of a source may name a prefix of its variables. */
export function contextMaker(parts: ContextParts) {
  const { environment, program, root, folder, share, state, secrets, tokens } = parts
  const logOf = (name: string): Log => heardCalls(parts.log.part(name), name, parts.onCall)
  return (provider: Pick<Provider, 'name' | 'variables'>, prefix: string | null = null): ProviderContext => ({
    values: concealed(provider, environment.valuesFor(provider, prefix), secrets),
    ...{ root, folder, share, secrets, tokens },
    ...(parts.isShort ? { isShort: parts.isShort } : {}),
    log: logOf(provider.name),
    onWait: loggedWait(logOf(provider.name), parts.onWait),
    clock: systemClock,
    random: Math.random,
    userAgent: `${program.name}/${program.version} (Language=JavaScript; Platform=Node.js)`,
    writes: async (account) => (state === null ? NO_WRITES : state.memory.recent(account, since(RECENT_MS))),
    earlier: state === null ? NOTHING_EARLIER : earlierReads(state, provider.name),
    quota: state === null ? FORGETFUL : state.quota(systemClock),
  })
}

/** A provider with the variables that settings name among its own. */
export function withNamed(provider: Provider, named: readonly Variable[] = []): Pick<Provider, 'name' | 'variables'> {
  const others = provider.variables.filter(({ name }) => named.every((one) => one.name !== name))
  return { name: provider.name, variables: [...others, ...named] }
}

/** The values of a provider's variables; its credentials are known as secrets before anybody gets them. */
export function concealed({ variables }: Pick<Provider, 'variables'>, values: Values, secrets: Secrets): Values {
  secrets.add(...variables.filter(({ secret }) => secret).map(({ name }) => values[name]))
  return values
}

function loggedWait(log: Log, onWait: ContextParts['onWait']): ContextParts['onWait'] {
  return (seconds, reason) => {
    log.write('info', 'call.waiting', { seconds, reason })
    onWait(seconds, reason)
  }
}

/** Longer than any search lags behind. */
const RECENT_MS = 10 * 60_000
const NO_WRITES: EarlierWrites = { modified: new Map(), links: [] }

function since(milliseconds: number): string {
  return new Date(systemClock.now() - milliseconds).toISOString()
}
