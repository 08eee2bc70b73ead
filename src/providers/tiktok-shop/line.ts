import { counted } from '../../model/counted.ts'
import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts'
import type { ProviderContext } from '../../model/provider.ts'
import type { SourceSettings } from '../../model/settings.ts'
import { Client } from './client.ts'
import { credentialsOf, ownerOf } from './credentials.ts'
import type { TikTokShopWants } from './wants.ts'

export type LineContext = Pick<
  ProviderContext,
  'values' | 'clock' | 'random' | 'share' | 'quota' | 'onWait' | 'log' | 'secrets' | 'tokens' | 'isShort'
>

export type LineSettings = Pick<SourceSettings, 'options' | 'account' | 'shops'>

/** What reads one shop. */
export interface Line {
  client: Client
  /** What is to be said of the calls of the day. */
  remarks: Diagnostic[]
}

/** @param rate Calls a second; the usual unless told. */
export function openLine({ options, account, shops }: LineSettings, context: LineContext, rate?: number): Line {
  const { calls_per_day } = options as unknown as TikTokShopWants
  const credentials = credentialsOf(context.values)
  context.secrets.add(credentials.appSecret, credentials.cipher, credentials.accessToken, credentials.refreshToken)
  const remarks: Diagnostic[] = []
  const client = new Client({
    ...context,
    credentials,
    owner: ownerOf(credentials, account),
    shop: shops.join(', '),
    callsPerDay: calls_per_day,
    onBudget: (used, limit) => remarks.push(nearTheEnd(used, limit)),
    ...(rate === undefined ? {} : { rate }),
  })
  return { client, remarks }
}

function nearTheEnd(used: number, limit: number): Diagnostic {
  const message = `${used} of the ${counted(limit, 'call')} that calls_per_day allows are used; the day ends at 00:00 UTC.`
  const hint = 'Raise calls_per_day in sync.yaml, or go on tomorrow with sync export --resume.'
  return diagnostic({ severity: 'warning', code: 'call-budget', message, hint })
}
