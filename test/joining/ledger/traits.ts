import type { FieldTraits, KindTraits } from '../../../src/model/kinds.ts'
import type { TargetTraits } from '../../../src/model/target.ts'

const PLAIN: FieldTraits = { holds: 'text', merge: 'replace' }
const PRICE: FieldTraits = { holds: 'decimal', merge: 'replace' }
const RECORD: FieldTraits = { ...PLAIN, refers: { kind: 'record', lost: 'skipped' } }
const ENTRY: FieldTraits = { ...PLAIN, refers: { kind: 'entry', lost: 'skipped' } }
const FIELDS: { [path: string]: FieldTraits } = { price: PRICE, record: RECORD, entry: ENTRY, stand: PLAIN }

const COMMON = {
  parts: ['products'],
  verbs: { create: 'create', update: 'update', remove: 'delete' },
  can: ['create', 'update', 'delete', 'adopt'],
  groups: [],
  place: 'Ledger',
  pathOf: (label: string) => label,
  field: (path: string) => FIELDS[path] ?? PLAIN,
  checked: true,
  initial: {},
  page: 100,
  lists: 'whole',
  calls: () => 1,
} as const satisfies Partial<KindTraits>

const RECORDS: KindTraits = {
  ...COMMON,
  name: 'record',
  noun: ['record', 'records'],
  madeOf: 'master',
  keyField: 'code',
}

const ENTRIES: KindTraits = {
  ...COMMON,
  name: 'entry',
  noun: ['entry', 'entries'],
  madeOf: 'joined',
  keyField: 'code',
  belongs: { master: 'record' },
}

const NOTES: KindTraits = {
  ...COMMON,
  name: 'note',
  noun: ['note', 'notes'],
  madeOf: 'listing',
  keyField: 'code',
  belongs: { master: 'record', variant: 'entry' },
  keyOf: ({ ref: { source, shop, id } }) => `${source}/${shop}/${id}`,
  given: [
    { label: 'stand', from: 'shop', write: 'always' },
    { label: 'price', from: 'price', write: 'always' },
    { label: 'seen', from: 'seen', write: 'on-change' },
  ],
}

/** A book of records with their entries, and a note for each place that sells one of them. */
export const LEDGER: TargetTraits = {
  name: 'ledger',
  title: 'Ledger',
  kinds: [RECORDS, ENTRIES, NOTES],
  masters: ['record', 'records'],
  baseline: { kinds: ['record', 'entry', 'note'], path: 'baseline', kept: true },
  asked: {},
  series: () => [],
  declares: () => false,
  survey: () => ({ definitions: [], series: [], options: new Map() }),
}
