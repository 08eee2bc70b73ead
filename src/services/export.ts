import { basename } from 'node:path'
import type { SystemFigures } from '../model/call.ts'
import { type Clock, elapsedOf } from '../model/clock.ts'
import { type Diagnostic, diagnostic } from '../model/diagnostic.ts'
import { SHOP } from '../model/edge-names.ts'
import { ProviderError, SyncError } from '../model/errors.ts'
import type { Emit } from '../model/event.ts'
import type { ExportHeader } from '../model/export.ts'
import type { ItemFields } from '../model/item.ts'
import { canonicalJson } from '../model/json.ts'
import type { Source, SourceCalls, SourceProgress, SourceRequest, SourceResult } from '../model/source.ts'
import { exportPath, newestHeader } from '../state/exports/folder.ts'
import { headerFor } from '../state/exports/header.ts'
import type { Work } from '../state/exports/open-work.ts'
import { beginWork } from '../state/exports/work.ts'
import { workPath } from '../state/exports/work-folder.ts'
import { WORK_FORMAT, type WorkStart } from '../state/exports/work-lines.ts'
import { hasNeighbours, rejectedPath, writeExport, writeRejected } from '../state/exports/write.ts'
import type { CallMeter } from './calls/meter.ts'
import { formerExport } from './former-export.ts'
import { ended, leaveUnfinished, unfinishedRemarks, withoutNothing } from './unfinished.ts'

export interface ExportOptions {
  source: Source
  request: SourceRequest
  /** What the workspace asks for; a request for anything else counts as incomplete. `null`: the request is all. */
  whole: SourceRequest | null
  /** Where exports are kept; the file is named after source, shop and time. */
  folder: string
  /** A file to write instead. */
  out: string | null
  clock: Clock
  emit: Emit
  signal: AbortSignal
  /** What an interrupted read got; `null` begins a new one. */
  work?: Work | null
  /** Codes of the target's products; `null`: there are no credentials to read them with. */
  gtins?: () => Promise<string[] | null>
  /** Other shops of the same source. */
  neighbours?: string[]
  /** False: what is read lies there for the next time, and only a file that is asked for is written. */
  kept?: boolean
  /** What the source calls a shop. */
  noun?: string
  /** Hears what is asked of systems; absent: nobody counts. */
  calls?: CallMeter
}

export interface Exported {
  header: ExportHeader
  /** The export; where none is kept, what was read, and empty where that is no file. */
  file: string
  /** False: `file` is what was read. */
  kept: boolean
  /** What the source calls the shop that was read. */
  noun: string
  /** In no particular order; the file has them by id. */
  items: ItemFields[]
  /** What this process asked the source for. */
  calls: SourceCalls
  /** How long it was read; `null` where an earlier process read some of it. */
  seconds: number | null
  /** What was asked of the source meanwhile; `null`: nobody counted. */
  figures: SystemFigures | null
  diagnostics: Diagnostic[]
}

/** Reads a source and keeps what it says in a file. What was got is kept until then, so that it can be resumed. */
export async function exportSource(options: ExportOptions): Promise<Exported> {
  const work = options.work ?? (await newWork(options))
  const { source, request, noun = SHOP, emit } = options
  const of = { provider: source.name, [SHOP]: request.shop }
  emit({ type: 'export.started', ...of, title: source.title, noun })
  try {
    const exported = await readAndWrite(options, work)
    if (exported.header.report?.unfinished) leaveUnfinished(work)
    else work.remove()
    const { header, items, calls } = exported
    emit({
      type: 'export.finished',
      ...of,
      items: items.length,
      complete: header.complete,
      calls: calls.calls,
    })
    return exported
  } catch (error) {
    const { code, message } = describe(error)
    emit({ type: 'export.failed', ...of, code, message })
    const useless = isFinal(error) || !work.kept()
    if (useless) work.remove()
    else work.close()
    throw useless ? error : resumable(error)
  }
}

/** @throws ConfigError when it cannot be written */
export async function newWork(options: Pick<ExportOptions, 'source' | 'request' | 'folder' | 'out' | 'clock'>) {
  const { source, request, folder, out, clock } = options
  const newest = await newestHeader(folder, { provider: source.name, shop: request.shop })
  const spellings = (newest?.query.spellings ?? {}) as WorkStart['spellings']
  const started_at = new Date(clock.now()).toISOString()
  const begin = { provider: source.name, request }
  return beginWork(workPath(folder, begin), { format: WORK_FORMAT, ...begin, started_at, out, spellings })
}

function describe(error: unknown): { code: string; message: string } {
  const code = error instanceof SyncError ? error.code : isAbort(error) ? 'interrupted' : 'unexpected'
  return { code, message: error instanceof Error ? error.message : String(error) }
}

/** Nothing would change by going on. */
function isFinal(error: unknown): boolean {
  return error instanceof SyncError && (!(error instanceof ProviderError) || error.code === 'no-products')
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError'
}

