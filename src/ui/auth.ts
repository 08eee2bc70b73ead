import { line } from './words.ts'

export interface TokenView {
  provider: string
  shop: string
  access_expires_at: string | null
  refresh_expires_at: string | null
  ok: boolean
  message: string | null
}

/** One owner a line, and what is wrong below it. */
export function renderTokens(tokens: readonly TokenView[]): string[] {
  if (tokens.length === 0) return ['No source of sync.yaml has tokens that rotate.']
  return tokens.flatMap(({ provider, shop, access_expires_at, refresh_expires_at, ok, message }) => [
    line(
      `${ok ? '✓' : '✗'} ${provider} ${shop}: access until ${timeText(access_expires_at)}, refresh until ${timeText(refresh_expires_at)}`,
    ),
    ...(message === null ? [] : [line(`  ${message}`)]),
  ])
}

function timeText(time: string | null): string {
  return time === null ? 'an unknown time' : time.replace('T', ' ').replace(/:\d\d(?:\.\d+)?Z$/, ' UTC')
}

/** What to do with the link, for people. */
export function renderConsentAdvice(provider: string, shops: readonly string[]): string[] {
  return [
    line(
      `Open this address as the seller of ${shops.join(', ')} and consent; it leads to the address of the application,`,
    ),
    line(`with a code in it, which is good for minutes: sync auth ${provider} --code CODE`),
  ]
}
