import { grouped } from '../../model/figures.ts'
import type { Operation, Plan } from '../../model/plan.ts'
import type { Block } from '../report/report.ts'
import { slotsOf } from './pictures.ts'
import type { Reading } from './reading.ts'
import { spread } from './samples.ts'

/** New files with where they are shown. */
export function uploads(group: Operation[], { operations }: Plan, { rows }: Reading): Block[] {
  const shown = spread(group, rows)
  const uses = usesOf(new Set(shown.map(({ address }) => address)), operations)
  const table = shown.map(({ key, address }) => [key, useText(uses.get(address) ?? [])])
  return [{ is: 'table', columns: ['File', 'Shown as'], rows: table, more: group.length - shown.length }]
}

/** Which slots show each of these files. */
export function usesOf(addresses: ReadonlySet<string>, operations: Operation[]): Map<string, string[]> {
  const uses = new Map<string, string[]>()
  for (const operation of operations) {
    for (const [asset, slot] of slotsOf(operation)) {
      if (!addresses.has(asset)) continue
      const known = uses.get(asset) ?? []
      known.push(`${slot} of ${operation.key}`)
      uses.set(asset, known)
    }
  }
  return uses
}

export function useText(uses: string[]): string {
  const [first = 'used by nothing in this plan', ...rest] = uses
  return rest.length === 0 ? first : `${first} and of ${grouped(rest.length)} more`
}
