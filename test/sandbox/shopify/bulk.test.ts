import { describe, expect, test } from 'vitest'
import type { ShopifySim, ShopifySimOptions } from '../../../src/sandbox/shopify/index.ts'
import { make, SIZES } from './made.ts'
import { ask, handClock, type Loose, start } from './support.ts'

const RUN = `mutation ($query: String!, $groupObjects: Boolean!) {
  bulkOperationRunQuery(query: $query, groupObjects: $groupObjects) {
    bulkOperation { id status url objectCount }
    userErrors { field message code }
  }
}`
const LOOK = `query ($id: ID!) {
  bulkOperation(id: $id) { status errorCode url partialDataUrl objectCount rootObjectCount fileSize completedAt }
}`
const PRODUCTS = '{ products { edges { node { id title variants { edges { node { id sku } } } } } } }'

async function run(sim: ShopifySim, query = PRODUCTS, groupObjects = false): Promise<Loose> {
  return (await ask(sim, RUN, { query, groupObjects })).bulkOperationRunQuery
}

async function lines(url: string): Promise<Loose[]> {
  const text = await (await fetch(url)).text()
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
}

/** A shop of three products with two variants each, and a clock that stands still. */
async function shop(options: ShopifySimOptions = {}) {
  const clock = handClock()
  const sim = await start({ clock, bulkMs: 1000, ...options })
  for (const title of ['One', 'Two', 'Three']) await make(sim, { ...SIZES, title })
  const whole = async (id: string) => (await ask(sim, LOOK, { id })).bulkOperation
  return { clock, sim, whole }
}

