import { ConfigError } from '../../model/errors.ts'
import type { Granted, ProviderContext } from '../../model/provider.ts'
import type { SourceSettings } from '../../model/settings.ts'
import type { TokenOwner, TokenPair } from '../../model/tokens.ts'
import { callPublic } from './calls.ts'
import { ownerOf } from './owner.ts'
import { asId, asList } from './raw.ts'
import { credentialsOf, openLine, type ShopLine } from './shop-line.ts'
import { pairOf } from './token-pair.ts'
import type { ShopeeWants } from './wants.ts'

/** Consent pages by the host of the API; of another host its own. */
const PAGES: { readonly [host: string]: string } = {
  'partner.shopeemobile.com': 'https://open.shopee.com',
  'openplatform.shopee.cn': 'https://open.shopee.cn',
  'openplatform.shopee.com.br': 'https://open.shopee.com.br',
  'openplatform.sandbox.test-stable.shopee.sg': 'https://open.sandbox.test-stable.shopee.com',
  'openplatform.sandbox.test-stable.shopee.cn': 'https://open.sandbox.test-stable.shopee.cn',
  'partner.test-stable.shopeemobile.com': 'https://open.sandbox.test-stable.shopee.com',
}

/** The page where the seller consents; it needs no signature, so it does not die after five minutes. */
export function consentPage(context: ProviderContext): string {
  const { partnerId, apiUrl } = credentialsOf(context)
  const api = new URL(apiUrl)
  const page = new URL('/auth', PAGES[api.host] ?? api.origin)
  page.search = new URLSearchParams({
    partner_id: partnerId,
    auth_type: 'seller',
    redirect_uri: context.values.SHOPEE_REDIRECT_URL ?? '',
    response_type: 'code',
  }).toString()
  return page.href
}

const never = (): AbortSignal => new AbortController().signal

/**
 * The tokens that a code is good for. A main account's code brings one pair for all of its shops, and each of them has
 * its own chain from then on. @throws ShopeeError
 */
export async function exchangeCode(
  settings: SourceSettings,
  { code, shop }: { code: string; shop: string | null },
  context: ProviderContext,
): Promise<Granted[]> {
  const whose = accountOf(shop ?? settings.shops[0] ?? '')
  const { partnerId } = credentialsOf(context)
  return withLine(whose.id, { settings, context }, async ({ line }) => {
    const body = { code, partner_id: Number(partnerId), [whose.field]: Number(whose.id) }
    context.secrets.add(code)
    const answer = await callPublic(line, { operation: 'auth.token_get', body, about: whose.id }, never())
    const pair = pairOf(answer, context.clock.now())
    if (pair === null)
      throw new ConfigError('shopee-code', 'Shopee takes the code and gives no tokens.', { hints: AGAIN })
    context.secrets.add(pair.access, pair.refresh)
    const listed = asList(answer.shop_id_list).flatMap((id) => asId(id) ?? [])
    const shops = new Set(whose.field === 'shop_id' ? [whose.id, ...listed] : listed)
    return [...shops].map((id) => ({ owner: ownerOf(id, context.values), pair }))
  })
}

const AGAIN = ['Get another code with "sync auth shopee --url".']

/** `--shop main:123` names the main account that consented for several shops. @throws ConfigError */
function accountOf(text: string): { field: 'shop_id' | 'main_account_id'; id: string } {
  const [, main, id = ''] = /^(main:)?([1-9]\d*)$/.exec(text.trim()) ?? []
  if (id !== '') return { field: main === undefined ? 'shop_id' : 'main_account_id', id }
  throw new ConfigError('usage', `${JSON.stringify(text)} is not the id of a shop on Shopee.`, {
    hints: ['The page that the seller is led to has it in its address, as shop_id; or main:ID for main_account_id.'],
  })
}

/** Renews now, whatever is left of the token. @throws SyncError */
export async function renewNow(
  settings: SourceSettings,
  owner: TokenOwner,
  context: ProviderContext,
): Promise<TokenPair> {
  const pair = await context.tokens.current(owner)
  const spent = pair === null || pair.access === '' ? null : pair.access
  return withLine(owner.shop, { settings, context }, ({ access }) => access.renew(spent, never()))
}

interface Opening {
  settings: SourceSettings
  context: ProviderContext
}

async function withLine<T>(shop: string, { settings, context }: Opening, work: (line: ShopLine) => Promise<T>) {
  const opened = openLine(shop, (settings.options as unknown as ShopeeWants).calls_per_day, context)
  try {
    return await work(opened)
  } finally {
    await opened.line.budget.save()
    await opened.line.transport.close()
  }
}
