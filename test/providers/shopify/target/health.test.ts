import { parse, validate } from 'graphql'
import { afterEach, describe, expect, it } from 'vitest'
import type { Check } from '../../../../src/model/check.ts'
import { openClient } from '../../../../src/providers/shopify/open-client.ts'
import * as DOCUMENTS from '../../../../src/providers/shopify/target/health-documents.ts'
import { targetHealth } from '../../../../src/providers/shopify/target/target-health.ts'
import { VERSIONS } from '../../../../src/providers/shopify/versions.ts'
import { DOMAINS } from '../../../../src/sandbox/shopify/domains.ts'
import { type ShopifySim, type ShopifySimOptions, startShopifySim } from '../../../../src/sandbox/shopify/index.ts'
import { schemaOf } from '../../../../src/sandbox/shopify/schema/index.ts'
import { ask, post } from '../../../sandbox/shopify/support.ts'
import { leapingClock } from '../../amazon/world.ts'
import { openDesk } from '../desk.ts'
import { never } from '../world.ts'
import { type WorkspaceParts, workspaceOf } from './workspace.ts'

const opened: ShopifySim[] = []
const clock = leapingClock()

afterEach(async () => {
  for (const one of opened.splice(0)) await one.close()
})

async function shop(options: ShopifySimOptions = {}): Promise<ShopifySim> {
  const sim = await startShopifySim({ clock, ...options })
  opened.push(sim)
  return sim
}

/** What a look at the shop finds for a workspace. */
async function look(sim: ShopifySim, parts: WorkspaceParts = {}): Promise<Check[]> {
  const desk = await openDesk([])
  const client = openClient('sandbox', '2026-07', {
    ...desk.client.options,
    onWait: () => undefined,
    clock,
    values: { SHOPIFY_ACCESS_TOKEN: sim.options.accessToken, SHOPIFY_API_URL: sim.url },
  })
  try {
    const checks: Check[] = []
    for await (const check of targetHealth({ client, workspace: workspaceOf(parts) }, never())) checks.push(check)
    return checks
  } finally {
    await client.close()
    await desk.close()
  }
}

const named = (checks: Check[], name: string) => checks.filter((check) => check.name === name)

const DEFINE = `mutation Define($owner: MetafieldOwnerType!, $type: String!) {
  metafieldDefinitionCreate(definition: { name: "Key", namespace: "custom", key: "sync_key", type: $type, ownerType: $owner }) {
    userErrors { message }
  }
}`

describe('a look at a shop as a target', () => {
  it('finds nothing wrong with a new shop, whose key the first apply defines', async () => {
    const checks = await look(await shop())

    expect(checks.filter(({ severity }) => severity !== 'info')).toEqual([])
    expect(named(checks, 'permission')[0]?.message).toBe(
      'The app has the scopes for reading and writing products: write_products, write_files.',
    )
    expect(named(checks, 'key')[0]?.message).toBe(
      'The metafield custom.sync_key is not defined yet on products and variants: the first apply defines it.',
    )
  })

  it('knows the definition of the key, and one that cannot hold it', async () => {
    const sim = await shop()
    await ask(sim, DEFINE, { owner: 'PRODUCT', type: 'id' })
    await ask(sim, DEFINE, { owner: 'PRODUCTVARIANT', type: 'single_line_text_field' })

    const [check] = named(await look(sim), 'key')

    expect(check).toMatchObject({
      severity: 'error',
      message:
        'The metafield custom.sync_key of variants has type single_line_text_field, and the key needs one of type id.',
    })
  })

  it('asks for stock and publications only where they are written', async () => {
    const scopes = ['write_products', 'write_files']
    const target = '{ shop: sandbox, location: Nowhere, publish: [Online Store] }'

    const [permission] = named(await look(await shop({ scopes }), { target }), 'permission')

    expect(named(await look(await shop({ scopes })), 'permission')[0]?.severity).toBe('info')
    expect(permission?.message).toBe(
      'The app lacks the scopes write_inventory, read_locations, write_publications for reading and writing products.',
    )
  })

  it('misses a location, a publication and a collection that are not there', async () => {
    const target = '{ shop: sandbox, location: Nowhere, publish: [Nowhere], collections: [nowhere] }'

    const checks = await look(await shop(), { target })

    expect(checks.filter(({ severity }) => severity === 'error').map(({ name, message }) => [name, message])).toEqual([
      ['location', 'The shop has no location named "Nowhere".'],
      ['publications', 'The shop has no publication "Nowhere".'],
      ['collections', 'The shop has no collection with the handle "nowhere".'],
    ])
  })

  it('looks no further where the token is refused', async () => {
    const sim = await shop()
    sim.options.accessToken = 'shpat_new'

    const checks = await look(sim).catch(() => [])

    expect(checks.map(({ name }) => name)).not.toContain('location')
  })
})

describe.each(Object.values(DOCUMENTS))('$name', ({ name, text, cost }) => {
  it.each(VERSIONS)('fits the schema of version %s', (version) => {
    expect(validate(schemaOf(version, DOMAINS), parse(text))).toEqual([])
  })

  it('costs what it says', async () => {
    const variables = { namespace: 'custom', key: 'sync_key', handle: 'a' }
    const used = Object.fromEntries(Object.entries(variables).filter(([variable]) => text.includes(`$${variable}`)))

    const { body } = await post(await shop(), { query: text, variables: used, operationName: name })

    expect(body.extensions.cost.requestedQueryCost).toBe(cost)
  })
})
