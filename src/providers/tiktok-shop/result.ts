import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts'
import { type ExportReport, plainReport } from '../../model/export.ts'
import { grouped } from '../../model/figures.ts'
import type { SourceResult } from '../../model/source.ts'
import type { NoMoreCalls } from '../../net/no-more-calls.ts'
import type { Lack } from './windows.ts'

interface Outcome extends Pick<SourceResult, 'items' | 'counts' | 'calls'> {
  /** False: it ended before its end. */
  whole: boolean
  /** What ended it; `null`: nothing did. */
  ending: NoMoreCalls | null
  lacks: readonly Lack[]
  failed: ExportReport['failed']
}

export function resultOf({ items, counts, calls, whole, ending, lacks, failed }: Outcome): SourceResult {
  const out_of_reach = lacks.reduce((sum, { total, reached }) => sum + Math.max(0, total - reached), 0)
  return {
    items,
    complete: whole && lacks.length === 0 && failed.length === 0,
    ...(ending === null ? {} : { unfinished: { code: ending.code, message: ending.message, until: ending.until } }),
    query: {},
    counts,
    report: { ...plainReport(), out_of_reach, caps_hit: lacks.length, failed },
    rejected: [],
    calls,
    diagnostics: lacks.map(remark),
  }
}

function remark({ span, total, reached }: Lack): Diagnostic {
  const from = span.from === null ? 'the beginning' : dayText(span.from)
  const to = span.to === null ? 'now' : dayText(span.to)
  return diagnostic({
    severity: 'warning',
    code: 'short-search',
    message: `TikTok Shop says that ${grouped(total)} products were made from ${from} to ${to}, and gives ${grouped(reached)} of them.`,
    hint: 'Export again; nothing is removed on the word of this one.',
  })
}

function dayText(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ')
}
