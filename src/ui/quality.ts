import { SHOP } from '../model/edge-names.ts'
import { grouped } from '../model/figures.ts'
import type { QualityReport } from '../model/quality-report.ts'
import { coverageLines, defaultLines, qualityLine, rejectedTable, rulesTable } from './plan/rejected.ts'
import { lines, type Phrase, type Report, type Section, strong } from './report/report.ts'
import { count } from './words.ts'

/** How good the items are, by rule and by field, and how that went. `rows`: so many of each sort. */
export function reviewQuality(report: QualityReport, rows: number): Report {
  const { scope, quality, ruled } = report
  const closing: Phrase[] = [...qualityLine({ quality })]
  return {
    title: `Quality of ${scope}`,
    head: [[strong(`Quality of ${scope}: `), exportsText(report)]],
    sections: [...ruleSections(report, rows), ...fieldSections(report, rows), ...trendSection(report)],
    closing: ruled ? closing : [...closing, 'No specs/quality.yaml says what items must hold.'],
  }
}

function exportsText({ exports }: QualityReport): string {
  const parts = exports.map(
    ({ provider, [SHOP]: shop, items, complete, exported_at }) =>
      `${provider} ${shop} (${count(items, 'item')}, of ${exported_at}${complete ? '' : ', incomplete'})`,
  )
  return `${parts.join(', ')}.`
}

function ruleSections({ quality, rejected }: QualityReport, rows: number): Section[] {
  const sections: Section[] = [
    {
      id: 'rules',
      title: 'By rule',
      weight: 'note',
      blocks: quality.rules.length > 0 ? [rulesTable(quality.rules)] : [],
    },
    {
      id: 'rejected',
      title: `Rejected: ${count(rejected.length, 'item')}`,
      weight: 'note',
      blocks: rejected.length > 0 ? [rejectedTable(rejected, rows)] : [],
    },
  ]
  return sections.filter(({ blocks }) => blocks.length > 0)
}

function fieldSections({ quality, refused }: QualityReport, rows: number): Section[] {
  const table = refused.map(({ field, count: times, samples }) => [field, grouped(times), samples[0] ?? ''])
  const said = [...defaultLines(quality), ...coverageLines(quality, rows)]
  const sections: Section[] = [
    {
      id: 'refused',
      title: 'Values that cannot be used, by field',
      weight: 'note',
      blocks: table.length > 0 ? [{ is: 'table', columns: ['Field', 'Items', 'Such as'], rows: table, more: 0 }] : [],
    },
    { id: 'fields', title: 'By field', weight: 'note', blocks: said.length > 0 ? [lines(...said)] : [] },
  ]
  return sections.filter(({ blocks }) => blocks.length > 0)
}

function trendSection({ trend }: QualityReport): Section[] {
  if (trend.length === 0) return []
  const rows = trend.map(({ at, command, items, valid, rejected, rate, rules }) => {
    const warned = rules.filter(({ severity }) => severity === 'warn').reduce((sum, one) => sum + one.count, 0)
    const figures = [`${grouped(valid)} of ${count(items, 'item')} valid (${rate} %)`, `${grouped(rejected)} rejected`]
    return [at, command, ...figures, count(warned, 'warning')]
  })
  const columns = ['When', 'Command', 'Valid', 'Rejected', 'Warnings']
  return [{ id: 'trend', title: 'Over time', weight: 'note', blocks: [{ is: 'table', columns, rows, more: 0 }] }]
}
