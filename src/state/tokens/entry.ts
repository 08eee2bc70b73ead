import { createHash } from 'node:crypto'
import type { TokenOwner, TokenPair } from '../../model/tokens.ts'
import type { Content, Entry } from './content.ts'

/** For a token that was sent nobody remembers when. */
const EARLIER = 'some time ago'
/** Far more than a service takes in the time for which a refresh token is good. */
const REMEMBERED = 1000

function digestOf(token: string): string {
  return `sha256:${createHash('sha256').update(token).digest('hex')}`
}

/** The owner's entry while the environment gives what it began with, else one of what the environment gives, if anything. */
export function entryFor({ entries }: Content, owner: TokenOwner): Entry | null {
  const { access, refresh } = owner.given
  const kept = entries.find((entry) => isOf(entry, owner))
  if (kept && (refresh === null || kept.began_with === digestOf(refresh))) return kept
  if (access === null && refresh === null) return null
  const pair = { access: access ?? '', refresh: refresh ?? '', access_expires_at: null, refresh_expires_at: null }
  const fresh = { ...named(owner), pair, sent_at: null, spent: kept ? spentOf(kept) : [] }
  // What the environment gives may be what it gave once before, and sent then.
  const before = refresh !== null && fresh.spent.includes(digestOf(refresh))
  return before ? { ...fresh, sent_at: EARLIER } : fresh
}

export function markedAsSent(entry: Entry, at: string): Entry {
  return { ...entry, sent_at: at }
}

export function unmarked(entry: Entry): Entry {
  return { ...entry, sent_at: null }
}

/** The entry with a pair that has just come. */
export function withPair(owner: TokenOwner, entry: Entry | null, pair: TokenPair & { kept_at: string }): Entry {
  const spent = entry ? spentOf(entry) : []
  // A service may give the same refresh token again: it said so itself that it is good.
  const left = spent.filter((digest) => digest !== digestOf(pair.refresh))
  return { ...named(owner), pair, sent_at: null, spent: left }
}

export function withEntry({ revision, entries }: Content, entry: Entry): Content {
  return { revision: revision + 1, entries: [...entries.filter((other) => !isOf(other, entry)), entry] }
}

function spentOf({ spent, sent_at, pair }: Entry): string[] {
  if (sent_at === null) return spent
  return [...spent.filter((digest) => digest !== digestOf(pair.refresh)), digestOf(pair.refresh)].slice(-REMEMBERED)
}

function named({ provider, shop, given }: TokenOwner) {
  return { provider, shop, began_with: given.refresh === null ? null : digestOf(given.refresh) }
}

function isOf(entry: Pick<Entry, 'provider' | 'shop'>, { provider, shop }: Pick<Entry, 'provider' | 'shop'>): boolean {
  return entry.provider === provider && entry.shop === shop
}
