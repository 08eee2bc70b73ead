import type { ShopifySimOptions } from '../../../src/sandbox/shopify/index.ts'
import { everyCrash } from '../../crash/sweep.ts'
import { endSharedEmbedded } from '../../support/postgres.ts'
import { EFFECTS, type Ended } from '../sweep.ts'
import { openCatalogue } from './catalogue.ts'
import { everyReadCrash, readsThrough, sweepMeanwhile, sweepReads } from './read-sweep.ts'
import { openReadTrial, PROSPECTS } from './read-trial.ts'
import { type DownTrial, openFirstLoad, openLaterLoad } from './trial.ts'
import { sweepWrites, undisturbed } from './write-sweep.ts'

/** Hears how the cases of a row ended; `bounded`: whether its calls are held to a bound. */
type Tell = (title: string, ended: Ended[], bounded?: boolean) => void

const PAIR = 'shopify into postgres'

/** The shop as it is while it is read. */
const SHOPS: { [what: string]: ShopifySimOptions } = {
  'a shop as usual': {},
  'a search that lags by 5 s': { searchDelayMs: 5000 },
  'a tenth of the bucket': { restoreRate: 10, bucket: 200 },
}

const LOADS = { 'a first load': openFirstLoad, 'a shop that lived': openLaterLoad }

/** All of the workspace from a shop into a catalogue: every call of its reads, every statement of its writes. */
export async function sweepDown(tell: Tell): Promise<void> {
  for (const [what, prospect] of Object.entries(PROSPECTS)) {
    for (const [shopLike, shop] of Object.entries(SHOPS)) {
      const trial = await openReadTrial(prospect, shop)
      await sweepAllReads(`${PAIR}: ${what}, ${shopLike}`, { trial, shop }, tell)
      trial.close()
    }
  }
  const catalogue = await openCatalogue()
  for (const [what, open] of Object.entries(LOADS)) {
    const trial = await open(catalogue)
    await sweepAllWrites(`${PAIR}: ${what}`, trial, tell)
    trial.close()
  }
  await catalogue.close()
  await endSharedEmbedded()
}

async function sweepAllReads(title: string, given: Parameters<typeof sweepReads>[1], tell: Tell): Promise<void> {
  const crashes = everyReadCrash(given.trial)
  tell(`crashed, then resumed (${title})`, await sweepReads(crashes, given))
  tell(`crashed, then read anew (${title})`, await sweepReads(crashes, { ...given, anew: true }))
  tell(`crashed, and people went on (${title})`, await sweepMeanwhile(crashes, given), false)
  for (const effect of EFFECTS) tell(`${effect} (${title})`, await readsThrough(effect, 1, given))
}

/** One write at a time takes many more statements, which are the same: of these some. */
const WIDTHS = [
  { concurrency: 8, every: 1 },
  { concurrency: 1, every: 5 },
]

async function sweepAllWrites(what: string, trial: DownTrial, tell: Tell): Promise<void> {
  for (const { concurrency, every } of WIDTHS) {
    const given = { trial, goal: await undisturbed(trial, concurrency), concurrency }
    const title = `${what}, ${concurrency} at once`
    const crashes = everyCrash(given.goal.calls, every)
    tell(`crashed, then resumed (${title})`, await sweepWrites(crashes, { ...given, recovery: 'resume' }))
    tell(`crashed, then planned anew (${title})`, await sweepWrites(crashes, { ...given, recovery: 'replan' }))
    if (every > 1) continue
    const some = everyCrash(given.goal.calls, 4)
    tell(`crashed, and twice again (${title})`, await sweepWrites(some, { ...given, recovery: 'resume', again: 2 }))
  }
}
