import { createHmac } from 'node:crypto'
import { startTikTokSim, type TikTokSim } from '../../../src/sandbox/tiktok-shop/index.ts'
import type { TikTokSimOptions } from '../../../src/sandbox/tiktok-shop/options.ts'
import { product } from '../../providers/tiktok-shop/world.ts'

export interface Call {
  method?: string
  path: string
  query?: { [name: string]: string | null }
  body?: string
  headers?: { [name: string]: string }
  /** Instead of the right one. */
  sign?: string | null
}

export interface Reply {
  status: number
  code: number
  message: string
  // biome-ignore lint/suspicious/noExplicitAny: whatever the service answers
  data: any
  headers: Headers
}

export const SEARCH = '/product/202502/products/search'
export const SHOPS = '/authorization/202309/shops'

/** The simulator, and a client that signs as the contract says, unless told otherwise. */
export async function openCaller(count: number, options: TikTokSimOptions = {}) {
  const products = Array.from({ length: count }, (_, number) => product(number))
  const sim = await startTikTokSim({ rate: { rate: 1000, burst: 1000 }, ...options, products })
  const call = (asked: Call): Promise<Reply> => send(sim, asked)
  const search = (body: object, query: Call['query'] = {}): Promise<Reply> =>
    call({ path: SEARCH, method: 'POST', query: { page_size: '100', ...query }, body: JSON.stringify(body) })
  return { sim, call, search, close: () => sim.close() }
}

async function send(
  { url, options }: TikTokSim,
  { method = 'GET', path, query = {}, body, headers, sign }: Call,
): Promise<Reply> {
  const { appKey, appSecret, accessToken, shops } = options
  const isAuth = path.startsWith('/api/')
  const usual = isAuth ? {} : { app_key: appKey, timestamp: String(Math.floor(Date.now() / 1000)) }
  const cipher = path.startsWith('/product/') ? { shop_cipher: shops[0]?.cipher ?? '' } : {}
  const given = Object.entries({ ...usual, ...cipher, ...query }).filter(
    (pair): pair is [string, string] => pair[1] !== null,
  )
  const base =
    path +
    given
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map((pair) => pair.join(''))
      .join('') +
    (body ?? '')
  const right = createHmac('sha256', appSecret)
    .update(appSecret + base + appSecret)
    .digest('hex')
  const signed = isAuth || sign === null ? given : [...given, ['sign', sign ?? right] as [string, string]]
  const answer = await fetch(`${url}${path}?${new URLSearchParams(signed)}`, {
    method,
    headers: { 'content-type': 'application/json', 'x-tts-access-token': accessToken, ...headers },
    ...(body === undefined ? {} : { body }),
  })
  const { code, message, data } = (await answer.json()) as Reply
  return { status: answer.status, code, message, data, headers: answer.headers }
}
