import { addressOf } from '../../model/address.ts'
import { counted, either } from '../../model/counted.ts'
import type { Gap } from '../../model/drift-report.ts'
import { unmetPatterns } from '../guard/patterns.ts'
import { shortExportName } from '../match/export-name.ts'
import type { Held } from '../match/held.ts'
import type { Looked } from './looked.ts'

/** What was not read: listings that an incomplete export lacks, and what an incomplete read of the account did not show. */
export function unreadGaps(looked: Looked): Gap[] {
  return [
    ...looked.prepared.held.assumed.flatMap((held) => incompleteExport(held, looked)),
    ...incompleteAccount(looked),
    ...unmet(looked),
  ]
}

/** How much it lacks is often not known: then at least the products of ours that it says nothing about, and at least one. */
function incompleteExport({ source, absent }: Held, { input, differences, isChosen }: Looked): Gap[] {
  const { complete, report } = source.header
  if (complete) return []
  const [one, many] = differences.context.kind.noun
  const silent = absent.filter(({ live }) => isChosen(addressOf(live.kind, live.key))).length
  const known = report?.out_of_reach ?? 0
  const lacks = [
    ...(known > 0 ? [`at least ${counted(known, 'listing')} could not be read`] : []),
    ...(silent > 0 ? [`${counted(silent, one, many)} of ours ${either(silent, 'is', 'are')} not in it`] : []),
  ]
  const much = lacks.length === 0 ? '' : `: ${lacks.join(', ')}`
  return [
    {
      of: 'unread',
      code: 'export-incomplete',
      count: Math.max(known, silent, 1),
      message: `The export of ${shortExportName(source, input)} does not hold everything${much}.`,
      hint: 'Complete it: sync export --resume, or sync export.',
    },
  ]
}

function incompleteAccount({ input, contents, differences }: Looked): Gap[] {
  const { live, traits } = input
  if (live.complete) return []
  const [one, many] = differences.context.kind.noun
  const unseen = contents.blocked.filter(({ code }) => code === 'partial-export').length
  const much = unseen === 0 ? '' : ` ${counted(unseen, one, many)} may be there unseen.`
  const message = live.gap
    ? `${traits.title} could not be read to the end: ${live.gap}.${much}`
    : `${traits.title} changed while it was read.${much}`
  return [
    {
      of: 'unread',
      code: 'account-incomplete',
      count: Math.max(unseen, 1),
      message,
      hint: 'Check again in a few minutes.',
    },
  ]
}

/** An address that names nothing that was looked at: that there is no drift would mean nothing. */
function unmet({ input, differences: { processed, context } }: Looked): Gap[] {
  const known = [...processed.map(({ listing }) => listing), ...context.found.blocked, ...context.definitions.blocked]
  const addresses = known.map(({ address }) => address)
  return unmetPatterns(input.selection.addresses, addresses).map((pattern) => ({
    of: 'unread',
    code: 'address-unused',
    count: 1,
    message: `Nothing is at ${pattern}: no listing of the export gives such an address.`,
    hint: 'Addresses are as in plans, with the key of what is made: sync plan --json holds them.',
  }))
}

/** Products of which nothing tells what was last written. */
export function unadoptedGaps({ prepared, differences, isChosen }: Looked): Gap[] {
  const { owned } = prepared.matched.population
  const found = differences.processed.filter(
    ({ listing: { key, address } }) => isChosen(address) && owned.get(key)?.baseline === null,
  ).length
  if (found === 0) return []
  const [one, many] = differences.context.kind.noun
  return [
    {
      of: 'unadopted',
      code: 'no-baseline',
      count: found,
      message: `${counted(found, one, many)} of ours ${either(found, 'has', 'have')} no baseline: nobody knows what was last written.`,
      hint: 'Take them over: sync adopt --out adopt.json, then sync apply adopt.json.',
    },
  ]
}
