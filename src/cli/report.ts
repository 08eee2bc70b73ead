import { jsonText } from '../model/json.ts'
import { prepareOutput, writeOutput } from '../state/output-file.ts'
import type { OutputKind } from '../state/output-kind.ts'
import { writePieces } from '../state/pieces.ts'
import { OPENING } from '../ui/html/opening.ts'
import { type MarkdownView, reportMarkdown } from '../ui/markdown/report-markdown.ts'
import type { Report } from '../ui/report/report.ts'
import type { Layout } from '../ui/text/layout.ts'
import { reportText } from '../ui/text/report-text.ts'
import { checkReportFlags, MAX_BYTES, type ReportFlags } from './report-flags.ts'
import { layoutFor } from './terminal.ts'

/** A report in any format may be replaced by one in another, also by those of earlier versions. */
const BEGINNINGS = [
  '<!-- catalog-sync:(?:matches|drift|runs|run|calls|quality|status) ',
  'Matches for ',
  'Drift for ',
  'Quality of ',
  'Status of ',
  'Runs: ',
  'Calls(?: of [^ ]+)?: ',
  'No calls are kept ',
  'No plan was applied ',
  'Run [^ ]+: ',
  '(?:## )?Matched [\\d,]+ of ',
  '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>Report</title>',
  OPENING,
  OPENING,
  'section,',
  'address,kind,key,status,',
  '\\{\n  "(?:matches|drift|runs|run_id|id|calls|scope)": ',
]
const REPORT: OutputKind = {
  code: 'report-unwritable',
  name: 'report',
  one: 'report',
  begins: new RegExp(`^(?:${BEGINNINGS.join('|')})`),
}

/** Checks a place for a report before anything is read for it. @throws ConfigError */
export function prepareReport(flags: ReportFlags, kind = REPORT): void {
  checkReportFlags(flags)
  if (flags.report !== undefined) prepareOutput(flags.report, kind)
}

/** What each format needs beside what it shows. */
export type Render = (layout: Omit<Layout, 'whole'>) => Iterable<string> | Promise<Iterable<string>>

/** What to print: the report, or where it was written. @throws ConfigError when it cannot be written */
export async function writeReport(
  report: string | undefined,
  render: Render,
  kind = REPORT,
): Promise<Iterable<string>> {
  if (report === undefined) return render(layoutFor(process.stdout, process.env))
  const pieces = await render(layoutFor({}, {}))
  await writeOutput(report, kind, (draft) => writePieces(draft, pieces))
  return [`Written to ${report}.\n`]
}

export function textPieces(report: Report, layout: Layout): string[] {
  return ended(reportText(report, layout))
}

export function jsonPieces(document: object): string[] {
  return [`${jsonText(document)}\n`]
}

type Shown = Pick<MarkdownView, 'about' | 'elsewhere'> & { whole?: boolean }

export function markdownPieces(
  report: Report,
  { 'max-bytes': maxBytes = MAX_BYTES }: Partial<ReportFlags>,
  { whole = false, ...shown }: Shown,
): string[] {
  return ended(reportMarkdown(report, { ...shown, whole, maxBytes }))
}

function ended(lines: string[]): string[] {
  return lines.map((line) => `${line}\n`)
}
