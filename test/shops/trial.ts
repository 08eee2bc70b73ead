import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Plan, PlanSelection } from '../../src/model/plan.ts'
import type { RunResult } from '../../src/model/run.ts'
import type { Workspace } from '../../src/model/settings.ts'
import { randomOf } from '../../src/sandbox/catalogue/random.ts'
import type { ShopifySimCore, ShopifySimOptions } from '../../src/sandbox/shopify/index.ts'
import { somebodyAdds, somebodyEdits } from '../../src/sandbox/shopify/people/somebody.ts'
import { sqliteState } from '../../src/state/sqlite/index.ts'
import { adoption, carryOut, plan, type ShopDesk, settle } from './desk.ts'
import { callsTo, openPlainShop, openShop, type Past, type Shop } from './shop.ts'
import { shopText, twiceIn } from './shop-text.ts'
import type { Thing } from './things.ts'
import { later, sooner } from './trial-things.ts'
import { type SourceName, shopWorkspace } from './workspace.ts'

/** A shop that was written before and lived since, things that moved on, and the plan between them. */
export interface Trial {
  source: SourceName
  workspace: Workspace
  things: readonly Thing[]
  /** What the same command would plan then. */
  replan(desk: ShopDesk): Promise<Plan>
  /** The state folder as it is before the apply; copied for every case. */
  folder: string
  past: Past
  plan: Plan
  close(): void
}

const PRUNE: Partial<PlanSelection> = { prune: ['variants', 'images'] }

/** @param size So many things of each kind are there before; each of them changes in a way of its own. */
export async function openTrial(source: SourceName, size: number): Promise<Trial> {
  const workspace = shopWorkspace(source, { on_unadopted: 'overwrite' })
  const replan = (desk: ShopDesk): Promise<Plan> => plan(desk, PRUNE)
  return trialOf({ source, workspace, replan }, async (desk) => {
    await settle({ ...desk, things: sooner(size) })
    desk.shop.rest()
    livedIn(desk.shop)
    return later(size)
  })
}

/** Nothing is there yet. */
export async function openFirstTrial(source: SourceName): Promise<Trial> {
  const replan = (desk: ShopDesk): Promise<Plan> => plan(desk)
  return trialOf({ source, workspace: shopWorkspace(source), replan }, async () => later(1).slice(-5))
}

/** Products of others are there that are the very things, and are taken over. */
export async function openTakingTrial(source: SourceName): Promise<Trial> {
  const workspace = shopWorkspace(source)
  return trialOf({ source, workspace, replan: adoption }, async (desk) => {
    // The definitions are there already, as after a first apply.
    await settle({ ...desk, things: sooner(1) })
    desk.shop.people(madeByHand)
    desk.shop.rest()
    return [...sooner(1), ...TAKEN]
  })
}

const TAKEN: Thing[] = [
  { n: 801, title: 'Cap', sku: 'CAP-1' },
  {
    ...{ n: 802, title: 'Scarf' },
    sizes: [
      { n: 8021, size: 'S', sku: 'SCARF-S' },
      { n: 8022, size: 'M', sku: 'SCARF-M' },
    ],
  },
]

const SET = 'mutation($input: ProductSetInput!) { productSet(input: $input) { userErrors { message } } }'

function madeByHand({ person }: ShopifySimCore): void {
  const title = { name: 'Title', values: [{ name: 'Default Title' }] }
  const alone = { optionValues: [{ optionName: 'Title', name: 'Default Title' }], sku: 'CAP-1', price: '7.00' }
  person(SET, { input: { title: 'Cap by hand', productOptions: [title], variants: [alone] } })
  const sizes = ['S', 'M', 'L']
  const variants = sizes.map((size) => ({
    ...{ optionValues: [{ optionName: 'Size', name: size }], sku: `SCARF-${size}`, price: '8.00' },
  }))
  const productOptions = [{ name: 'Size', values: sizes.map((name) => ({ name })) }]
  person(SET, { input: { title: 'Scarf by hand', productOptions, variants } })
}

