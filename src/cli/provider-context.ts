import type { Environment } from '../config/environment.ts'
import type { Provider, ProviderContext } from '../model/provider.ts'
import { FORGETFUL } from '../model/quota.ts'
import type { EarlierWrites } from '../model/run.ts'
import type { State } from '../model/state.ts'
import { systemClock } from '../net/clock.ts'

interface ContextParts {
  environment: Environment
  program: { name: string; version: string }
  root: string
  /** The part of the account's allowance to use. */
  share: number
  /** What is remembered of accounts; `null`: nothing is. */
  state: State | null
  onWait: (seconds: number, reason: string) => void
}

/** What providers are opened with; an entry of a source may name a prefix of its variables. */
export function contextMaker({ environment, program, root, share, state, onWait }: ContextParts) {
  return (provider: Provider, prefix: string | null = null): ProviderContext => ({
    values: environment.valuesFor(provider, prefix),
    ...{ root, share, onWait },
    clock: systemClock,
    random: Math.random,
    userAgent: `${program.name}/${program.version} (Language=JavaScript; Platform=Node.js)`,
    writes: async (account) => (state === null ? NO_WRITES : state.memory.recent(account, since(RECENT_MS))),
    quota: state === null ? FORGETFUL : state.quota(systemClock),
  })
}

/** Longer than any search lags behind. */
const RECENT_MS = 10 * 60_000
const NO_WRITES: EarlierWrites = { modified: new Map(), links: [] }

function since(milliseconds: number): string {
  return new Date(systemClock.now() - milliseconds).toISOString()
}
