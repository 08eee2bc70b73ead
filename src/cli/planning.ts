import { resolve } from 'node:path'
import { type Diagnostic, diagnostic } from '../model/diagnostic.ts'
import { SHOPS } from '../model/edge-names.ts'
import { ProviderError } from '../model/errors.ts'
import type { GuardCode, Plan, PlanSelection } from '../model/plan.ts'
import type { SourceSettings } from '../model/settings.ts'
import { type PastExports, recallAbsences } from '../services/absences.ts'
import type { Exported } from '../services/export.ts'
import { makePlan, type PlanRequest } from '../services/plan.ts'
import type { Identify } from '../services/plan-document.ts'
import { allReady } from '../services/ready.ts'
import { namedShops } from '../services/shops.ts'
import { recordingTarget, snapshotTarget } from '../services/snapshot.ts'
import { exportsFolder, loadSources, openUnread, type SourcesOptions, type Unread } from '../services/sources.ts'
import { refuseUnknownAttributes } from '../services/take.ts'
import { readTargetGtins } from '../services/target-gtins.ts'
import { readExportHeader } from '../state/exports/read.ts'
import { lostRuns, stateLost } from '../state/lost.ts'
import { renderDiagnostics } from '../ui/diagnostics.ts'
import { renderExport } from '../ui/export.ts'
import { formerRules } from './compare-spec.ts'
import { logExport } from './export-log.ts'
import { boundNewObjects } from './new-objects.ts'
import { type SelectionFlags, selectionOf } from './plan-flags.ts'
import type { Session } from './session.ts'

export interface PlanChoice extends SelectionFlags {
  export?: string | undefined
  snapshot?: string | undefined
  'allow-shrunken-export'?: boolean
  'allow-large-change'?: boolean
  'allow-deletes'?: boolean
  'allow-invalid'?: boolean
  'compare-spec'?: string | undefined
  config?: string | undefined
  'allow-old-export'?: boolean
}

export interface Surroundings {
  remark: (lines: string[]) => void
  signal: AbortSignal
  identify?: Identify | undefined
}

/** Makes a plan as the flags say; what happens on the way goes to `remark`. */
export async function planFor(session: Session, flags: PlanChoice, surroundings: Surroundings): Promise<Plan> {
  const request = await planRequest(session, flags, surroundings)
  const plan = await makePlan(request, surroundings.signal)
  logPlan(session, plan)
  return plan
}

export function logPlan({ log, emit }: Pick<Session, 'log' | 'emit'>, plan: Plan): void {
  const { plan_id, summary, applyable, guards } = plan
  emit({ type: 'plan.made', plan_id, operations: plan.operations.length, applyable })
  log
    .part('plan')
    .write('info', 'plan.made', { plan_id, operations: plan.operations.length, summary, applyable, guards })
}

/** What a plan is made of, as the flags say: exports are read or made here, the target is read later. */
export async function planRequest(
  session: Session,
  flags: PlanChoice,
  { remark, signal, identify }: Surroundings,
): Promise<PlanRequest> {
  const { workspace, clock, digest, program, emit, calls } = session
  const selection = withShops(selectionOf(flags), session)
  if (selection.take) refuseUnknownAttributes(selection, workspace, await session.traits())
  const reading = readingOf(session, flags, { remark, signal })
  // Whoever lacks credentials, a network or a snapshot learns it of both sides before one is read for minutes.
  const { live, unread } = await openSides(session, flags, { remark, reading })
  const refused = await connectAll(live, unread, signal)
  boundNewObjects()
  const former = await formerRules(session, flags)
  const sources = await loadSources({ ...reading, ...former, refused }, signal)
  await rememberNamed(session, flags.export)
  return {
    workspace,
    sources,
    ...(await withLost(session, live)),
    memory: (account, since) => session.state.memory.load(account, since),
    written: (account, keys) => session.state.memory.written(account, keys),
    absences: (absent) => recallAbsences(absent, pastExports(session)),
    selection,
    ...former,
    allow: allowedGuards(flags),
    program,
    profile: session.profile,
    clock,
    digest,
    emit,
    calls,
    identify,
  }
}

