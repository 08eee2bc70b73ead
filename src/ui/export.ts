import type { Diagnostic } from '../model/diagnostic.ts'
import type { ExportHeader } from '../model/item.ts'
import { renderDiagnostics } from './diagnostics.ts'
import { count, line } from './words.ts'

export interface ExportView {
  header: ExportHeader
  file: string
  diagnostics: Diagnostic[]
}

/** Remarks of one kind that are shown; the export itself holds what they are about. */
const MOST_ALIKE = 5

const WAYS: [name: string, title: string][] = [
  ['searched', 'by the search for the brand'],
  ['named', 'by ASIN'],
  ['relatives', 'as parents and siblings'],
]

/** What an export brought, for people. */
export function renderExport({ header, file, diagnostics }: ExportView): string[] {
  const { counts, marketplace, complete } = header
  const state = complete ? 'complete' : 'incomplete'
  const ways = WAYS.filter(([name]) => counts[name]).map(([name, title]) => `  ${number(counts[name])} found ${title}`)
  return [
    `Exported ${count(counts.items ?? 0, 'listing')} of marketplace ${marketplace} (${state}).`,
    ...ways,
    ...absences(counts),
    `  ${count(counts.calls ?? 0, 'call')}, ${number(counts.retried)} repeated, ${number(counts.throttled)} throttled`,
    ...renderDiagnostics(abridge(diagnostics)),
    line(`File: ${file}`),
  ]
}

/** For `--json`: the header with what people are told; of several marketplaces, a list of them. */
export function exportDocument(exports: ExportView[]): object {
  const documents = exports.map(({ header, file, diagnostics }) => ({ ...header, file, diagnostics }))
  return documents.length === 1 ? (documents[0] as object) : { exports: documents }
}

/** The line that shows how far a read is. */
export function renderExportProgress({ found, read }: { found: number; read: number }): string {
  return `Reading the source: ${number(read)} of ${number(found)} listings`
}

function absences(counts: ExportHeader['counts']): string[] {
  const { unavailable, other_brands } = counts
  return [
    ...(unavailable ? [`  ${number(unavailable)} not available in the marketplace`] : []),
    ...(other_brands ? [`  ${number(other_brands)} of other brands left out`] : []),
  ]
}

/** The first few remarks of each kind. */
function abridge(diagnostics: Diagnostic[]): Diagnostic[] {
  const kinds = [...Map.groupBy(diagnostics, ({ code }) => code).values()]
  return kinds.flatMap((alike) => {
    const [first] = alike
    const rest = alike.length - MOST_ALIKE
    if (!first || rest <= 0) return alike
    return [
      ...alike.slice(0, MOST_ALIKE),
      { ...first, message: `and ${number(rest)} more (${first.code}).`, hint: null },
    ]
  })
}

function number(value: number | undefined): string {
  return (value ?? 0).toLocaleString('en-US')
}
