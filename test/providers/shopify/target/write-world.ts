import type { Fields } from '../../../../src/model/fields.ts'
import type { JsonObject } from '../../../../src/model/json.ts'
import type { Applied, Change } from '../../../../src/model/target.ts'
import type { HttpRequest } from '../../../../src/net/http.ts'
import { createSecrets } from '../../../../src/net/secrets.ts'
import type { Attempt } from '../../../../src/providers/shopify/attempt.ts'
import { openClient } from '../../../../src/providers/shopify/open-client.ts'
import { BASELINE, FILE, PRODUCT, VARIANT, type Wants } from '../../../../src/providers/shopify/target/names.ts'
import { ShopifyReads } from '../../../../src/providers/shopify/target/read/reads.ts'
import { shopifyTraits } from '../../../../src/providers/shopify/target/traits.ts'
import { WriteLine } from '../../../../src/providers/shopify/target/write/write-line.ts'
import { type ShopifySim, type ShopifySimOptions, startShopifySim } from '../../../../src/sandbox/shopify/index.ts'
import type { Product } from '../../../../src/sandbox/shopify/store/records.ts'
import { leapingClock } from '../../amazon/world.ts'
import { plainWorkspace } from './plain-workspace.ts'

const KEY = { namespace: 'custom', key: 'sync_key' }
const WANTS: Wants = {
  ...{ shop: 'sandbox', api_version: '2026-07', keyMetafield: KEY, publish: [], status: 'DRAFT', location: null },
  collections: [],
}
const LOG = { write: () => undefined, keeps: () => false, part: () => LOG, bind: () => undefined }

export interface WriteWorld {
  sim: ShopifySim
  /** Moves the clock, unless the shop was given one. */
  leap(milliseconds: number): void
  line: WriteLine
  reads: ShopifyReads
  /** Every call that left, in its order. */
  sent: HttpRequest[]
  /** So many calls from now on. */
  allow(calls: number): void
  /** Everything that was asked for so far, in its order. */
  asked: Attempt[]
  /** Writes as a run does. */
  write(change: Change, signal?: AbortSignal): Promise<Applied>
  /** Looks at a product as a run does before it writes. */
  look(key: string, also?: (path: string) => boolean): Promise<Fields>
  /** Makes a product and says its id. */
  made(change: Change): Promise<string>
  product(key: string): Product
  /** Products with the key; more than one would be a fault. */
  withKey(key: string): Product[]
  /** Names of the mutations that were carried out without a refusal. */
  mutations(): string[]
  metafield(ownerId: string, name: string): string | null
  close(): Promise<void>
}

const DEFINE = `mutation($definition: MetafieldDefinitionInput!) {
  metafieldDefinitionCreate(definition: $definition) { userErrors { message } }
}`

