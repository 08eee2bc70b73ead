import type { ApiCall } from './api-call.ts'
import type { Credentials } from './credentials.ts'
import type { Signed } from './sign.ts'

/** A call as it is signed: what the client adds to its query, and its body byte for byte. @param at Seconds since 1970. */
export function toSign(
  { path, query = {}, body, cipher }: ApiCall,
  { appKey }: Pick<Credentials, 'appKey'>,
  at: number,
): Signed {
  return {
    path,
    query: {
      ...query,
      app_key: appKey,
      timestamp: String(at),
      ...(cipher === undefined ? {} : { shop_cipher: cipher }),
    },
    body: body === undefined ? '' : JSON.stringify(body),
  }
}
