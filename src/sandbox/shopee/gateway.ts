import { createHmac, timingSafeEqual } from 'node:crypto'
import type { SimRequest } from '../http.ts'
import { isPublic, type ShopeeOperation } from './operations.ts'
import type { ShopeeSimSettings } from './options.ts'
import { Refusal, wrongParameter } from './refusal.ts'

const MOST = 4_294_967_295
/** Seconds for which a timestamp is good. */
const GOOD_FOR = 300

/** Looks at what every call carries in its query, in the service's order. @throws Refusal @param now Milliseconds. */
export function checkCall(request: SimRequest, operation: ShopeeOperation, { settings, now }: Gate): void {
  checkPartner(request, settings)
  checkTimestamp(request, settings, now)
  checkSign(request, operation, settings)
}

interface Gate {
  settings: ShopeeSimSettings
  now: number
}

function checkPartner({ query, headers }: SimRequest, settings: ShopeeSimSettings): void {
  if (headers.authorization !== undefined) throw wrongParameter('request not from gateway')
  const partner = query.get('partner_id')
  if (partner === null) throw wrongParameter('There is no partner_id in query.')
  if (!isInteger(partner)) throw wrongParameter('Partner_id is invalid, should be an integer between 0 and 4294967295.')
  if (Number(partner) !== settings.partnerId)
    throw new Refusal('invalid_partner_id', 'Invalid partner_id, please have a check.')
}

function checkTimestamp({ query }: SimRequest, { futureSeconds, aheadSeconds }: ShopeeSimSettings, now: number): void {
  const timestamp = query.get('timestamp')
  if (timestamp === null) throw wrongParameter('no timestamp.')
  if (!isInteger(timestamp))
    throw wrongParameter('Timestamp is invalid, should be an integer between 0 and 4294967295.')
  const age = Math.floor(now / 1000) + aheadSeconds - Number(timestamp)
  if (age > GOOD_FOR || -age > futureSeconds) throw wrongParameter('Timestamp is expired.')
}

function checkSign({ query, path }: SimRequest, operation: ShopeeOperation, { partnerKey }: ShopeeSimSettings): void {
  const sign = query.get('sign')
  if (sign === null) throw wrongParameter('There is no sign in query.')
  const own = isPublic(operation) ? '' : `${query.get('access_token') ?? ''}${query.get('shop_id') ?? ''}`
  const base = `${query.get('partner_id')}${path}${query.get('timestamp')}${own}`
  const right = createHmac('sha256', partnerKey).update(base).digest('hex')
  const same = sign.length === right.length && timingSafeEqual(Buffer.from(sign), Buffer.from(right))
  if (!same) throw new Refusal('error_sign', 'Wrong sign.', { status: 403 })
}

/** The shop of a call. @throws Refusal */
export function shopIdOf({ query }: SimRequest): number {
  if (query.get('access_token') === null) throw wrongParameter('There is no access_token in query.')
  const shop = query.get('shop_id')
  if (shop === null) throw wrongParameter('There is no shop_id in query.')
  if (!isInteger(shop)) throw wrongParameter('shop_id is invalid, should be an integer between 0 and 4294967295.')
  return Number(shop)
}

function isInteger(text: string): boolean {
  return /^\d{1,12}$/.test(text) && Number(text) <= MOST
}