const GO_ON = 'What was read so far is kept: go on with "sync export --resume".'

/** Says how to go on. */
function resumable(error: unknown): unknown {
  if (error instanceof ProviderError) error.hints.push(GO_ON)
  return isAbort(error) ? Object.assign(new DOMException('Interrupted.', 'AbortError'), { hints: [GO_ON] }) : error
}

async function readAndWrite(options: ExportOptions, work: Work): Promise<Exported> {
  const { source, request, whole, folder, emit } = options
  const former = formerExport(options, work)
  const { remarks, codes } = targetCodes(options, work)
  // Where they are certainly needed they come first: an export that cannot have them fails before the long reading.
  if (request.codes === true) await codes()
  const context = {
    progress: (how: Parameters<SourceProgress>[0]) =>
      emit({ type: 'export.progress', provider: source.name, [SHOP]: request.shop, ...how }),
    memo: work.memo,
    gtins: codes,
    spellings: work.start.spellings,
    neighbours: options.neighbours ?? [],
    before: former.before,
  }
  const began = work.kept() ? null : elapsedOf(options.clock)
  const asked = askedOf(options)
  const result = withoutNothing(
    await source.read(request, context, options.signal).finally(() => {
      former.close()
      asked.end()
    }),
  )
  const seconds = began === null ? null : (elapsedOf(options.clock) - began) / 1000
  const narrowed = whole !== null && isNarrowed(request, whole)
  const facts = {
    provider: source.name,
    [SHOP]: request.shop,
    query: { ...result.query, ...request.query },
    complete: result.complete && !narrowed && !result.unfinished,
    counts: result.counts,
    exported_at: work.start.started_at,
  }
  const { items, calls } = result
  const { noun = SHOP } = options
  if (options.kept === false && options.out === null) {
    const header = headerFor({ ...facts, report: result.report }, items)
    return {
      header,
      file: result.file ?? '',
      kept: false,
      noun,
      items,
      calls,
      seconds,
      figures: asked.figures(),
      diagnostics: result.diagnostics,
    }
  }
  const file = options.out ?? exportPath(folder, facts)
  const report = { ...(await withRejected(file, result)), ...ended(result), ...former.built() }
  const header = await writeExport(file, { ...facts, report }, items)
  const diagnostics = [
    ...result.diagnostics,
    ...remarks,
    ...unfinishedRemarks(result),
    ...(narrowed ? [narrowedRemark(file)] : []),
  ]
  return { header, file, kept: true, noun, items, calls, seconds, figures: asked.figures(), diagnostics }
}

/** Counts what the source is asked from now on. */
function askedOf({ calls, source }: ExportOptions): { figures: () => SystemFigures | null; end: () => void } {
  if (!calls) return { figures: () => null, end: () => undefined }
  const counting = calls.count()
  const nothing = { system: source.name, calls: 0, endpoints: [] }
  return {
    figures: () => counting.figures().find(({ system }) => system === source.name) ?? nothing,
    end: counting.end,
  }
}

async function withRejected(file: string, { report, rejected }: SourceResult): Promise<SourceResult['report']> {
  if (rejected.length === 0 || !hasNeighbours(file)) return report
  const beside = rejectedPath(file)
  await writeRejected(beside, rejected)
  return { ...report, rejected: { ...report.rejected, file: basename(beside) } }
}

/** The target's codes, read once however often the read is interrupted, and only if they are asked for. */
function targetCodes({ source, request, gtins }: ExportOptions, { memo }: Work) {
  const remarks: Diagnostic[] = []
  return {
    remarks,
    async codes(): Promise<string[]> {
      const known = memo.recall(TARGET_GTINS)
      const read = known === undefined ? ((await gtins?.()) ?? null) : (known as string[] | null)
      if (known === undefined) memo.keep(TARGET_GTINS, read)
      if (read === null && remarks.length === 0) remarks.push(noCodes(source.name, request.codes))
      return read ?? []
    },
  }
}

const TARGET_GTINS = 'target gtins'

function noCodes(source: string, asked: SourceRequest['codes']): Diagnostic {
  const [severity, why] =
    asked === 'auto'
      ? (['info', 'A search was cut off, and'] as const)
      : (['warning', `source.${source}.lookup_gtins is set, but`] as const)
  return diagnostic({
    severity,
    code: 'no-gtins',
    message: `${why} the target has no credentials here, so its codes are not looked up.`,
    hint: 'Set the credentials of the target, or add --no-gtins.',
  })
}

export function isNarrowed(request: SourceRequest, whole: SourceRequest): boolean {
  return canonicalJson(request.query) !== canonicalJson(whole.query)
}

function narrowedRemark(file: string): Diagnostic {
  return diagnostic({
    severity: 'info',
    code: 'narrowed',
    message: `${basename(file)} answers other questions than sync.yaml asks, so it counts as incomplete.`,
    hint: 'Give it to other commands with --export.',
  })
}
