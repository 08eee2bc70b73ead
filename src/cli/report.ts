import { writeFile } from 'node:fs/promises'
import { jsonText } from '../model/json.ts'
import { prepareOutput, writeOutput } from '../state/output-file.ts'
import type { OutputKind } from '../state/output-kind.ts'
import { MATCH_TITLE } from '../ui/match-rate.ts'
import { type Format, renderSections, type Section } from '../ui/sections.ts'

export interface ReportRequest {
  format: Format
  report?: string | undefined
  sections: Section[]
  /** What `json` shows. */
  document: object
}

/** A report in any format may be replaced by one in another. */
const FORMS = [
  `(?:## )?${MATCH_TITLE} [\\d,]+ of `,
  '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>Report</title>',
  'section,',
  '\\{\n  "matches": \\[',
]
const REPORT: OutputKind = {
  code: 'report-unwritable',
  name: 'report',
  one: 'report',
  begins: new RegExp(`^(?:${FORMS.join('|')})`),
}

/** Checks a place for a report before anything is read for it. @throws ConfigError */
export function prepareReport(path: string | undefined): void {
  if (path !== undefined) prepareOutput(path, REPORT)
}

/** The lines to print: the report, or where it was written. @throws ConfigError when it cannot be written */
export async function writeReport({ format, report, sections, document }: ReportRequest): Promise<string[]> {
  const lines = format === 'json' ? [jsonText(document)] : renderSections(sections, format)
  if (report === undefined) return lines
  await writeOutput(report, REPORT, (draft) => writeFile(draft, lines.map((line) => `${line}\n`).join('')))
  return [`Written to ${report}.`]
}
