import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Unlike } from './partition.ts'
import { type TrialOutcome, tryMarket } from './trial.ts'

/** The whole trial of two marketplaces and one catalogue, a process for each seed: `npm run test:market`. */

const SEEDS = [1, 2, 3, 4, 5]
const PRODUCTS = 2000

/** Of a server that scripts/postgres.sh started. */
const SERVER_URL = process.env.SYNC_TEST_POSTGRES_URL ?? null

/** On a server where there is one: `scripts/postgres.sh -- npm run test:market`. */
async function runSeed(seed: number): Promise<TrialOutcome> {
  const server = SERVER_URL === null ? {} : { url: SERVER_URL, schema: `trial_${seed}` }
  const tell = (what: string) => process.stderr.write(`${new Date().toISOString()} seed ${seed}: ${what}\n`)
  return tryMarket({ products: PRODUCTS, seed, tell, ...server })
}

async function inItsOwnProcess(seed: number): Promise<TrialOutcome> {
  const child = fork(import.meta.filename, [String(seed)])
  const [outcome] = (await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => {
      throw new Error(`Seed ${seed} ended without a result.`)
    }),
  ])) as [TrialOutcome]
  process.stderr.write(`${JSON.stringify(outcome)}\n`)
  return outcome
}

function isSame({ wrong_joins, missed_joins, lacking, beyond }: Unlike): boolean {
  return wrong_joins + missed_joins + lacking + beyond === 0
}

function isGood({ match, tables, ambiguous_unlike, second_plan, prices }: TrialOutcome): boolean {
  const joined = [match, tables.products, tables.variants].every(isSame) && ambiguous_unlike === 0
  return joined && second_plan === 0 && prices.every((one) => one.as_expected && one.left_over === 0)
}

async function main(): Promise<void> {
  const seed = process.argv[2]
  if (seed !== undefined) {
    process.send?.(await runSeed(Number(seed)))
    return
  }
  const trials: TrialOutcome[] = []
  for (const one of SEEDS) trials.push(await inItsOwnProcess(one))
  const folder = join(import.meta.dirname, '..', '..', 'bench', 'results')
  mkdirSync(folder, { recursive: true })
  const database = SERVER_URL === null ? 'embedded' : 'server'
  writeFileSync(join(folder, 'market.json'), `${JSON.stringify({ database, trials }, null, 2)}\n`)
  if (!trials.every(isGood)) process.exitCode = 1
}

await main()
