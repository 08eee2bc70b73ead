import type { Clock } from '../model/clock.ts'
import type { QuotaMemory } from '../model/quota.ts'
import type { EarlierWrites } from '../model/run.ts'
import type { Workspace } from '../model/settings.ts'
import type { Source, SourceFacts } from '../model/source.ts'
import type { Target, TargetTraits } from '../model/target.ts'
import { AMAZON_FACTS } from './amazon/facts.ts'

/** What every provider is made with. Times, randomness and earlier writes come from the composition root. */
export interface ProviderOptions {
  clock: Clock
  /** 0 <= random < 1 */
  random: () => number
  /** `catalog-sync/0.1.0 …`, for services that ask who calls. */
  userAgent: string
  /** The part of the account's allowance to use, 0 < share <= 1. */
  share: number
  /** What other processes wrote to an account a short while ago. */
  writes: (account: string) => EarlierWrites
  quota: QuotaMemory
  onWait: (seconds: number, reason: string) => void
  /** What decides what a target holds. */
  workspace: Pick<Workspace, 'settings' | 'attributes'>
}

/** The credentials of all providers; each one reads its own. */
export interface Credentials {
  plytix(): { apiKey: string; apiPassword: string; apiUrl: string; authUrl: string }
  amazon(): { clientId: string; clientSecret: string; refreshToken: string; apiUrl: string | null; lwaUrl: string }
}

type Make<T> = (credentials: Credentials, options: ProviderOptions) => Promise<T>

/** A provider is imported when it is used: an unused one costs nothing at start-up. */
export const SOURCES: { [name: string]: Make<Source> } = {
  amazon: async (credentials, { clock, random, userAgent, onWait }) => {
    const { createAmazonSource } = await import('./amazon/index.ts')
    return createAmazonSource({ credentials: credentials.amazon(), clock, random, userAgent, onWait })
  },
}

export const TARGETS: { [name: string]: Make<Target> } = {
  plytix: async (credentials, options) => {
    const { createPlytixTarget } = await import('./plytix/index.ts')
    return createPlytixTarget({ ...credentials.plytix(), ...options })
  },
}

/** How a source's items are read; needed without credentials, to plan from a file. */
export const SOURCE_FACTS: { readonly [name: string]: SourceFacts } = { amazon: AMAZON_FACTS }

/** What targets are able to hold; needed without credentials, to plan from a snapshot. */
export const TARGET_TRAITS: {
  [name: string]: (workspace: ProviderOptions['workspace']) => Promise<TargetTraits>
} = {
  plytix: async (workspace) => (await import('./plytix/traits.ts')).plytixTraits(workspace),
}