describe('a bulk query', () => {
  test('goes from CREATED over RUNNING to COMPLETED, and has a file only then', async () => {
    const { sim, clock, whole } = await shop()
    const { bulkOperation } = await run(sim)
    expect(bulkOperation).toMatchObject({ status: 'CREATED', url: null, objectCount: '0' })
    clock.move(500)
    expect(await whole(bulkOperation.id)).toMatchObject({ status: 'RUNNING', url: null })
    clock.move(500)
    const done = await whole(bulkOperation.id)
    expect(done).toMatchObject({ status: 'COMPLETED', objectCount: '9', rootObjectCount: '3', partialDataUrl: null })
    expect(String(Buffer.byteLength(await (await fetch(done.url)).text()))).toBe(done.fileSize)
  })

  test('writes every object on a line of its own, in no order, and names its parent', async () => {
    const { sim, clock, whole } = await shop()
    const { bulkOperation } = await run(sim)
    clock.move(1000)
    const rows = await lines((await whole(bulkOperation.id)).url)
    const products = rows.filter(({ __parentId }) => __parentId === undefined)
    expect(products.map(({ title }) => title).toSorted()).toEqual(['One', 'Three', 'Two'])
    expect(products[0]).not.toHaveProperty('variants')
    for (const { id } of products) expect(rows.filter(({ __parentId }) => __parentId === id)).toHaveLength(2)
    expect(rows.findIndex(({ __parentId }) => __parentId !== undefined)).toBeLessThan(3)
  })

  test('puts objects behind their parents when it is told to', async () => {
    const { sim, clock, whole } = await shop()
    const { bulkOperation } = await run(sim, PRODUCTS, true)
    clock.move(1000)
    const rows = await lines((await whole(bulkOperation.id)).url)
    expect(rows.map(({ sku, title }) => sku ?? title)).toEqual(
      ['One', 'Two', 'Three'].flatMap((title) => [title, 'B-S', 'B-M']),
    )
  })

  test('that finds nothing has no file', async () => {
    const clock = handClock()
    const sim = await start({ clock, bulkMs: 0 })
    const { bulkOperation } = await run(sim)
    const done = (await ask(sim, LOOK, { id: bulkOperation.id })).bulkOperation
    expect(done).toMatchObject({ status: 'COMPLETED', url: null, objectCount: '0', fileSize: null })
  })

  test.each([
    ['FAILED', 'FAILED', 'INTERNAL_SERVER_ERROR'],
    ['TIMEOUT', 'FAILED', 'TIMEOUT'],
    ['CANCELED', 'CANCELED', null],
  ] as const)(
    'that ends as %s shows what was written so far apart from a whole file',
    async (outcome, status, errorCode) => {
      const { sim, clock, whole } = await shop({ bulkOutcomes: [outcome] })
      const { bulkOperation } = await run(sim)
      clock.move(1000)
      const ended = await whole(bulkOperation.id)
      expect(ended).toMatchObject({ status, errorCode, url: null, objectCount: '5' })
      expect(await lines(ended.partialDataUrl)).toHaveLength(5)
      const next = await run(sim)
      clock.move(1000)
      expect((await whole(next.bulkOperation.id)).status).toBe('COMPLETED')
    },
  )

  test('can be ended by whoever started it', async () => {
    const { sim, clock, whole } = await shop()
    const { bulkOperation } = await run(sim)
    const { bulkOperationCancel } = await ask(
      sim,
      'mutation ($id: ID!) { bulkOperationCancel(id: $id) { bulkOperation { status } userErrors { message } } }',
      { id: bulkOperation.id },
    )
    expect(bulkOperationCancel).toEqual({ bulkOperation: { status: 'CANCELING' }, userErrors: [] })
    clock.move(1000)
    expect((await whole(bulkOperation.id)).status).toBe('CANCELED')
  })

  test('is refused while five others run, and told which', async () => {
    const { sim, clock } = await shop()
    const ids: string[] = []
    for (let count = 0; count < 5; count += 1) ids.push((await run(sim)).bulkOperation.id)
    const refused = await run(sim)
    expect(refused.bulkOperation).toBeNull()
    expect(refused.userErrors[0]).toMatchObject({ field: null, code: 'OPERATION_IN_PROGRESS' })
    for (const id of ids) expect(refused.userErrors[0].message).toContain(id)
    clock.move(1000)
    expect((await run(sim)).userErrors).toEqual([])
  })

  test.each([
    ['start', 'Before'],
    ['end', 'After'],
  ] as const)('that reads at its %s has the title that a product had %s it was changed', async (bulkReads, title) => {
    const clock = handClock()
    const sim = await start({ clock, bulkMs: 1000, bulkReads })
    const { id } = await make(sim, { title: 'Before' })
    const { bulkOperation } = await run(sim)
    await ask(sim, 'mutation ($product: ProductUpdateInput!) { productUpdate(product: $product) { product { id } } }', {
      product: { id, title: 'After' },
    })
    clock.move(1000)
    const { url } = (await ask(sim, LOOK, { id: bulkOperation.id })).bulkOperation
    expect((await lines(url)).flatMap((line) => line.title ?? [])).toEqual([title])
  })

  test('is found by its state', async () => {
    const { sim, clock } = await shop()
    const first = (await run(sim)).bulkOperation.id
    clock.move(1000)
    const second = (await run(sim)).bulkOperation.id
    clock.move(500)
    const query = 'query ($query: String!) { bulkOperations(first: 5, query: $query) { nodes { id } } }'
    const of = async (status: string) => (await ask(sim, query, { query: `status:${status}` })).bulkOperations.nodes
    expect([await of('completed'), await of('running')]).toEqual([[{ id: first }], [{ id: second }]])
  })

  test('has a file that can be fetched without a token, for seven days', async () => {
    const { sim, clock, whole } = await shop()
    const { bulkOperation } = await run(sim)
    clock.move(1000)
    const { url } = await whole(bulkOperation.id)
    expect((await fetch(url)).status).toBe(200)
    expect((await fetch(url.replace(/Signature=.*/, 'Signature=0'))).status).toBe(403)
    clock.move(7 * 24 * 3600_000)
    expect((await fetch(url)).status).toBe(400)
  })

  test('costs ten points, whatever it reads', async () => {
    const { sim } = await shop()
    sim.resetCalls()
    await run(sim)
    expect(sim.calls[0]).toMatchObject({ requestedCost: 10, actualCost: 10 })
  })

  test.each([
    ['nodes instead of edges', '{ products { nodes { id } } }', /Selecting via 'nodes' is not supported.*: 'products'/],
    ['a single object', '{ node(id: "gid://shopify/Product/0") { id } }', /top level `node` field/],
    ['no connection', '{ shop { name } }', /at least one connection/],
    [
      'four connections in one another',
      '{ collections { edges { node { id products { edges { node { id variants { edges { node { id metafields { edges { node { id } } } } } } } } } } } } }',
      /nesting depth greater than 2/,
    ],
    [
      'six connections',
      '{ products { edges { node { id variants { edges { node { id media { edges { node { id } } } metafields { edges { node { id } } } } } } metafields { edges { node { id } } } collections { edges { node { id } } } } } } }',
      /more than 5 connections/,
    ],
    [
      'parents without an id',
      '{ products { edges { node { title variants { edges { node { id } } } } } } }',
      /without 'id': products/,
    ],
    [
      'a connection in a list',
      '{ collections { edges { node { id sources { id ... on CollectionConditionsSource { inclusion { selections { edges { node { product { id } } } } } } } } } } }',
      /within a list field/,
    ],
    [
      'a mutation',
      'mutation { tagsAdd(id: "gid://shopify/Product/1", tags: ["a"]) { userErrors { message } } }',
      /Only `query` operations/,
    ],
    ['a field that is not there', '{ products { edges { node { id nothing } } } }', /nothing/],
  ])('is refused for %s', async (_title, query, message) => {
    const { bulkOperation, userErrors } = await run(await start(), query)
    expect(bulkOperation).toBeNull()
    expect(userErrors).toContainEqual({ field: ['query'], message: expect.stringMatching(message), code: 'INVALID' })
  })
})

