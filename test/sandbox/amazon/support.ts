import { afterEach } from 'vitest'
import type { Clock } from '../../../src/model/clock.ts'
import { type AmazonSim, startAmazonSim } from '../../../src/sandbox/amazon/index.ts'
import { MARKETPLACE_IDS } from '../../../src/sandbox/amazon/marketplaces.ts'
import type { AmazonSimOptions } from '../../../src/sandbox/amazon/options.ts'
import type { RawCatalogItem, RawSummary } from '../../../src/sandbox/amazon/raw.ts'

export const US = MARKETPLACE_IDS.US
export const ITEMS = '/catalog/2022-04-01/items'

const running: AmazonSim[] = []

afterEach(async () => {
  await Promise.all(running.splice(0).map((sim) => sim.close()))
})

/** A simulator without limits that the test did not ask for; closed after the test. */
export async function amazon(items: RawCatalogItem[], options: AmazonSimOptions = {}): Promise<AmazonSim> {
  const bucket = { rate: 1000, burst: 1000 }
  const limits = { searchCatalogItems: bucket, getCatalogItem: bucket, searchListingsItems: bucket }
  const sim = await startAmazonSim({ limits, ...options, items })
  running.push(sim)
  return sim
}

/** A clock that stands still until it is told to move; sleeping moves it. */
export function manualClock(): Clock & { advance(milliseconds: number): void } {
  let now = Date.UTC(2026, 0, 1)
  const advance = (milliseconds: number): void => {
    now += milliseconds
  }
  return { now: () => now, advance, sleep: async (milliseconds) => advance(milliseconds) }
}

export const CREDENTIALS = {
  grant_type: 'refresh_token',
  refresh_token: 'Atzr|sandbox',
  client_id: 'amzn1.application-oa2-client.sandbox',
  client_secret: 'sandbox-secret',
}

export async function signIn(sim: AmazonSim, fields: { [name: string]: string } = CREDENTIALS): Promise<string> {
  const response = await fetch(`${sim.lwaUrl}/auth/o2/token`, { method: 'POST', body: new URLSearchParams(fields) })
  return ((await response.json()) as { access_token: string }).access_token
}

export interface Answer {
  status: number
  headers: Headers
  text: string
  // biome-ignore lint/suspicious/noExplicitAny: an answer is whatever the service says
  body: any
}

/** A call with a fresh token unless one is given; parameters are encoded. */
export async function get(sim: AmazonSim, path: string, call: { query?: Query; token?: string } = {}): Promise<Answer> {
  const token = call.token ?? (await signIn(sim))
  const query = new URLSearchParams({ marketplaceIds: US, ...call.query })
  const response = await fetch(`${sim.url}${path}?${query}`, { headers: token ? { 'x-amz-access-token': token } : {} })
  const text = await response.text()
  const json = response.headers.get('content-type')?.includes('json')
  return { status: response.status, headers: response.headers, text, body: json ? JSON.parse(text) : null }
}

type Query = { [name: string]: string }

export function search(sim: AmazonSim, query: Query): Promise<Answer> {
  return get(sim, ITEMS, { query })
}

export function asins(answer: Answer): string[] {
  return answer.body.items.map(({ asin }: { asin: string }) => asin)
}

export function listing(asin: string, summary: Partial<RawSummary> = {}, rest: Partial<RawCatalogItem> = {}) {
  const usual = { marketplaceId: US, brand: 'Juniper Boot Co', itemName: 'Juniper Boot Co Trail Boot' }
  return { asin, summaries: [{ ...usual, ...summary }], ...rest } satisfies RawCatalogItem
}

export function withCodes(asin: string, codes: { [type: string]: string }): RawCatalogItem {
  const identifiers = Object.entries(codes).map(([identifierType, identifier]) => ({ identifierType, identifier }))
  return listing(asin, {}, { identifiers: [{ marketplaceId: US, identifiers }] })
}

/** B0TRAIL000, B0TRAIL001, … */
export function trail(count: number, summary: Partial<RawSummary> = {}): RawCatalogItem[] {
  return Array.from({ length: count }, (_, i) => listing(`B0TR${String(i).padStart(6, '0')}`, summary))
}
