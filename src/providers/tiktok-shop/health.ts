import { asRefusal, type Check, failed, failedBy, passed, warned } from '../../model/check.ts'
import { grouped } from '../../model/figures.ts'
import type { SourceRequest } from '../../model/source.ts'
import { createHttp } from '../../net/http.ts'
import { reachChecks } from '../../net/reach.ts'
import { clockChecks } from '../../net/skew.ts'
import { listShops, type Shop, searchCall } from './calls.ts'
import { chooseShop } from './choose-shop.ts'
import type { Client } from './client.ts'
import { credentialsOf } from './credentials.ts'
import { isRefusal, TITLE } from './failure.ts'
import { type LineContext, type LineSettings, openLine } from './line.ts'
import { asCount } from './raw.ts'
import type { TikTokShopRequest } from './wants.ts'

export interface HealthRequest {
  requests: SourceRequest[]
  settings: LineSettings
  context: LineContext
}

/** Everything that would stop a read, by two signed calls; addresses that hand out tokens are never asked. */
export async function* shopHealth(
  { requests, settings, context }: HealthRequest,
  signal: AbortSignal,
): AsyncGenerator<Check> {
  const { client, remarks } = openLine(settings, context)
  try {
    const refusal = await client.signIn.present().catch((error: unknown) => asRefusal(error, signal))
    if (refusal) {
      yield failedBy('sign-in', refusal)
      yield* hostChecks(context, signal)
      return
    }
    yield* callChecks(client, { requests, settings, context }, signal)
    for (const { message } of remarks) yield warned('quota', message, 'Raise calls_per_day, or go on tomorrow.')
  } finally {
    await client.close()
  }
}

async function* callChecks(client: Client, request: HealthRequest, signal: AbortSignal): AsyncGenerator<Check> {
  const shops = await listShops(client, signal).catch((error: unknown) => asRefusal(error, signal))
  yield* clockChecks(client.transport.skew, "TikTok's")
  if (!Array.isArray(shops)) {
    yield failedBy(isRefusal(shops, 'scope') ? 'permission' : 'sign-in', shops)
    return
  }
  yield passed('sign-in', `${TITLE} takes the signature and the token of the seller.`)
  for (const { want } of request.requests) {
    yield* shopChecks({ client, shops, want: want as unknown as TikTokShopRequest, context: request.context }, signal)
  }
}

interface ShopToCheck {
  client: Client
  shops: Shop[]
  want: TikTokShopRequest
  context: LineContext
}

/** Whether the shop is there, and its products may be read. */
async function* shopChecks({ client, shops, want, context }: ShopToCheck, signal: AbortSignal): AsyncGenerator<Check> {
  try {
    const { cipher } = credentialsOf(context.values)
    const shop = chooseShop(shops, { region: want.region, cipher }, context.secrets)
    yield passed('shop', `The tokens cover the shop ${JSON.stringify(shop.name)} (${shop.region}, ${shop.id}).`)
    const data = await client.call(searchCall(shop.cipher, { status: 'ALL' }, { size: 1 }), signal)
    yield passed(
      'permission',
      `Its products can be read: ${grouped(asCount(data.total_count) ?? 0)}, deleted ones among them.`,
    )
  } catch (error) {
    const refusal = asRefusal(error, signal)
    yield failedBy(refusal.code === 'tiktok-shop-shop' ? 'shop' : 'permission', refusal)
  }
}

/** Without a token nothing can be read, but whether the service is there shows all the same. */
async function* hostChecks({ values }: LineContext, signal: AbortSignal): AsyncGenerator<Check> {
  const { apiUrl } = credentialsOf(values)
  if (apiUrl === '') {
    yield failed('reachable', 'No address of the API is known.', 'Unset TIKTOK_SHOP_API_URL.')
    return
  }
  const http = createHttp()
  try {
    const url = new URL(`${apiUrl}/authorization/202309/shops`)
    yield* await reachChecks(http, { title: TITLE, url, variable: 'TIKTOK_SHOP_API_URL' }, signal)
  } finally {
    await http.close()
  }
}
