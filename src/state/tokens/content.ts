import type { TokenPair } from '../../model/tokens.ts'

/** One owner's tokens, as the file has them. */
export interface Entry {
  provider: string
  shop: string
  /** Digest of the environment's refresh token that it began with; `null`: it gave none. */
  began_with: string | null
  pair: TokenPair
  /** When the refresh token was sent; `null`: it was not. */
  sent_at: string | null
  /** Digests of refresh tokens that were sent before, the latest last. */
  spent: string[]
}

export interface Content {
  /** Counts the writes: what a process that died had almost put in place is told from older drafts by it. */
  revision: number
  entries: Entry[]
}

const FORMAT = 1

export const EMPTY: Content = { revision: 0, entries: [] }

export function contentText({ revision, entries }: Content): string {
  return `${JSON.stringify({ format_version: FORMAT, revision, tokens: entries }, null, 2)}\n`
}

/** What a file holds, or why that cannot be told, as the end of a sentence; no word of its content is in it. */
export function readContent(text: string): Content | string {
  const file = parse(text)
  if (file === null) return 'it is no JSON object'
  if (typeof file.format_version !== 'number') return 'it has no format_version'
  if (file.format_version !== FORMAT) return 'another version of this program wrote it'
  const { revision, tokens } = file
  if (typeof revision !== 'number' || !Array.isArray(tokens)) return 'revision or tokens are missing'
  const wrong = tokens.findIndex((entry) => !isEntry(entry))
  return wrong < 0 ? { revision, entries: tokens } : `entry ${wrong + 1} of tokens is incomplete`
}

function parse(text: string): { [key: string]: unknown } | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null
  } catch {
    return null
  }
}

function isEntry(value: unknown): value is Entry {
  const { provider, shop, began_with, pair, sent_at, spent } = Object(value)
  const named = isText(provider) && isText(shop) && isTextOrNull(began_with) && isTextOrNull(sent_at)
  return named && isPair(pair) && Array.isArray(spent) && spent.every(isText)
}

function isPair(value: unknown): value is TokenPair {
  const { access, refresh, access_expires_at, refresh_expires_at, kept_at, scopes = [] } = Object(value)
  const texts = [access, refresh, ...(kept_at === undefined ? [] : [kept_at])]
  if (!Array.isArray(scopes) || !scopes.every(isText)) return false
  return texts.every(isText) && isTextOrNull(access_expires_at) && isTextOrNull(refresh_expires_at)
}

const isText = (value: unknown): value is string => typeof value === 'string'
const isTextOrNull = (value: unknown): value is string | null => value === null || isText(value)