describe('a bulk mutation', () => {
  const MUTATION =
    'mutation ($input: ProductSetInput!) { productSet(input: $input) { product { title } userErrors { message } } }'
  const START = `mutation ($mutation: String!, $path: String!) {
    bulkOperationRunMutation(mutation: $mutation, stagedUploadPath: $path) {
      bulkOperation { id type }
      userErrors { field message code }
    }
  }`

  async function upload(sim: ShopifySim, rows: object[]): Promise<string> {
    const input = [
      { resource: 'BULK_MUTATION_VARIABLES', filename: 'rows.jsonl', mimeType: 'text/jsonl', httpMethod: 'POST' },
    ]
    const { stagedUploadsCreate } = await ask(
      sim,
      'mutation ($input: [StagedUploadInput!]!) { stagedUploadsCreate(input: $input) { stagedTargets { url parameters { name value } } userErrors { message } } }',
      { input },
    )
    const [{ url, parameters }] = stagedUploadsCreate.stagedTargets
    const form = new FormData()
    for (const { name, value } of parameters) form.append(name, value)
    form.append('file', new Blob([rows.map((row) => `${JSON.stringify(row)}\n`).join('')]), 'rows.jsonl')
    await fetch(url, { method: 'POST', body: form })
    return parameters.find(({ name }: { name: string }) => name === 'key').value
  }

  test('is run once for each line, and says of each what became of it', async () => {
    const clock = handClock()
    const sim = await start({ clock, bulkMs: 1000 })
    const path = await upload(sim, [{ input: { title: 'One' } }, { input: { title: 'x'.repeat(256) } }])
    const { bulkOperationRunMutation } = await ask(sim, START, { mutation: MUTATION, path })
    clock.move(1000)
    const { bulkOperation } = await ask(sim, LOOK, { id: bulkOperationRunMutation.bulkOperation.id })
    expect(bulkOperation.status).toBe('COMPLETED')
    const rows = await lines(bulkOperation.url)
    expect(rows.map(({ __lineNumber, data }) => [__lineNumber, data.productSet.userErrors.length > 0])).toEqual([
      [0, false],
      [1, true],
    ])
  })

  test.each([
    ['a file that nobody uploaded', MUTATION, 'NO_SUCH_FILE'],
    ['a text that is no document', 'mutation { not real syntax', 'INVALID_MUTATION'],
    ['another bulk operation', 'mutation ($id: ID!) { bulkOperationCancel(id: $id) { userErrors { message } } }', null],
  ])('is refused for %s', async (_title, mutation, code) => {
    const { bulkOperationRunMutation } = await ask(await start(), START, { mutation, path: 'tmp/none.jsonl' })
    expect(bulkOperationRunMutation).toMatchObject({ bulkOperation: null, userErrors: [{ code }] })
  })
})