/** People add and change what is theirs to. */
function livedIn(shop: Shop): void {
  shop.people(({ person, store }) => {
    const random = randomOf(7)
    for (let number = 1; number <= 6; number += 1) somebodyAdds({ person, store, random, number })
    somebodyEdits({ person, store, random, number: 7 })
  })
  shop.rest()
}

async function trialOf(
  given: Pick<Trial, 'source' | 'workspace' | 'replan'>,
  prepare: (desk: ShopDesk) => Promise<Thing[]>,
): Promise<Trial> {
  const folder = mkdtempSync(join(tmpdir(), 'sync-trial-'))
  const state = sqliteState(folder)
  const shop = await openPlainShop()
  const desk: ShopDesk = { ...given, things: [], shop, state, concurrency: 8 }
  const things = await prepare(desk)
  const approved = await given.replan({ ...desk, things })
  await state.close()
  await shop.close()
  const close = (): void => rmSync(folder, { recursive: true, force: true })
  return { ...given, things, plan: approved, folder, past: shop.past, close }
}

export interface TrialCase {
  folder: string
  shop: Shop
  /** One process. */
  process<T>(work: (desk: ShopDesk) => Promise<T>): Promise<T>
  close(): Promise<void>
}

export async function openCase(trial: Trial, concurrency: number, options: ShopifySimOptions = {}): Promise<TrialCase> {
  const folder = mkdtempSync(join(tmpdir(), 'sync-trial-'))
  cpSync(trial.folder, folder, { recursive: true })
  const shop = await openShop(trial.past, options)
  const { source, workspace, things } = trial
  return {
    folder,
    shop,
    async process(work) {
      const state = sqliteState(folder)
      try {
        return await work({ source, workspace, things, shop, state, concurrency })
      } finally {
        await state.close()
      }
    },
    async close() {
      await shop.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** An apply that nothing disturbs: what every other one has to come to. */
export interface Goal {
  shop: string
  calls: number
}

export async function undisturbed(trial: Trial, concurrency: number, options?: ShopifySimOptions): Promise<Goal> {
  const one = await openCase(trial, concurrency, options)
  try {
    const result = await one.process((desk) => carryOut(desk, { plan: trial.plan }))
    if (result.status !== 'complete' || result.operations.succeeded !== trial.plan.operations.length)
      throw new Error(`The undisturbed apply is not complete: ${JSON.stringify(result)}`)
    const calls = callsTo(one.shop)
    const problem = await leftOf(one, trial)
    if (problem !== null) throw new Error(`After the undisturbed apply: ${problem}`)
    return { shop: shopText(one.shop), calls }
  } finally {
    await one.close()
  }
}

export interface Ending {
  trial: Trial
  result: RunResult
  goal: Goal
  operations: number
}

/** What is wrong with how it ended, `null` when nothing is: the shop, the accounts, and what the state remembers. */
export async function problemOf(one: TrialCase, { trial, result, goal, operations }: Ending): Promise<string | null> {
  const total = Object.values(result.operations).reduce((sum, count) => sum + count, 0)
  if (result.status !== 'complete') return `${result.status}: ${JSON.stringify(result.failures.slice(0, 2))}`
  if (total !== operations) return `${total} of ${operations} operations are accounted for`
  const twice = twiceIn(one.shop)
  if (twice.length > 0) return `there more than once: ${twice.join(', ')}`
  const found = shopText(one.shop)
  if (found !== goal.shop) return `another shop: ${firstDifference(goal.shop, found)}`
  return leftOf(one, trial)
}

/** A value that was once written and is never again is told for ever, and is no work. */
async function leftOf(one: TrialCase, { replan }: Trial): Promise<string | null> {
  one.shop.options.faults = []
  one.shop.rest()
  const next = await one.process(replan)
  const left = [...next.operations, ...next.ambiguous, ...next.blocked]
  return left.length === 0 ? null : `left to plan: ${JSON.stringify(left[0])}`
}

function firstDifference(wanted: string, found: string): string {
  const lines = found.split('\n')
  const place = wanted.split('\n').findIndex((line, index) => line !== lines[index])
  return `${wanted.split('\n')[place]} became ${lines[place]}`
}
