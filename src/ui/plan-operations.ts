import { parseAddress } from '../model/address.ts'
import { grouped } from '../model/figures.ts'
import type { Action, Operation, Plan } from '../model/plan.ts'
import { FEW, more } from './first-few.ts'
import { describe, pairs } from './plan-operation.ts'
import { updates } from './plan-updates.ts'
import { count, line, table } from './words.ts'

const SIGNS: { [action in Action]: string } = {
  create: '+',
  update: '~',
  upload: '^',
  link: '>',
  unlink: '<',
  delete: '-',
}

const NOUNS: { [kind: string]: [string, string] } = {
  attribute: ['attribute', 'attributes'],
  relationship: ['relationship', 'relationships'],
  family: ['family', 'families'],
  asset: ['image', 'images'],
  product: ['product', 'products'],
  link: ['source', 'sources'],
}

function nounOf(kind: string, number: number): string {
  const [one, many] = NOUNS[kind] ?? [kind, `${kind}s`]
  return number === 1 ? one : many
}

/** What the plan would do, by kind and action. */
export function operations(plan: Plan): string[] {
  if (plan.operations.length === 0) return []
  const lines: string[] = ['The plan:', '']
  for (const [kind, ofKind] of Map.groupBy(plan.operations, ({ kind }) => kind)) {
    for (const action of Object.keys(SIGNS) as Action[]) {
      const group = ofKind.filter((operation) => operation.action === action)
      if (group.length > 0) lines.push(...renderGroup(kind, action, group), '')
    }
  }
  return lines
}

function renderGroup(kind: string, action: Action, group: Operation[]): string[] {
  const title = `${SIGNS[action]} ${action} ${grouped(group.length)} ${nounOf(kind, group.length)}`
  if (kind === 'product' && action === 'update') return [line(title), ...updates(group)]
  const note = kind === 'link' ? ` (${count(pairs(group), 'pair')})` : ''
  if (kind === 'attribute' || kind === 'relationship' || kind === 'family') {
    return [line(title + note), line(`    ${group.map(({ address }) => parseAddress(address).key).join(', ')}`)]
  }
  return [
    line(title + note),
    ...table(
      group.slice(0, FEW).map((operation) => describe(kind, operation)),
      '    ',
    ),
    ...more(group.length),
  ]
}
