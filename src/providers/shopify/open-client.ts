import type { ProviderContext } from '../../model/provider.ts'
import type { Http } from '../../net/http.ts'
import { Client } from './client.ts'
import { credentialsOf } from './credentials.ts'

export type ShopContext = Pick<
  ProviderContext,
  'values' | 'clock' | 'random' | 'userAgent' | 'share' | 'onWait' | 'log' | 'secrets'
> & {
  /** Its own unless given. */
  http?: Http
}

/** A client of one shop. @throws ConfigError when credentials are missing, or are of another shop */
export function openClient(shop: string, version: string, context: ShopContext): Client {
  const { values, ...rest } = context
  return new Client({ ...rest, credentials: credentialsOf(shop, values), version })
}
