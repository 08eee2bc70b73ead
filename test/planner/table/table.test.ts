import { describe, expect, test } from 'vitest'
import { type Cell, FORMS, type Form } from './forms.ts'

interface Row extends Cell {
  title: string
  /** Under the usual policies, and where they let the source win. */
  always: [usual: string, bold: string]
  'if-empty': string
}

const ROWS: Row[] = [
  { title: 'live equals desired', live: 'A', desired: 'A', always: ['nothing', 'nothing'], 'if-empty': 'nothing' },
  {
    ...{ title: 'both equal, and the baseline lags', live: 'A', desired: 'A', written: 'B' },
    ...{ always: ['nothing', 'nothing'], 'if-empty': 'nothing' },
  },
  {
    title: 'live is empty, without a baseline',
    live: null,
    desired: 'A',
    always: ['write', 'write'],
    'if-empty': 'write',
  },
  {
    ...{ title: 'live differs, without a baseline', live: 'C', desired: 'A' },
    ...{ always: ['unadopted', 'write + overwritten'], 'if-empty': 'kept' },
  },
  {
    ...{ title: 'live is what was written, and the source moved', live: 'B', desired: 'A', written: 'B' },
    ...{ always: ['write', 'write'], 'if-empty': 'kept' },
  },
  {
    ...{ title: 'live moved, and the source did not', live: 'C', desired: 'A', written: 'A' },
    ...{ always: ['drift', 'write + overwritten'], 'if-empty': 'nothing' },
  },
  {
    ...{ title: 'all three differ', live: 'C', desired: 'A', written: 'B' },
    ...{ always: ['both-moved', 'write + overwritten + both-moved'], 'if-empty': 'kept' },
  },
  {
    ...{ title: 'live was cleared, and the source did not move', live: null, desired: 'A', written: 'A' },
    ...{ always: ['drift', 'write + overwritten'], 'if-empty': 'nothing' },
  },
  {
    ...{ title: 'live was cleared, and the source moved', live: null, desired: 'A', written: 'B' },
    ...{ always: ['both-moved', 'write + overwritten + both-moved'], 'if-empty': 'kept' },
  },
  {
    title: 'the source is empty, without a baseline',
    live: 'C',
    desired: null,
    always: ['nothing', 'nothing'],
    'if-empty': 'nothing',
  },
  {
    ...{ title: 'the source is empty, and live is what was written', live: 'B', desired: null, written: 'B' },
    ...{ always: ['nothing', 'nothing'], 'if-empty': 'nothing' },
  },
  {
    ...{ title: 'the source is empty, and live moved', live: 'C', desired: null, written: 'B' },
    ...{ always: ['nothing', 'nothing'], 'if-empty': 'nothing' },
  },
]

const USUAL = { on_unadopted: 'keep', on_drift: 'report' } as const
const BOLD = { on_unadopted: 'overwrite', on_drift: 'overwrite' } as const

/** Where nothing of people's is lost, our part comes beside theirs, and nothing is overwritten. */
function boldly({ shared }: Form, { written, always: [, bold] }: Row): string {
  return shared && written === undefined ? bold.replace(' + overwritten', '') : bold
}

describe.each(FORMS)('$name that is always written', (form) => {
  test.each(ROWS)('when $title: $always.0', (row) => {
    expect(form.outcome(row, { rule: 'always', policy: USUAL })).toBe(row.always[0])
  })

  test.each(ROWS)('when $title, and the policies say overwrite: $always.1', (row) => {
    expect(form.outcome(row, { rule: 'always', policy: BOLD })).toBe(boldly(form, row))
  })
})

describe.each(FORMS.filter(({ always }) => !always))('$name that is written if it is empty', (form) => {
  test.each(ROWS)('when $title, whatever the policies say', (row) => {
    for (const policy of [USUAL, BOLD]) expect(form.outcome(row, { rule: 'if-empty', policy })).toBe(row['if-empty'])
  })
})

describe.each(FORMS.filter(({ always }) => !always))('an empty source with clear: true', (form) => {
  test.each([
    { what: 'what this program wrote', live: 'B', written: 'B', outcome: 'write' },
    { what: 'nothing that people changed', live: 'C', written: 'B', outcome: 'nothing' },
    { what: 'nothing that people may refine', live: 'B', written: 'B', rule: 'if-empty', outcome: 'nothing' },
  ] as const)(`clears $what in ${form.name}`, ({ live, written, outcome, ...way }) => {
    const rule = 'rule' in way ? way.rule : 'always'
    expect(form.outcome({ live, desired: null, written }, { rule, policy: BOLD, clear: true })).toBe(outcome)
  })
})
