import { addressOf } from '../../model/address.ts'
import type { Coverage, Gap } from '../../model/drift-report.ts'
import { SHOPS } from '../../model/edge-names.ts'
import { incomparableGaps } from './incomparable.ts'
import type { Looked } from './looked.ts'
import { unadoptedGaps, unreadGaps } from './unread.ts'

/** What was covered, and everything that was not, by why. */
export function coverageOf(looked: Looked): Coverage {
  const gaps = [...unreadGaps(looked), ...unadoptedGaps(looked), ...incomparableGaps(looked)]
  const total = (of: Gap['of']) => gaps.filter((gap) => gap.of === of).reduce((sum, { count }) => sum + count, 0)
  return {
    unread: total('unread'),
    unadopted: total('unadopted'),
    incomparable: total('incomparable'),
    owned: ownedIn(looked),
    compared: comparedIn(looked),
    complete: gaps.length === 0,
    gaps,
  }
}

/** Without those that people took out: ignored ones, and what the selection or a rollout leaves aside. */
function ownedIn({ input, prepared, isChosen }: Looked): number {
  const { style, [SHOPS]: shops } = input.selection
  const { population, listings } = prepared.matched
  const isWide = style === null && shops.length === 0
  const absent = isWide ? prepared.held.assumed.flatMap((held) => held.absent.map(({ live }) => live.key)) : []
  const keys = new Set([...listings.reached.map(({ key }) => key), ...absent])
  return [...population.owned.values()].filter(
    ({ live: { kind, key } }) => keys.has(key) && !listings.ignored.has(key) && isChosen(addressOf(kind, key)),
  ).length
}

function comparedIn({ prepared, differences, isChosen }: Looked): number {
  const { owned } = prepared.matched.population
  return differences.processed.filter(
    ({ listing: { key, address } }) => isChosen(address) && (owned.get(key)?.baseline ?? null) !== null,
  ).length
}
