import { ProviderError } from '../../model/errors.ts'
import type { TokenOwner } from '../../model/tokens.ts'
import type { Entry } from './content.ts'

/** The entry, once it is known that its refresh token may be sent. @throws ProviderError */
export function checkSendable(owner: TokenOwner, entry: Entry | null): Entry {
  if (entry === null || entry.pair.refresh === '') throw withoutRefresh(owner)
  if (entry.sent_at !== null) throw sentBefore(owner, entry.sent_at)
  return entry
}

function sentBefore({ provider, shop }: TokenOwner, at: string): ProviderError {
  return new ProviderError(
    'credentials',
    `The refresh token of ${provider} for shop ${shop} was sent before (${at}), and no new one was kept: the answer never came, or was a refusal. Such a token is good for one use, so it is not sent again.`,
    { hints: consent(provider) },
  )
}

function withoutRefresh({ provider, shop }: TokenOwner): ProviderError {
  const message = `There is no refresh token of ${provider} for shop ${shop}, so its access token cannot be renewed.`
  return new ProviderError('credentials', message, { hints: consent(provider) })
}

function consent(provider: string): string[] {
  return [
    `Ask for consent again: sync auth ${provider} --url, then sync auth ${provider} --code CODE`,
    'Or put a refresh token that was never used into the environment.',
  ]
}
