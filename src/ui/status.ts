import { grouped } from '../model/figures.ts'
import { type ResourceStatus, STATUSES, type StatusReason, type StatusReport } from '../model/status-report.ts'
import { type Phrase, type Report, type Section, strong } from './report/report.ts'
import { count, moment } from './words.ts'

/** How everything stands, the most serious first. `rows`: so many resources of each status. */
export function reviewStatus(report: StatusReport, { rows, short }: { rows: number; short: boolean }): Report {
  const { scope, target, resources, others } = report
  const listed = short ? [] : SERIOUS.flatMap((status) => sectionOf(status, resources, rows))
  const beside: Section[] =
    short || others.length === 0
      ? []
      : [
          {
            id: 'others',
            title: `Besides: ${count(others.length, 'finding')}`,
            weight: 'note',
            blocks: [besideTable(others, rows)],
          },
        ]
  return {
    title: `Status of ${scope}`,
    head: [
      [
        strong(`Status of ${scope}: `),
        `${target.provider} account ${target.account}, read at ${moment(target.read_at)}.`,
      ],
    ],
    sections: [...listed, ...beside],
    closing: [countsLine(report)],
  }
}

const SERIOUS = ['error', 'pending', 'drifted', 'changes', 'unknown'] as const

const TITLES: { readonly [status in (typeof SERIOUS)[number]]: string } = {
  error: 'Failed, or cannot be written',
  pending: 'Left by a run that can go on',
  drifted: 'Changed by people',
  changes: 'To be changed',
  unknown: 'Not known',
}

function sectionOf(status: (typeof SERIOUS)[number], resources: readonly ResourceStatus[], rows: number): Section[] {
  const found = resources.filter((one) => one.status === status)
  if (found.length === 0) return []
  const shown = found.slice(0, rows).map(({ key, reasons }) => {
    const [first, ...more] = reasons
    const further = more.length === 0 ? '' : ` And ${grouped(more.length)} more.`
    return [key, first?.code ?? '', `${first ? reasonText(first) : ''}${further}`]
  })
  const table = {
    is: 'table' as const,
    columns: ['Key', 'Why', 'What'],
    rows: shown,
    more: found.length - shown.length,
  }
  const title = `${TITLES[status]}: ${grouped(found.length)}`
  return [{ id: status, title, weight: status === 'error' ? 'alarm' : 'note', blocks: [table] }]
}

function besideTable(others: readonly StatusReason[], rows: number) {
  const shown = others.slice(0, rows).map((one): Phrase[] => [one.address, one.status, reasonText(one)])
  return {
    is: 'table' as const,
    columns: ['Address', 'Status', 'What'],
    rows: shown,
    more: others.length - shown.length,
  }
}

function reasonText({ field, message }: StatusReason): string {
  return field === undefined ? message : `${field}: ${message}`
}

function countsLine({ counts }: StatusReport): string {
  const each = STATUSES.filter((status) => counts[status] > 0).map((status) => `${grouped(counts[status])} ${status}`)
  return `${grouped(counts.total)} in all${each.length === 0 ? '' : `: ${each.join(', ')}`}.`
}
