import { visible } from './visible.ts'
import { line, table } from './words.ts'

/** A part of a report: sentences, then rows under column names. */
export interface Section {
  title: string
  lines: string[]
  columns: string[]
  rows: string[][]
}

export const FORMATS = ['text', 'json', 'markdown', 'html', 'csv'] as const
export type Format = (typeof FORMATS)[number]

/** So many rows of a section are shown to people; the machine-readable forms hold all. */
const FEW = 20

export function renderSections(sections: Section[], format: Exclude<Format, 'json' | 'html'>): string[] {
  const shown = sections.filter(({ lines, rows }) => lines.length + rows.length > 0)
  if (format === 'csv') return csvLines(shown)
  return format === 'markdown' ? shown.flatMap(markdownLines) : shown.flatMap(textLines)
}

function textLines({ title, lines, rows }: Section): string[] {
  const rest = rows.length - FEW
  return [
    line(`${title}:`),
    ...lines.map((text) => line(`    ${text}`)),
    ...table(rows.slice(0, FEW), '    '),
    ...(rest > 0 ? [`    … and ${rest.toLocaleString('en-US')} more`] : []),
    '',
  ]
}

function markdownLines({ title, lines, columns, rows }: Section): string[] {
  const cell = (text: string) => visible(text).replace(/([\\|`*_<>[\]])/g, '\\$1')
  const row = (cells: string[]) => `| ${cells.map(cell).join(' | ')} |`
  const rest = rows.length - FEW
  return [
    `## ${cell(title)}`,
    '',
    ...lines.map((text) => `- ${cell(text)}`),
    ...(lines.length > 0 ? [''] : []),
    ...(rows.length > 0 ? [row(columns), `|${columns.map(() => ' --- |').join('')}`] : []),
    ...rows.slice(0, FEW).map(row),
    ...(rest > 0 ? ['', `… and ${rest.toLocaleString('en-US')} more`] : []),
    '',
  ].map((text) => text.slice(0, 1000))
}

function csvLines(sections: Section[]): string[] {
  const quote = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  // Spreadsheets run what begins like a formula, also in full-width characters and after blanks.
  const guarded = (raw: string) => {
    const text = visible(raw)
    return quote(/^\s*[=+@\uff1d\uff0b\uff0d\uff20-]/.test(text) ? `'${text}` : text)
  }
  return sections
    .filter(({ rows }) => rows.length > 0)
    .flatMap(({ title, columns, rows }) => [
      ['section', ...columns].map(guarded).join(','),
      ...rows.map((row) => [title, ...row].map(guarded).join(',')),
    ])
}
