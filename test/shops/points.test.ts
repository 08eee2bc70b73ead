import { afterEach, expect, test } from 'vitest'
import type { Plan } from '../../src/model/plan.ts'
import { openMachine } from '../support/world-desk.ts'
import { adoption, carryOut, plan, type ShopDesk, undoing } from './desk.ts'
import { openPlainShop, type Shop } from './shop.ts'
import { later, sooner } from './trial-things.ts'
import { type SourceName, shopWorkspace } from './workspace.ts'

let shop: Shop

afterEach(async () => {
  await shop.close()
})

async function opened(source: SourceName, baseline: 'account' | 'local'): Promise<ShopDesk> {
  shop = await openPlainShop()
  const workspace = shopWorkspace(source, { on_unadopted: 'overwrite', baseline })
  // Of files that are made at the same time as many go in a call as there are.
  return { source, workspace, shop, state: openMachine(), concurrency: 1000, things: sooner(1) }
}

const planned = (desk: ShopDesk): Promise<Plan> => plan(desk, { prune: ['variants', 'images'] })

/** Points that a plan names, and what its mutations and its looks at media took. */
async function pointsOf(desk: ShopDesk, approved: Plan): Promise<{ named: number | undefined; used: number }> {
  shop.resetCalls()
  const { status, run_id } = await carryOut(desk, { plan: approved })
  const used = shop.calls
    .filter(({ kind, fields: [field] }) =>
      kind === 'mutation' ? field !== 'bulkOperationRunQuery' : field === 'product',
    )
    .reduce((sum, { actualCost }) => sum + (actualCost ?? 0), 0)
  expect({ status, used: used > 0 }, run_id).toEqual({ status: 'complete', used: true })
  shop.rest()
  return { named: approved.cost.weight, used }
}

test.each([
  ['postgres', 'account'],
  ['shopify', 'local'],
] as const)(
  'the points that a plan from %s names are those that a first load and every kind of change take: baselines in the %s',
  async (source, baseline) => {
    const desk = await opened(source, baseline)
    const first = await pointsOf(desk, await planned(desk))
    const changed = { ...desk, things: later(1) }
    const second = await pointsOf(changed, await planned(changed))

    expect(first.named).toBe(first.used)
    expect(second.named).toBe(second.used)
  },
)

const BARE = { n: 801, title: 'Cap', sku: 'CAP-1' }

test('the points that undoing a first load names are those that its deletes take', async () => {
  const desk = { ...(await opened('postgres', 'account')), things: [BARE, { ...BARE, n: 802, sku: 'CAP-2' }] }
  await carryOut(desk, { plan: await planned(desk) })
  shop.rest()
  const [run] = await desk.state.runs.list()
  const { named, used } = await pointsOf(desk, await undoing(desk, run?.run_id ?? ''))

  expect([named, used]).toEqual([20, 20])
})

const MADE_BY_HAND = {
  title: 'Cap by hand',
  productOptions: [{ name: 'Title', values: [{ name: 'Default Title' }] }],
  variants: [{ optionValues: [{ optionName: 'Title', name: 'Default Title' }], sku: 'CAP-1', price: '7.00' }],
}

test('the points that taking a product over names are those that its keys and its baseline take', async () => {
  const desk = await opened('postgres', 'account')
  await carryOut(desk, { plan: await planned(desk) })
  const mutation = 'mutation($input: ProductSetInput!) { productSet(input: $input) { userErrors { message } } }'
  shop.people(({ person }) => person(mutation, { input: MADE_BY_HAND }))
  shop.rest()
  const taking = { ...desk, things: [...desk.things, BARE] }
  const { named, used } = await pointsOf(taking, await adoption(taking))

  expect([named, used]).toEqual([20, 20])
})
