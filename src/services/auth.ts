import { nearest } from '../config/nearest.ts'
import { ConfigError, type SyncError } from '../model/errors.ts'
import type { AuthSide, ProviderContext, Providers } from '../model/provider.ts'
import type { Settings, SourceSettings } from '../model/settings.ts'
import type { TokenOwner } from '../model/tokens.ts'
import { asSyncError, type Measure, type TokenStatus, tokenStatus } from './token-status.ts'

export interface AuthOptions {
  settings: Settings
  providers: Providers
  /** Milliseconds since 1970. */
  now: number
  /** What an entry of a source is opened with. @throws ConfigError for variables that are missing */
  context: (settings: SourceSettings) => ProviderContext
}

/** An entry of a source whose tokens rotate. */
interface Place {
  settings: SourceSettings
  auth: AuthSide
}

/** Where the sellers of an entry consent. */
export interface ConsentLink {
  shops: string[]
  url: string
}

export interface Renewals {
  providers: TokenStatus[]
  /** Why some could not be renewed, in the order of `providers`. */
  errors: SyncError[]
}

/** A link for each entry of the provider, or for that of a shop; equal ones once. @throws SyncError */
export async function consentLinks(name: string, shop: string | null, options: AuthOptions): Promise<ConsentLink[]> {
  const links: ConsentLink[] = []
  for (const { auth, settings } of placesOf(name, shop, options)) {
    const url = await auth.url(settings, options.context(settings))
    const same = links.find((link) => link.url === url)
    if (same) same.shops.push(...settings.shops)
    else links.push({ shops: [...settings.shops], url })
  }
  return links
}

/** Exchanges the code of a consent, and keeps what it brings. @throws SyncError */
export async function takeConsent(
  name: string,
  consent: { code: string; shop: string | null },
  options: AuthOptions,
): Promise<TokenStatus[]> {
  const places = placesOf(name, consent.shop, options)
  const [place] = places
  if (!place || places.length > 1) throw severalEntries(name)
  const context = options.context(place.settings)
  context.secrets.add(consent.code)
  const granted = await place.auth.exchange(place.settings, consent, context)
  for (const { pair } of granted) context.secrets.add(pair.access, pair.refresh)
  const statuses: TokenStatus[] = []
  for (const { owner, pair } of granted) {
    await context.tokens.keep(owner, pair)
    statuses.push(tokenStatus(owner, pair, measureOf(place, options)))
  }
  return statuses
}

/** Renews the tokens of every shop of the provider, or of one; what fails holds up nothing else. @throws SyncError */
export async function renewTokens(name: string, shop: string | null, options: AuthOptions): Promise<Renewals> {
  const renewals: Renewals = { providers: [], errors: [] }
  for (const { auth, settings } of placesOf(name, shop, options)) {
    const context = options.context(settings)
    const measure = measureOf({ auth }, options)
    for (const owner of await ownersOf({ auth, settings }, context, shop)) {
      try {
        const pair = await auth.renew(settings, owner, context)
        renewals.providers.push(tokenStatus(owner, pair, measure))
      } catch (error) {
        const refusal = asSyncError(error)
        const now = tokenStatus(owner, await context.tokens.current(owner), measure)
        renewals.providers.push({ ...now, message: refusal.message })
        renewals.errors.push(refusal)
      }
    }
  }
  if (renewals.providers.length === 0) throw unknownShop(name, shop, options)
  return renewals
}

/** How it stands with the tokens of every source that has any. @throws SyncError for a token file that cannot be used */
export async function allTokens(options: AuthOptions): Promise<TokenStatus[]> {
  const statuses: TokenStatus[] = []
  for (const { auth, settings } of withAuth(options)) {
    const context = contextOrRefusal(settings, options)
    if (context instanceof ConfigError) {
      statuses.push(...settings.shops.map((shop) => unknownStatus(settings.provider, shop, context)))
      continue
    }
    for (const owner of await auth.owners(settings, context)) {
      statuses.push(tokenStatus(owner, await context.tokens.current(owner), measureOf({ auth }, options)))
    }
  }
  return statuses
}

function measureOf({ auth }: Pick<Place, 'auth'>, { now }: Pick<AuthOptions, 'now'>): Measure {
  return { now, scopes: auth.scopes ?? [] }
}

async function ownersOf(
  { auth, settings }: Place,
  context: ProviderContext,
  shop: string | null,
): Promise<TokenOwner[]> {
  const owners = await auth.owners(settings, context)
  const named = owners.filter((owner) => shop === null || owner.shop === shop)
  // A shop may be called otherwise in sync.yaml than its service does.
  const alone = shop !== null && settings.shops.length === 1 && settings.shops[0] === shop
  return named.length === 0 && alone ? owners : named
}

function unknownShop(name: string, shop: string | null, { settings }: AuthOptions): ConfigError {
  const known = settings.sources.filter(({ provider }) => provider === name).flatMap(({ shops }) => shops)
  const message = `sync.yaml names no shop ${(shop ?? '').slice(0, 60)} of ${name}; it names ${known.join(', ')}.`
  return new ConfigError('auth-shop', message, { hints: ['Name one of these, or leave --shop out.'] })
}

function contextOrRefusal(settings: SourceSettings, { context }: AuthOptions): ProviderContext | ConfigError {
  try {
    return context(settings)
  } catch (error) {
    if (error instanceof ConfigError) return error
    throw error
  }
}

function unknownStatus(provider: string, shop: string, { message }: ConfigError): TokenStatus {
  return { provider, shop, access_expires_at: null, refresh_expires_at: null, ok: false, message }
}

function withAuth({ settings, providers }: Pick<AuthOptions, 'settings' | 'providers'>): Place[] {
  return settings.sources.flatMap((source) => {
    const auth = providers.get(source.provider)?.auth
    return auth ? [{ settings: source, auth }] : []
  })
}

/** The entries of a provider; of several, that of the shop that is named. @throws ConfigError */
function placesOf(name: string, shop: string | null, options: AuthOptions): Place[] {
  const own = withAuth(options).filter(({ settings }) => settings.provider === name)
  if (own.length === 0) throw withoutAuth(name, options)
  const ofShop = own.filter(({ settings }) => shop !== null && settings.shops.includes(shop))
  return ofShop.length > 0 ? ofShop : own
}

function withoutAuth(name: string, { settings, providers }: AuthOptions): ConfigError {
  const able = [...providers.values()].filter(({ auth }) => auth !== undefined).map((provider) => provider.name)
  const known = able.length === 0 ? ['None does.'] : [`Those that do: ${able.join(', ')}.`]
  if (!providers.has(name)) {
    const near = nearest(name, able)
    const hints = near === null ? known : [`Did you mean ${near}?`]
    return new ConfigError('auth-provider', `There is no provider ${name.slice(0, 60)}.`, { hints })
  }
  if (!able.includes(name)) {
    const message = `${name} has no tokens that a consent brings: its credentials come from the environment alone.`
    return new ConfigError('auth-provider', message, { hints: known })
  }
  const named = settings.sources.map(({ provider }) => provider).join(', ')
  const message = `sync.yaml names no source ${name}, so nobody knows which shops are meant; it names ${named}.`
  return new ConfigError('auth-provider', message, { hints: [`Add source.${name} to sync.yaml first.`] })
}

function severalEntries(name: string): ConfigError {
  return new ConfigError('usage', `sync.yaml has several entries of ${name}, and a code belongs to one of them.`, {
    hints: ['Say with --shop which one is meant.'],
  })
}
