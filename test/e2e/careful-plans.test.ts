import { afterAll, beforeAll, expect, test } from 'vitest'
import type { JsonObject } from '../../src/model/json.ts'
import type { Plan } from '../../src/model/plan.ts'
import { boot } from '../providers/amazon/world.ts'
import type { Ended } from '../support/program.ts'
import type { WorkspaceFolder } from '../support/workspace-folder.ts'
import { byHand } from './person.ts'
import { refused, refusedAloud } from './refused.ts'
import { Stage } from './stage.ts'

const MANY = 24
const NORTH = Array.from({ length: MANY }, (_, n) => `B0NORTH${100 + n}`)
const MEADOW = NORTH.map((asin) => asin.replace('NORTH', 'MEADW'))
/** Whose beginnings are names of entities, which end in `;` where they are meant. */
const TITLE = 'Heels &copy Straps &reg Soles, R&D'

let stage: Stage
/** Another brand of the same account, in a workspace of its own. */
let meadow: WorkspaceFolder

beforeAll(async () => {
  const items = [
    ...NORTH.map((asin) => boot(asin, { brand: 'North', name: `${TITLE} ${asin}` })),
    ...MEADOW.map((asin) => boot(asin, { brand: 'Meadow' })),
  ]
  stage = await Stage.open({ items, account: {} })
  const brand = /- name: .*/.exec(stage.workspace.read('sync.yaml'))?.[0] ?? ''
  stage.workspace.edit('sync.yaml', [brand, '- name: North'])
  meadow = stage.anotherMachine()
  meadow.edit('sync.yaml', ['- name: North', '- name: Meadow'])
  meadow.edit('sync.yaml', ['scope: prairie', 'scope: meadow'])
  await inTurn(['apply', '--auto-approve'], ['apply', '--auto-approve'])
}, 120_000)

afterAll(() => stage.close())

/** A command that goes well in the one workspace, and one in the other. */
async function inTurn(north: string[], other: string[]): Promise<[Plan, Plan]> {
  const ended: Ended[] = []
  ended.push(await stage.sync(...north, '--json'), await stage.syncIn({ folder: meadow }, ...other, '--json'))
  for (const { code, text } of ended) expect(code, text).toBe(0)
  return ended.map(({ stdout }) => JSON.parse(stdout)) as [Plan, Plan]
}

const calls = () => stage.sandbox.plytix.calls.length
async function bySku(sku: string): Promise<JsonObject> {
  const filters = [[{ field: 'sku', operator: 'eq', value: sku }]]
  const search = { filters, attributes: ['label'], pagination: { page: 1, page_size: 10 } }
  const [found] = await byHand(stage.sandbox, ['POST', 'products/search'], search)
  return found as JsonObject
}

test('text that only looks like markup arrives as it is, and two brands in one account leave each other alone', async () => {
  const plans = await inTurn(['plan'], ['plan'])

  for (const plan of plans) {
    expect(plan).toMatchObject({ operations: [], blocked: [], guards: [], applyable: true, target: { owned: MANY } })
  }
  expect(await bySku(`AMZN-US-${NORTH[0]}`)).toMatchObject({ label: `${TITLE} ${NORTH[0]}` })
})

test.each([
  ['rewrites every title', 'from: asin', 'values of 24 of our 24 products'],
  ['empties every title', 'from: attributes.none\n    clear: true', '48 values are emptied'],
])(
  'a plan that %s is shown and saved, and applied only when it was planned with that in mind',
  async (_, from, what) => {
    const folder = stage.anotherMachine()
    for (const __ of ['label', 'amazon_title']) folder.edit('specs/attributes.yaml', ['from: item_name', from])

    const planned = await stage.syncIn({ folder }, 'plan', '--out', 'large.json', '--json')
    const before = calls()
    const failure = await refused(stage, ['apply', 'large.json'], { folder })

    expect(planned.code).toBe(1)
    expect(JSON.parse(planned.stdout)).toMatchObject({
      applyable: false,
      guards: [{ code: 'large-change', message: expect.stringContaining(what), allowed: false }],
      error: { code: 'large-change' },
    })
    expect(failure).toMatchObject({ code: 'large-change', message: expect.stringContaining(what) })
    expect(calls()).toBe(before)

    const allowed = await stage.syncIn({ folder }, 'plan', '--out', 'meant.json', '--json', '--allow-large-change')
    expect(allowed.code).toBe(0)
    expect(JSON.parse(folder.read('meant.json'))).toMatchObject({ applyable: true, guards: [{ allowed: true }] })
  },
)

test('another form of SKU makes nothing a second time', async () => {
  const form = 'ZON-{asin}'
  const folder = stage.anotherMachine()
  folder.edit('sync.yaml', ['AMZN-{marketplace}-{asin}', form])

  const { code, message } = await refusedAloud(stage, ['plan', '--out', 'again.json'], { folder })

  expect(code).toBe('sku-template')
  expect(message).toContain(`"${form}"`)
  expect(message).toContain('"AMZN-{marketplace}-{asin}"')
})

test('a product that somebody renamed is made again neither by its own scope nor by another', async () => {
  const [asin = ''] = NORTH
  const { id } = await bySku(`AMZN-US-${asin}`)
  await byHand(stage.sandbox, ['PATCH', `products/${id}`], { sku: 'MY-FAVOURITE' })
  meadow.edit('sync.yaml', ['# asins: []', `asins: [${asin}]`])

  const plans = await inTurn(['plan'], ['plan'])

  const address = `product.AMZN-US-${asin}`
  expect(plans.map(({ operations, blocked }) => [operations, blocked.map((one) => [one.address, one.code])])).toEqual([
    [[], [[address, 'renamed']]],
    [[], [[address, 'other-scope']]],
  ])
})