/** What signs in does so now. Without one of several sources a plan can be made; which one, and why, is given back. @throws SyncError */
async function connectAll(
  { target }: Pick<PlanRequest, 'target'>,
  unread: Unread[],
  signal: AbortSignal,
): Promise<ReadonlyMap<SourceSettings, ProviderError>> {
  const refused = new Map<SourceSettings, ProviderError>()
  const sources = unread.map(({ settings, source, alone }) => async () => {
    try {
      await source.connect?.(signal)
    } catch (error) {
      if (alone || signal.aborted || !(error instanceof ProviderError)) throw error
      refused.set(settings, error)
    }
  })
  await allReady<unknown>([async () => target.connect(signal), ...sources])
  return refused
}

/** Where items are read from, or exported first. */
export function readingOf(
  session: Session,
  flags: PlanChoice,
  { remark, signal }: Pick<Surroundings, 'remark' | 'signal'>,
): SourcesOptions {
  const { workspace, clock, emit, calls } = session
  return {
    workspace,
    providers: session.providers,
    folder: exportsFolder(session.folder),
    file: flags.export ?? null,
    shops: withShops(selectionOf(flags), session)[SHOPS],
    refuseOld: session.ci && !flags['allow-old-export'],
    clock,
    open: session.source,
    gtins: () => readTargetGtins(workspace, session.target, { signal, emit }),
    ...{ emit, calls },
    onExport: async (exported: Exported) => {
      logExport(session, exported)
      if (exported.kept) await session.state.exports.remember({ path: exported.file, header: exported.header })
      remark(renderExport(exported))
    },
  }
}

/** Exports that lie here, and those that were written or named elsewhere. */
function pastExports({ workspace, providers, folder, state }: Session): PastExports {
  return { workspace, providers, folder: exportsFolder(folder), known: () => state.exports.list() }
}

/** A file that was planned from once tells later plans what was there then. */
async function rememberNamed({ state }: Session, file: string | undefined): Promise<void> {
  const header = file === undefined ? null : await readExportHeader(file)
  if (file !== undefined && header !== null) await state.exports.remember({ path: resolve(file), header })
}

/** The shops as the workspace writes them. @throws ConfigError for one that it does not name */
function withShops(selection: PlanSelection, { workspace, providers }: Session): PlanSelection {
  const names = selection[SHOPS]
  if (names.length === 0) return selection
  const shops = namedShops({ settings: workspace.settings, providers }, names).map(({ shop }) => shop)
  return { ...selection, [SHOPS]: [...new Set(shops)].sort() }
}

/** A plan does without what runs left behind; people should know that it has to. */
async function withLost<T extends { remarks?: Diagnostic[] }>(session: Session, side: T): Promise<T> {
  const names = await lostRuns(session.state)
  if (names.length === 0) return side
  const { code, message, hints } = stateLost(session.folder, names)
  const lost = diagnostic({ severity: 'warning', code, message, hint: hints[0] ?? null })
  return { ...side, remarks: [...(side.remarks ?? []), lost] }
}

function allowedGuards(flags: PlanChoice): ReadonlySet<GuardCode> {
  const codes = ['shrunken-export', 'large-change'] as const
  const lifted: GuardCode[] = codes.filter((code) => flags[`allow-${code}`])
  if (flags['allow-deletes']) lifted.push('large-delete')
  if (flags['allow-invalid']) lifted.push('quality-threshold')
  return new Set(lifted)
}

/** What is going to be read; nobody is called yet, and variables that are missing are named for both sides. */
async function openSides(
  session: Session,
  flags: PlanChoice,
  { remark, reading }: Pick<Surroundings, 'remark'> & { reading: SourcesOptions },
): Promise<{ live: Pick<PlanRequest, 'target' | 'remarks'>; unread: Unread[] }> {
  const live = liveSide(session, flags, remark)
  const unread = openUnread(reading)
  await allReady<unknown>([() => live, () => unread])
  return { live: await live, unread: await unread }
}

/** The account itself, which is kept in a snapshot as it is read, or a snapshot of it. */
async function liveSide(
  session: Session,
  { snapshot }: PlanChoice,
  remark: (lines: string[]) => void,
): Promise<Pick<PlanRequest, 'target' | 'remarks'>> {
  const { folder, profile, clock } = session
  const place = { folder, profile, settings: session.workspace.settings }
  if (snapshot === undefined) {
    const onFailure = (reason: string) => remark([`No snapshot was kept: ${reason}`])
    return { target: recordingTarget(await session.target(), place, onFailure) }
  }
  const taken = await snapshotTarget({ ...place, file: snapshot, traits: await session.traits(), clock })
  remark(renderDiagnostics([taken.remark]))
  return { target: taken.target, remarks: [taken.remark] }
}
