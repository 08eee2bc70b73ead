import { asRefusal, type Check, type CheckFacts, failedBy, passed } from '../../model/check.ts'
import { SyncError } from '../../model/errors.ts'
import { grouped } from '../../model/figures.ts'
import type { Item } from '../../model/item.ts'
import type { TargetTraits } from '../../model/target.ts'
import { imageKind, mainKind } from '../../model/target-kinds.ts'
import { slowest } from '../../planner/guard/estimate.ts'
import { itemsOfExports } from './exports.ts'
import type { SystemsRequest } from './request.ts'

interface CostRequest {
  facts: CheckFacts
  traits: TargetTraits
  request: SystemsRequest
}

/** What reading takes besides the pages, for so many rows. */
const AROUND = 10
const ROWS_PER_ROUND = 10_000
const CALLS_PER_ROUND = 3
/** What is repeated of a long apply, and what it takes besides. */
const REPEATED = 1.02
const BESIDES = 20

/** How long a check of everything and a first load take at most, by what the account allows. */
export async function* costChecks({ facts, traits, request }: CostRequest, signal: AbortSignal): AsyncGenerator<Check> {
  const { resources, passes = 1, definitions = 0 } = facts
  // Of what else is counted nobody knows how much it takes before there is a plan.
  const windows = (facts.windows ?? []).filter(({ unit }) => unit === undefined)
  if (windows.length === 0 || resources === undefined) return
  const { settings } = request.inspection.known
  const share = settings.policy.quota_share
  const time = (calls: number) => `${grouped(calls)} calls, ${spanText(slowest({ calls }, windows, share).seconds)}`
  const main = mainKind(traits)
  const reads = readsFor(resources, { page: main.page, passes })
  yield passed('check', `A plan reads the account in at most ${time(reads)}.`)
  const items = await itemsOfExports(settings, request).catch((error: unknown) => asRefusal(error, signal))
  if (items instanceof SyncError) return yield failedBy('first-load', items)
  if (items === null) {
    yield passed(
      'first-load',
      `A first load is known after the first export: 1,000 writes take ${spanText(slowest({ calls: 1000 }, windows, share).seconds)}.`,
    )
    return
  }
  const writes = definitions + writesFor(items, { traits, settings, resources })
  const calls = Math.ceil(REPEATED * writes) + reads + BESIDES
  yield passed('first-load', `A first load of all ${grouped(items.length)} listings takes at most ${time(calls)}.`)
}

function readsFor(rows: number, { page, passes }: { page: number; passes: number }): number {
  const rounds = Math.max(0, Math.ceil(rows / ROWS_PER_ROUND) - 1)
  return (Math.ceil(rows / page) + 1 + AROUND + CALLS_PER_ROUND * rounds) * passes
}

interface Load {
  traits: TargetTraits
  settings: SystemsRequest['inspection']['known']['settings']
  resources: number
}

/** As if nothing of it was there yet: everything once, and links one call for each that has some. */
function writesFor(items: Item[], { traits, settings, resources }: Load): number {
  const main = mainKind(traits)
  const made = main.madeOf === 'group' ? items.filter(({ role }) => role !== 'child') : items
  const each = main.calls(settings.target.family === null ? {} : { family: settings.target.family })
  const images =
    imageKind(traits) === null ? 0 : new Set(items.flatMap((item) => item.images.map(({ file }) => file))).size
  const parents = items.filter(({ children }) => children.length > 0).length
  const matched = Math.min(items.length, resources)
  const links = traits.series([]).reduce((sum, { madeOf }) => sum + (madeOf === 'parentage' ? parents : matched), 0)
  return made.length * each + images + links
}

const MINUTE = 60
const HOUR = 3600

function spanText(seconds: number): string {
  if (seconds < MINUTE) return 'less than a minute'
  if (seconds < 2 * HOUR) return `about ${Math.round(seconds / MINUTE)} minutes`
  return `about ${(Math.round((seconds / HOUR) * 10) / 10).toLocaleString('en-US')} hours`
}
