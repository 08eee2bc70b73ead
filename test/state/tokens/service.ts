import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import type { TokenPair } from '../../../src/model/tokens.ts'

export interface TokenService {
  url: string
  /** Every refresh token that was sent, in order. */
  sent: string[]
  /** The access token that is good now. */
  access(): string
  /** What a person who consents is given. */
  consent(): TokenPair
  /** Answers wait for this. */
  answers: { until: Promise<unknown> }
}

/** A strict one: a refresh token is good once, and only the newest. */
export async function tokenService(): Promise<TokenService> {
  const sent: string[] = []
  const answers = { until: Promise.resolve() as Promise<unknown> }
  let given = 0
  let good = pairOf(given)
  const server = createServer(async (request, response) => {
    const refresh = new URL(request.url ?? '', 'http://localhost').searchParams.get('refresh') ?? ''
    const refused = sent.includes(refresh) || refresh !== good.refresh
    sent.push(refresh)
    if (!refused) {
      given += 1
      good = pairOf(given)
    }
    const answer = JSON.stringify(refused ? { error: 'invalid refresh token' } : good)
    await answers.until
    response.writeHead(refused ? 400 : 200, { 'content-type': 'application/json', connection: 'close' }).end(answer)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    sent,
    answers,
    access: () => good.access,
    consent() {
      given += 1
      good = pairOf(given)
      return good
    },
  }
}

function pairOf(number: number): TokenPair {
  return {
    access: `access-saddle-${number}`,
    refresh: `refresh-saddle-${number}`,
    access_expires_at: '2026-11-21T07:00:00.000Z',
    refresh_expires_at: null,
  }
}

/** As a client exchanges: what the service refuses is an error. */
export async function exchangeAt(url: string, refresh: string): Promise<TokenPair> {
  const response = await fetch(`${url}?refresh=${refresh}`)
  if (!response.ok) throw new Error(`The service refuses: ${response.status}`)
  return (await response.json()) as TokenPair
}
