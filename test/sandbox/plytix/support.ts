import { onTestFinished } from 'vitest'
import type { Clock } from '../../../src/model/clock.ts'
import type { JsonObject } from '../../../src/model/json.ts'
import type { AccountSeed } from '../../../src/sandbox/plytix/account-seed.ts'
import { type PlytixSim, startPlytixSim } from '../../../src/sandbox/plytix/index.ts'
import type { PlytixSimOptions } from '../../../src/sandbox/plytix/options.ts'

export interface Answer {
  status: number
  headers: Headers
  // biome-ignore lint/suspicious/noExplicitAny: answers are looked into by the tests as they come
  body: any
}

export interface Account {
  sim: PlytixSim
  clock: ManualClock
  /** The first row of `data`. */
  // biome-ignore lint/suspicious/noExplicitAny: as above
  one: (method: string, path: string, body?: unknown) => Promise<any>
  /** The path starts with the version; a token is sent along. */
  call: (method: string, path: string, body?: unknown) => Promise<Answer>
  /** Rows of a product search on v2. */
  // biome-ignore lint/suspicious/noExplicitAny: as above
  rows: (body: unknown, path?: string) => Promise<any[]>
  id: (sku: string) => string
  signIn: () => Promise<string>
}

export interface ManualClock extends Clock {
  advance: (milliseconds: number) => void
}

/** Stands still unless it is told or someone sleeps. */
export function manualClock(): ManualClock {
  let time = Date.UTC(2026, 0, 15, 9)
  const advance = (milliseconds: number) => {
    time += milliseconds
  }
  return { now: () => time, advance, sleep: async (milliseconds) => advance(milliseconds) }
}

const GENEROUS = [{ limit: 1_000_000, window_size: 10 }]

export const BOOTS: AccountSeed = {
  attributes: [
    { name: 'Brand', type_class: 'TextAttribute' },
    { name: 'Heel Height', type_class: 'DecimalAttribute' },
    { name: 'Eyelets', type_class: 'IntAttribute' },
    { name: 'Waterproof', type_class: 'BooleanAttribute' },
    { name: 'Launch', type_class: 'DateAttribute' },
    { name: 'Colour', type_class: 'DropdownAttribute', options: ['Red', 'Tan'] },
    { name: 'Seasons', type_class: 'MultiSelectAttribute', options: ['Spring', 'Fall'] },
    { name: 'Sole Photo', type_class: 'MediaAttribute' },
    { name: 'Amazon Images', type_class: 'MediaGalleryAttribute' },
  ],
  relationships: [{ name: 'Amazon Hierarchy' }, { name: 'Amazon Listings' }],
  assets: [{ filename: 'toe.jpg' }, { filename: 'heel.jpg' }, { filename: 'sole.jpg' }],
  products: [{ sku: 'BOOT' }, { sku: 'BOOT-7', label: 'Work Boot 7', gtin: '884882325297' }, { sku: 'CLOG' }],
}

/** A simulator with a signed-in client, closed when the test ends. */
export async function openAccount(options: PlytixSimOptions = {}, seed: AccountSeed = BOOTS): Promise<Account> {
  const clock = manualClock()
  const sim = await startPlytixSim({ limits: GENEROUS, clock, ...options })
  onTestFinished(() => sim.close())
  sim.store.seed(seed)
  const signIn = async () => {
    const credentials = { api_key: sim.options.apiKey, api_password: sim.options.apiPassword }
    const { body } = await send(`${sim.authUrl}/auth/api/get-token`, 'POST', { body: credentials })
    return body.data[0].access_token as string
  }
  const token = await signIn()
  sim.resetCounts()
  const call = (method: string, path: string, body?: unknown) =>
    send(`${sim.url}/api/${path}`, method, { body, authorization: `Bearer ${token}` })
  return {
    sim,
    clock,
    call,
    signIn,
    one: async (method, path, body) => (await call(method, path, body)).body.data[0],
    rows: async (body, path = 'v2/products/search') => (await call('POST', path, body)).body.data,
    id: (sku) => sim.store.product(sku)?.id ?? `no product ${sku}`,
  }
}

export async function send(
  url: string,
  method: string,
  { body, authorization }: { body?: unknown; authorization?: string } = {},
): Promise<Answer> {
  const response = await fetch(url, {
    method,
    redirect: 'manual',
    headers: authorization === undefined ? {} : { authorization },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  const json = response.headers.get('content-type') === 'application/json'
  return { status: response.status, headers: response.headers, body: json ? JSON.parse(text) : text }
}

/** The account's filter list knows every attribute by label; ids come from the attribute search. */
export async function attributeIds(account: Account): Promise<{ [label: string]: string }> {
  const rows = await account.rows(
    { attributes: ['label'], pagination: { page_size: 1000 } },
    'v1/attributes/product/search',
  )
  return Object.fromEntries(rows.map((row: JsonObject) => [row.label, row.id]))
}

export async function assetIds(account: Account): Promise<{ [filename: string]: string }> {
  const rows = await account.rows({ filters: [], attributes: ['filename'] }, 'v1/assets/search')
  return Object.fromEntries(rows.map((row: JsonObject) => [row.filename, row.id]))
}

export async function relationshipIds(account: Account): Promise<{ [label: string]: string }> {
  const rows = await account.rows({ attributes: ['label'] }, 'v1/relationships/search')
  return Object.fromEntries(rows.map((row: JsonObject) => [row.label, row.id]))
}