/** A shop in which keys are defined, and what writes to it. */
export async function openWriteWorld(options: ShopifySimOptions = {}, wants: Partial<Wants> = {}): Promise<WriteWorld> {
  const leaping = leapingClock()
  const { clock = leaping } = options
  const sim = await startShopifySim({ ...options, clock })
  for (const ownerType of ['PRODUCT', 'PRODUCTVARIANT']) {
    sim.person(DEFINE, { definition: { ...KEY, name: 'Sync key', type: 'id', ownerType } })
    const text = { namespace: 'custom', key: 'material', name: 'Material', type: 'single_line_text_field', ownerType }
    sim.person(DEFINE, { definition: text })
  }
  const { accessToken, clientSecret } = sim.options
  const client = openClient('sandbox', '2026-07', {
    values: { SHOPIFY_ACCESS_TOKEN: accessToken, SHOPIFY_API_URL: sim.url },
    ...{ clock, random: () => 0.5, userAgent: 'test/1', share: 1, log: LOG, onWait: () => undefined },
    secrets: createSecrets(accessToken, clientSecret),
  })
  const sent: HttpRequest[] = []
  const send = client.http.send.bind(client.http)
  client.http.send = (request, signal) => {
    sent.push(request)
    return send(request, signal)
  }
  const asked: Attempt[] = []
  const attempt = client.attempt.bind(client)
  client.attempt = (one, caller) => {
    asked.push(one)
    return attempt(one, caller)
  }
  const all = { ...WANTS, ...wants }
  const reads = new ShopifyReads({ client, wants: all, managed: { product: MANAGED, variant: MANAGED } })
  const traits = shopifyTraits(plainWorkspace({ location: all.location }))
  const line = new WriteLine({ client, wants: all, reads, traits, typeOf: () => null })
  const { signal: never } = new AbortController()
  const withKey = (key: string): Product[] =>
    [...sim.store.table('Metafield').values()]
      .filter((one) => one.namespace === KEY.namespace && one.key === KEY.key && one.value === key)
      .flatMap(({ ownerId }) => sim.store.get('Product', ownerId) ?? [])
  const world: WriteWorld = {
    ...{ sim, line, reads, sent, asked, withKey },
    leap: leaping.leap,
    allow: (calls) => client.allow(calls),
    write: (change, signal = never) => line.write(change, signal),
    async look(key, also) {
      const want = { paths: MANAGED, owns: () => true, explained: () => true, ...(also && { also }) }
      const [found] = await reads.look([{ kind: PRODUCT, key }], want, never)
      return found?.fields ?? {}
    },
    async made(change) {
      const answer = await world.write(change)
      if (answer.outcome !== 'applied') throw new Error(JSON.stringify(answer))
      sim.store.settle()
      sim.resetCalls()
      return answer.id
    },
    product: (key) => withKey(key)[0] as Product,
    mutations: () => sim.journal.filter(({ userErrors }) => userErrors === 0).map(({ field }) => field),
    metafield(ownerId, name) {
      const [namespace, key] = [name.slice(0, name.lastIndexOf('.')), name.slice(name.lastIndexOf('.') + 1)]
      const found = [...sim.store.table('Metafield').values()].find(
        (one) => one.ownerId === ownerId && one.namespace === namespace && one.key === key,
      )
      return found?.value ?? null
    },
    async close() {
      await client.close()
      await sim.close()
    },
  }
  return world
}

/** Paths of the rules of such a workspace. */
const MANAGED = ['metafields.custom.material', 'collections', 'publications']
export const BASELINE_NAME = 'app--4242--sync.baseline'

const BASE = { parts: [], volatile: [], needs: {}, by: { run: 'run-1', operation: 'op-1' } }

/** A product to be made, with variants in sizes. */
export function creation(key: string, fields: Fields = {}, parts: Change[] = []): Change {
  const all = { title: `Boot ${key}`, status: 'DRAFT', [BASELINE]: `baseline of ${key}`, ...fields }
  return { ...BASE, action: 'create', kind: PRODUCT, key, id: null, fields: all, parts }
}

export function part(key: string, fields: Fields, action: Change['action'] = 'create'): Change {
  return { ...BASE, action, kind: VARIANT, key, id: null, fields }
}

export function sized(key: string, size: string, fields: Fields = {}): Change {
  return part(key, { sku: `SKU-${key}`, price: '10', options: { Size: size }, ...fields })
}

/** A change of a product that is there, with the baseline after it. */
export function update([key, id]: readonly [key: string, id: string], fields: Fields, parts: Change[] = []): Change {
  const all = { [BASELINE]: `next of ${key}`, ...fields }
  return { ...BASE, action: 'update', kind: PRODUCT, key, id, fields: all, parts }
}

export function upload(key: string, url = `https://images.example.com/${key}`): Change {
  return { ...BASE, action: 'create', kind: FILE, key, id: null, fields: { url } }
}

/** Fields of a stored baseline. */
export function kept(value: string | null): JsonObject {
  return JSON.parse(value ?? '{}') as JsonObject
}
