import { addressOf } from '../../model/address.ts'
import type { CatalogueFinding, Proposal } from '../../model/catalogue-report.ts'
import type { Blocked, Gone } from '../../model/plan.ts'
import type { Looked } from '../status/index.ts'
import { duplicateItems, duplicateKeys, duplicateMarks } from './duplicates.ts'
import { danglingReferences } from './references.ts'
import { duplicateSkus } from './skus.ts'

/** What contradicts itself in the catalogue, in the order of codes and addresses. */
export function catalogueFindings(looked: Omit<Looked, 'journal'>): CatalogueFinding[] {
  const { contents, differences, isChosen } = looked
  const { context } = differences
  const findings = [
    ...contents.blocked.flatMap(danglingOf),
    ...contents.gone.map((gone) => orphanOf(gone)),
    ...danglingReferences(differences),
    ...duplicateKeys(context),
    ...duplicateItems(context),
    ...duplicateMarks(context),
    ...duplicateSkus(context),
  ]
  return findings.filter(({ address }) => isChosen(address)).sort(byCodeAndAddress)
}

function byCodeAndAddress(a: CatalogueFinding, b: CatalogueFinding): number {
  return textOrder(a.code, b.code) || textOrder(a.address, b.address)
}

function textOrder(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

const FORGET: Proposal = {
  action: 'forget',
  message: 'Leave it be from now on: put "ignore: true" for its listing into specs/overrides.',
  command: null,
}

/** What was made from here and is not there, or under another key. */
function danglingOf({ code, address, message, renamed_to }: Blocked): CatalogueFinding[] {
  const finding = { address, message, others: [], keep: null }
  if (code === 'deleted') {
    const recreate: Proposal = {
      action: 'recreate',
      message: 'Make it again.',
      command: `sync apply --address ${shellWord(address)}`,
    }
    return [{ code: 'dangling', ...finding, proposals: [recreate, FORGET] }]
  }
  if (code !== 'renamed') return []
  const there = renamed_to === undefined ? [] : [addressOf(address.slice(0, address.indexOf('.')), renamed_to)]
  const relink: Proposal = { action: 'relink', message: 'Give it its former key again, in the target.', command: null }
  return [{ code: 'renamed', ...finding, others: there, proposals: [relink, FORGET] }]
}

function orphanOf({ address, message }: Gone): CatalogueFinding {
  const remove: Proposal = {
    action: 'remove',
    message: 'Remove it, if two complete exports a day apart lack it: the plan says so.',
    command: 'sync plan --prune products',
  }
  const forget: Proposal = {
    action: 'forget',
    message: 'Leave it: policy.on_gone says what becomes of such.',
    command: null,
  }
  return { code: 'orphan', address, message, others: [], keep: null, proposals: [remove, forget] }
}

/** As a shell takes it for one word. */
function shellWord(text: string): string {
  return /^[\w./:@%+=-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`
}
