import type { ProviderContext } from '../../model/provider.ts'
import { keyRemark, type SignedCall } from '../../model/signature.ts'
import { OPERATIONS, type Operation } from './operations.ts'
import { ownerOf } from './owner.ts'
import { credentialsOf } from './shop-line.ts'
import { partsOf, type Signed, sign } from './sign.ts'

/** Of each kind of call one or two: those that the application signs alone, and those for a shop. */
const PUBLIC: readonly Operation[] = ['public.get_shops_by_partner', 'auth.token_get', 'auth.access_token_get']
const OF_SHOP: readonly Operation[] = ['shop.get_shop_info', 'product.get_item_list']

/** How calls for a shop would be signed at a moment, seconds since 1970; the token is that of the token file, as it is. */
export async function explainCalls(shop: string, at: number, context: ProviderContext): Promise<SignedCall[]> {
  const { partnerId, partnerKey } = credentialsOf(context)
  const token = (await context.tokens.current(ownerOf(shop, context.values)))?.access ?? ''
  context.secrets.add(token)
  const explained = (operation: Operation, of: Signed['shop'], missing: string | null = null): SignedCall => {
    const { method, path } = OPERATIONS[operation]
    const signed: Signed = { partnerId, path, timestamp: at, ...(of && { shop: of }) }
    return {
      ...{ call: operation, method, path, parts: partsOf(signed), algorithm: 'HMAC-SHA256 over the parts, as hex' },
      key: { variable: 'SHOPEE_PARTNER_KEY', length: partnerKey.length, remark: keyRemark(partnerKey) },
      digest: missing === null ? sign(signed, partnerKey) : null,
      missing,
    }
  }
  const missing = token === '' ? `There is no access token of shop ${shop}: "sync auth shopee" brings one.` : null
  const ofShop = { accessToken: token, shopId: shop }
  return [
    ...PUBLIC.map((operation) => explained(operation, undefined)),
    ...OF_SHOP.map((operation) => explained(operation, ofShop, missing)),
  ]
}
