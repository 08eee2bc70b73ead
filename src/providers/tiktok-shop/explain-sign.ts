import type { ProviderContext } from '../../model/provider.ts'
import { keyRemark, type SignedCall, type SignedPart } from '../../model/signature.ts'
import type { ApiCall } from './api-call.ts'
import { SHOPS_CALL, searchCall } from './calls.ts'
import { credentialsOf } from './credentials.ts'
import { partsOf, signatureOf } from './sign.ts'
import { toSign } from './signed-call.ts'

const NO_CIPHER =
  'TIKTOK_SHOP_CIPHER is not set: a read asks for the cipher of its shop first, and this command makes no call.'

/** One call that is a GET and not for a shop, and one with a body for a shop, as they would be signed at a moment, seconds since 1970. */
export function explainCalls(
  at: number,
  { values, secrets }: Pick<ProviderContext, 'values' | 'secrets'>,
): SignedCall[] {
  const credentials = credentialsOf(values)
  const { appSecret, cipher } = credentials
  secrets.add(appSecret, cipher)
  const secret: SignedPart = { name: 'app_secret', text: '', hidden: appSecret.length }
  const explained = (call: ApiCall, missing: string | null = null): SignedCall => {
    const signed = toSign(call, credentials, at)
    return {
      ...{ call: call.endpoint, method: call.method, path: call.path, missing },
      parts: [secret, ...partsOf(signed).map((part) => masked(part, call.cipher)), secret],
      algorithm: 'HMAC-SHA256 over the parts, as hex',
      key: { variable: 'TIKTOK_SHOP_APP_SECRET', length: appSecret.length, remark: keyRemark(appSecret) },
      digest: missing === null ? signatureOf(signed, appSecret) : null,
    }
  }
  return [
    explained(SHOPS_CALL),
    explained(searchCall(cipher ?? '', { status: 'ACTIVATE' }, {}), cipher === null ? NO_CIPHER : null),
  ]
}

function masked({ name, text }: { name: string; text: string }, cipher: string | undefined): SignedPart {
  return name === 'shop_cipher' ? { name, text: name, hidden: cipher?.length ?? 0 } : { name, text }
}
