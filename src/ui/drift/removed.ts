import { parseAddress } from '../../model/address.ts'
import type { DriftReport } from '../../model/drift-report.ts'
import type { Blocked } from '../../model/plan.ts'
import { counted, keyOf } from '../plan/nouns.ts'
import type { Section } from '../report/report.ts'

/** What people deleted or renamed, with what settles it. */
export function removed({ deleted, renamed, definitions }: DriftReport): Section[] {
  return [
    listed('deleted', 'Deleted by people', deleted),
    listed('renamed', 'Renamed by people', renamed),
    listed('definitions', 'Renamed or deleted by people', definitions),
  ].filter((section) => section !== null)
}

function listed(id: string, title: string, list: Blocked[]): Section | null {
  if (list.length === 0) return null
  const kinds = [...Map.groupBy(list, ({ address }) => parseAddress(address).kind)]
  const what = kinds.map(([kind, group]) => counted(kind, group.length)).join(', ')
  const rows = list.map(({ address, renamed_to, hint }) => [
    renamed_to === undefined ? keyOf(address) : `${keyOf(address)}, now ${renamed_to}`,
    hint,
  ])
  const columns = ['What', 'What settles it']
  return { id, title: `${title}: ${what}`, weight: 'alarm', blocks: [{ is: 'table', columns, rows, more: 0 }] }
}
