import type { Clock } from '../model/clock.ts'
import { type Diagnostic, diagnostic } from '../model/diagnostic.ts'
import { ProviderError } from '../model/errors.ts'
import type { ExportReport, Unfinished } from '../model/export.ts'
import { canonicalJson, type Json } from '../model/json.ts'
import type { SourceRequest, SourceResult } from '../model/source.ts'
import type { Work } from '../state/exports/open-work.ts'
import { resumeWork } from '../state/exports/work.ts'
import { workPath } from '../state/exports/work-folder.ts'

/** What was read is kept, and a plan may go on with it by itself. */
const MARK = 'unfinished'

export function leaveUnfinished(work: Work): void {
  work.memo.keep(MARK, true)
  work.close()
}

/** A read that ended before it had anything is one that failed. @throws ProviderError */
export function withoutNothing(result: SourceResult): SourceResult {
  const { unfinished, items } = result
  if (!unfinished || items.length > 0) return result
  throw new ProviderError(unfinished.code, unfinished.message, { hints: untilWhen(unfinished) })
}

export function ended({ unfinished }: SourceResult): Pick<ExportReport, 'unfinished'> {
  return unfinished ? { unfinished } : {}
}

export function unfinishedRemarks({ unfinished }: SourceResult): Diagnostic[] {
  if (!unfinished) return []
  const { code, message } = unfinished
  const hint = [...untilWhen(unfinished), 'What was read so far is kept: go on with "sync export --resume".'].join(' ')
  return [diagnostic({ severity: 'warning', code, message, hint })]
}

function untilWhen({ until }: Unfinished): string[] {
  return until === null ? [] : [`It can go on after ${until}.`]
}

interface Wanted {
  provider: string
  request: SourceRequest
  /** Where exports are kept. */
  folder: string
  clock: Clock
  maxAgeSeconds: number
}

/** A read of the same that ended early, not longer ago than an export may be old; `null`: there is none. */
export function unfinishedWork({ provider, request, folder, clock, maxAgeSeconds }: Wanted): Work | null {
  const work = resumeWork(workPath(folder, { provider, request }))
  if (work === null) return null
  const { start, memo } = work
  const same = start.provider === provider && start.out === null && isSame(start.request, request)
  const age = (clock.now() - Date.parse(start.started_at)) / 1000
  if (same && memo.recall(MARK) === true && age <= maxAgeSeconds) return work
  work.close()
  return null
}

function isSame(a: SourceRequest, b: SourceRequest): boolean {
  return canonicalJson(a as unknown as Json) === canonicalJson(b as unknown as Json)
}
