import { addressOf } from '../../model/address.ts'
import { counted, either } from '../../model/counted.ts'
import type { Gap } from '../../model/drift-report.ts'
import type { Looked } from './looked.ts'

/** What was read, and cannot be compared with what was last written. */
export function incomparableGaps(looked: Looked): Gap[] {
  return [
    gone(looked),
    skipped(looked),
    rejected(looked),
    unprinted(looked),
    heldBack(looked),
    dependent(looked),
  ].filter(({ count }) => count > 0)
}

type Words = Pick<Gap, 'code' | 'count' | 'message' | 'hint'>

const gap = (words: Words): Gap => ({ of: 'incomparable', ...words })

function gone({ prepared, differences, isChosen }: Looked): Gap {
  const [one, many] = differences.context.kind.noun
  const count = prepared.held.assumed
    .filter(({ source }) => source.header.complete)
    .flatMap(({ absent }) => absent.filter(({ live }) => isChosen(addressOf(live.kind, live.key)))).length
  const message = `${counted(count, one, many)} of ours ${either(count, 'is', 'are')} of listings that the source has no more: nothing says what should be there.`
  return gap({ code: 'listing-gone', count, message, hint: 'What becomes of them, policy.on_gone says.' })
}

/** The policy leaves unmatched listings alone, those that have a product included. */
function skipped({ prepared, differences, isChosen }: Looked): Gap {
  const [one, many] = differences.context.kind.noun
  const { listings, population } = prepared.matched
  const planned = new Set(listings.planned.map(({ key }) => key))
  const count = listings.reached.filter(
    ({ key, address }) => !planned.has(key) && population.owned.has(key) && isChosen(address),
  ).length
  const message = `${counted(count, one, many)} of ours ${either(count, 'is', 'are')} of unmatched listings, which policy.unmatched: skip leaves alone.`
  return gap({
    code: 'listing-unmatched',
    count,
    message,
    hint: 'Say in specs/overrides what they belong to: sync match lists them.',
  })
}

/** What is not planned is not compared either. */
function rejected({ prepared, differences, isChosen }: Looked): Gap {
  const [one, many] = differences.context.kind.noun
  const { listings, population } = prepared.matched
  const count = listings.reached.filter(
    ({ key, address, item }) =>
      prepared.verdict?.rejected.has(item.key) && population.owned.has(key) && isChosen(address),
  ).length
  const message = `${counted(count, one, many)} of ours ${either(count, 'is', 'are')} of listings that specs/quality.yaml rejects.`
  return gap({ code: 'listing-rejected', count, message, hint: 'sync plan names them, and says why.' })
}

function unprinted({ prepared, contents }: Looked): Gap {
  const { owned } = prepared.matched.population
  const known = new Set(
    [...owned.values()].flatMap(({ live, baseline }) => (baseline === null ? [] : [addressOf(live.kind, live.key)])),
  )
  const count = contents.conflicts.filter(({ kind, address }) => kind === 'unadopted' && known.has(address)).length
  const message = `${counted(count, 'value')} ${either(count, 'differs', 'differ')} from the source, and ${either(count, 'was', 'were')} never written by this program.`
  return gap({
    code: 'never-written',
    count,
    message,
    hint: 'sync plan lists them; sync adopt takes over what equals the source.',
  })
}

function heldBack({ contents, isChosen }: Looked): Gap {
  const count = contents.diagnostics.filter(
    ({ code, address }) => code === 'value-held-back' && address !== null && isChosen(address),
  ).length
  const message = `${counted(count, 'value')} of the source cannot be used, so ${either(count, 'its field was', 'their fields were')} not compared.`
  return gap({ code: 'value-held-back', count, message, hint: 'sync plan --details names them, and says why.' })
}

function dependent({ dependent: labels, differences, isChosen, prepared }: Looked): Gap {
  const { owned } = prepared.matched.population
  const [one, many] = differences.context.kind.noun
  const number = differences.processed.filter(
    ({ listing: { key, address } }) => owned.has(key) && isChosen(address),
  ).length
  const message = `${labels.join(', ')} of ${counted(number, one, many)} ${either(labels.length, 'depends', 'depend')} on canonical ${many}, which were not read.`
  return gap({
    code: 'depends-on-match',
    count: labels.length * number,
    message,
    hint: 'Leave --only target out to compare everything.',
  })
}
