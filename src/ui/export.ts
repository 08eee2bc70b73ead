import type { SystemFigures } from '../model/call.ts'
import { either } from '../model/counted.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import { ITEM_ID, SHOP } from '../model/edge-names.ts'
import type { ExportHeader, ExportReport } from '../model/export.ts'
import { grouped } from '../model/figures.ts'
import type { SourceCalls } from '../model/source.ts'
import { renderDiagnostics } from './diagnostics.ts'
import { paceDocument, renderPace } from './export-pace.ts'
import { count, line } from './words.ts'

export interface ExportView {
  header: ExportHeader
  file: string
  /** False: no export was kept, and `file` is what was read; empty where that is no file. */
  kept: boolean
  /** What the source calls a shop. */
  noun: string
  calls: SourceCalls
  /** How long it was read; `null` where an earlier process read some of it. */
  seconds: number | null
  /** What was asked of the source; `null`: nobody counted. */
  figures: SystemFigures | null
  diagnostics: Diagnostic[]
}

/** Remarks of one kind that are shown; the export itself holds what they are about. */
const MOST_ALIKE = 5

const WAYS: { [way: string]: string } = {
  search: 'by the search for the brand',
  partition: 'by searching its classifications',
  own_listings: "in the seller's own listings",
  named: `by ${ITEM_ID.toUpperCase()}`,
  relatives: 'as parents and siblings',
  gtins: "by the codes of the target's products",
}

/** What an export brought, for people. */
export function renderExport(view: ExportView): string[] {
  const { header, file, kept, noun, calls, seconds, figures, diagnostics } = view
  const { counts, [SHOP]: shop, complete, report } = header
  const state = complete ? 'complete' : report?.unfinished ? 'incomplete, it can go on' : 'incomplete'
  const done = kept ? 'Exported' : 'Read'
  return [
    `${done} ${count(counts.items ?? 0, 'listing')} of ${noun} ${shop} (${state}).`,
    ...(report ? renderReport(report) : []),
    ...(counts.unavailable ? [`  ${number(counts.unavailable)} not available in the ${noun}`] : []),
    ...(kept
      ? [`  ${count(calls.calls, 'call')}, ${number(calls.retried)} repeated, ${number(calls.throttled)} throttled`]
      : ['  no export is kept: every plan reads it afresh']),
    ...renderPace({ items: counts.items ?? 0, seconds, calls, figures }),
    ...renderDiagnostics(abridge(diagnostics)),
    ...(file === '' ? [] : [line(`File: ${file}`)]),
  ]
}

/** Found which way, estimates against what was reached, and what is out of reach. */
function renderReport({ ways, searches, gtins, out_of_reach, rejected, failed }: ExportReport): string[] {
  const found = Object.entries(ways).filter(([, way]) => way.found > 0)
  const roots = searches.filter(({ classification }) => classification === null)
  const parts = searches.length - roots.length
  return [
    ...found.map(
      ([way, { found: all, new: fresh }]) => `  ${number(all)} found ${WAYS[way] ?? way}${alone(all, fresh)}`,
    ),
    ...roots.map(({ brand, estimate, reached }) =>
      line(`  "${brand}": ${number(reached)} of about ${number(estimate)} reached by searching`),
    ),
    ...(parts > 0
      ? [`  ${count(parts, 'search', 'searches')} by classification, since the source gives at most 1,000`]
      : []),
    ...(gtins
      ? [
          `  ${number(gtins.found)} of ${count(gtins.looked_up, 'code')} that ${either(gtins.looked_up, 'was', 'were')} looked up ${either(gtins.found, 'has', 'have')} listings`,
        ]
      : []),
    ...(out_of_reach > 0 ? [`  at least ${number(out_of_reach)} out of reach`] : []),
    ...(failed.length > 0 ? [`  ${number(failed.length)} failed`] : []),
    ...(rejected.listings > 0
      ? [line(`  ${number(rejected.listings)} of other brands left out: see ${rejected.file}`)]
      : []),
  ]
}

function alone(all: number, fresh: number): string {
  return all === fresh ? '' : `, ${number(fresh)} of them first`
}

/** For `--json`: the header with what people are told; of several shops, a list of them. */
export function exportDocument(exports: ExportView[], failed: FailureView[] = []): object {
  const documents = exports.map(({ header, file, calls, seconds, figures, diagnostics }) => {
    const pace = paceDocument({ items: header.counts.items ?? 0, seconds, calls, figures })
    return { ...header, file, ...pace, diagnostics }
  })
  if (failed.length === 0) return documents.length === 1 ? (documents[0] as object) : { exports: documents }
  return { exports: documents, failed: failed.map(({ shop, ...rest }) => ({ ...rest, [SHOP]: shop })) }
}

/** A shop that could not be read. */
export interface FailureView {
  provider: string
  shop: string
  code: string
  message: string
  hints: string[]
}

/** The same for people, while others are read. */
export function renderFailedExport({ provider, shop, message, hints }: FailureView): string[] {
  return [line(`${provider} ${shop} could not be read: ${message}`), ...hints.map((hint) => line(`  ${hint}`))]
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
  return grouped(value ?? 0)
}
