import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { onTestFinished } from 'vitest'
import type { Ware } from '../bazaar/facts.ts'

/** A ware with the time of its last change. */
export type FairWare = Ware & { updated: string }

export interface Call {
  path: string
  stall: string
  began: number
  ended: number
}

/** A fair over real HTTP, to which people get in by tokens that rotate. It forgives nothing. */
export interface Fair {
  env: { [name: string]: string }
  wares: FairWare[]
  /** Refresh tokens that were sent, with their stall. */
  sent: string[]
  /** Calls for wares, in the order in which they were answered. */
  calls: Call[]
  /** Milliseconds that every answer takes. */
  latency: number
  /** Calls for wares that are answered before the quota of the day is used up, or the fair goes out. */
  quota: number
  /** Calls that were refused because it is used up. */
  refused: number
  closes: number
  /** Milliseconds that access and refresh tokens are good for. */
  life: { access: number; refresh: number | null }
  /** Every token that was ever given. */
  given: string[]
}

const PAGE = 2
export const TOMORROW = '2099-01-01T00:00:00.000Z'

export async function openFair(): Promise<Fair> {
  const doors = new Map<string, { access: string; refresh: string; until: number }>()
  const fair: Fair = {
    ...{ env: {}, wares: [], sent: [], calls: [], latency: 0, refused: 0 },
    ...{ quota: Number.POSITIVE_INFINITY, closes: Number.POSITIVE_INFINITY },
    life: { access: 4 * 3_600_000, refresh: null },
    given: ['refresh-fence-0'],
  }
  const issue = (stall: string) => {
    const number = fair.given.length
    const until = Date.now() + fair.life.access
    const door = { access: `access-fence-${number}`, refresh: `refresh-fence-${number}`, until }
    doors.set(stall, door)
    fair.given.push(door.access, door.refresh)
    const ends = fair.life.refresh === null ? null : Date.now() + fair.life.refresh
    return { ...door, stall, refresh_until: ends }
  }
  const answers: { [path: string]: (ask: URLSearchParams, request: IncomingMessage) => [number, object] } = {
    '/consent': (ask) => {
      const [, stall] = /^code-(\w+)$/.exec(ask.get('code') ?? '') ?? []
      return stall === undefined ? [400, { error: 'bad code' }] : [200, issue(stall)]
    },
    '/renew': (ask) => {
      const [stall, refresh] = [ask.get('stall') ?? '', ask.get('refresh') ?? '']
      const used = fair.sent.includes(`${stall} ${refresh}`)
      fair.sent.push(`${stall} ${refresh}`)
      const good = refresh === (doors.get(stall)?.refresh ?? 'refresh-fence-0')
      return used || !good ? [400, { error: 'refresh token' }] : [200, issue(stall)]
    },
    '/wares': (ask) => {
      const all = fair.wares.filter(({ shop }) => shop === ask.get('stall'))
      const start = Number(ask.get('page')) * PAGE
      const wares = all.slice(start, start + PAGE).map(({ id, updated }) => ({ id, updated }))
      return [200, { wares, more: start + PAGE < all.length }]
    },
    '/ware': (ask) => {
      const ware = fair.wares.find(({ shop, id }) => shop === ask.get('stall') && id === ask.get('id'))
      return ware ? [200, ware] : [404, { error: 'no such ware' }]
    },
  }
  const refusal = (path: string, stall: string, request: IncomingMessage): [number, object] | null => {
    if (path !== '/wares' && path !== '/ware') return null
    const door = doors.get(stall)
    if (fair.calls.length >= fair.closes) return [503, { error: 'closed' }]
    if (fair.calls.length >= fair.quota) {
      fair.refused += 1
      return [429, { error: 'quota of the day', until: TOMORROW }]
    }
    const good = door !== undefined && door.access === request.headers.authorization && Date.now() < door.until
    return good ? null : [401, { error: 'access token' }]
  }
  const server = createServer(async (request: IncomingMessage, response: ServerResponse) => {
    const began = Date.now()
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://localhost')
    const stall = searchParams.get('stall') ?? ''
    const refused = refusal(pathname, stall, request)
    const [status, body] = refused ?? answers[pathname]?.(searchParams, request) ?? [404, { error: 'path' }]
    if (status === 200 && pathname.startsWith('/ware')) {
      const call = { path: pathname, stall, began, ended: 0 }
      fair.calls.push(call)
      await delay(fair.latency)
      call.ended = Date.now()
    }
    response.writeHead(status, { 'content-type': 'application/json', connection: 'close' }).end(JSON.stringify(body))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  fair.env = {
    FAIR_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    FAIR_REFRESH_TOKEN: 'refresh-fence-0',
  }
  return fair
}
