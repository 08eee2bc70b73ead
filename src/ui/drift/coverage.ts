import type { DriftReport, Gap } from '../../model/drift-report.ts'
import { grouped } from '../../model/figures.ts'
import { lines, type Phrase, type Section, strong } from '../report/report.ts'
import { count } from '../words.ts'

const WORDS: { [of in Gap['of']]: string } = {
  unread: 'Not read',
  unadopted: 'Not adopted',
  incomparable: 'Not comparable',
}

/** What was looked at; whatever was not stands out. */
export function coverageOf({ coverage }: DriftReport): Section {
  const { compared, owned, gaps, complete } = coverage
  const share =
    owned === 0
      ? 'The account holds no products of ours, as far as this covers.'
      : `${grouped(compared)} of ${count(owned, 'product')} of ours ${compared === 1 ? 'was' : 'were'} compared.`
  return {
    id: 'coverage',
    title: complete ? 'Everything is covered' : 'Not everything is covered',
    weight: complete ? 'note' : 'alarm',
    blocks: [lines(share, ...gaps.flatMap(told))],
  }
}

function told({ of, message, hint }: Gap): Phrase[] {
  return [[strong(`${WORDS[of]}: `), hint === null ? message : `${message} ${hint}`]]
}
