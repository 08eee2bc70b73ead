import { jsonText } from '../model/json.ts'
import { prepareOutput, writeOutput } from '../state/output-file.ts'
import type { OutputKind } from '../state/output-kind.ts'
import { writePieces } from '../state/pieces.ts'
import { OPENING } from '../ui/html/opening.ts'
import { MATCH_TITLE } from '../ui/match-rate.ts'
import { lines, type Report } from '../ui/report/report.ts'
import { type Format, renderSections, type Section } from '../ui/sections.ts'

export interface ReportRequest {
  format: Format
  report?: string | undefined
  sections: Section[]
  /** What `json` shows. */
  document: object
}

/** A report in any format may be replaced by one in another. */
const BEGINNINGS = [
  `(?:## )?${MATCH_TITLE} [\\d,]+ of `,
  '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>Report</title>',
  OPENING,
  'section,',
  '\\{\n  "matches": \\[',
]
const REPORT: OutputKind = {
  code: 'report-unwritable',
  name: 'report',
  one: 'report',
  begins: new RegExp(`^(?:${BEGINNINGS.join('|')})`),
}

/** Checks a place for a report before anything is read for it. @throws ConfigError */
export function prepareReport(path: string | undefined): void {
  if (path !== undefined) prepareOutput(path, REPORT)
}

/** What to print: the report, or where it was written. @throws ConfigError when it cannot be written */
export async function writeReport({ format, report, sections, document }: ReportRequest): Promise<Iterable<string>> {
  const pieces = await FORMS[format](sections, document)
  if (report === undefined) return pieces
  await writeOutput(report, REPORT, (draft) => writePieces(draft, pieces))
  return [`Written to ${report}.\n`]
}

type Form = (sections: Section[], document: object) => Iterable<string> | Promise<Iterable<string>>

const rendered =
  (format: Exclude<Format, 'json' | 'html'>): Form =>
  (sections) =>
    renderSections(sections, format).map((line) => `${line}\n`)

/** A report in each format, in pieces; what only some formats need is loaded with them. */
const FORMS: { readonly [format in Format]: Form } = {
  text: rendered('text'),
  markdown: rendered('markdown'),
  csv: rendered('csv'),
  json: (_, document) => [`${jsonText(document)}\n`],
  html: async (sections) => {
    const { reportHtml } = await import('../ui/html/report-html.tsx')
    return reportHtml(reportOf(sections))
  },
}

function reportOf(sections: Section[]): Report {
  const shown = sections.filter(({ lines: texts, rows }) => texts.length + rows.length > 0)
  return {
    title: 'Matches',
    head: [],
    sections: shown.map(({ title, lines: texts, columns, rows }, at) => ({
      id: `section-${at + 1}`,
      title,
      weight: 'note',
      blocks: [
        ...(texts.length > 0 ? [lines(...texts)] : []),
        ...(rows.length > 0 ? [{ is: 'table' as const, columns, rows, more: 0 }] : []),
      ],
    })),
    closing: [],
  }
}
