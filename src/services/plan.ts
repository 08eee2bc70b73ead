import { parseAddress } from '../model/address.ts'
import { knowsGallery, parseBaseline } from '../model/baseline.ts'
import type { Clock } from '../model/clock.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import { SHOP } from '../model/edge-names.ts'
import { UnsafePlanError } from '../model/errors.ts'
import type { Emit } from '../model/event.ts'
import { rulesOf } from '../model/given-rules.ts'
import type { Digest } from '../model/json.ts'
import { type LiveState, liveOf, type Want } from '../model/live.ts'
import { type GuardCode, PLAN_FORMAT, type Plan, type PlanPurpose, type PlanSelection } from '../model/plan.ts'
import type { Memory } from '../model/run.ts'
import { isWhole } from '../model/selection.ts'
import type { Settings, Workspace } from '../model/settings.ts'
import type { SourceItems } from '../model/source.ts'
import type { WrittenValues } from '../model/state.ts'
import type { Connection, Named, Target, TargetTraits } from '../model/target.ts'
import { mainKind } from '../model/target-kinds.ts'
import { type Absent, absentOf } from '../planner/absent.ts'
import { estimateCost } from '../planner/guard/estimate.ts'
import { refuseOtherTemplate } from '../planner/guard/sku-template.ts'
import { assemble, goneForCertain, prepare } from '../planner/index.ts'
import type { Prepared } from '../planner/prepared.ts'
import type { PlanContents, PlanInput } from '../planner/types.ts'
import type { Absences } from './absences.ts'
import { withAllValues } from './all-values.ts'
import type { CallMeter } from './calls/meter.ts'
import { comparedWith, type FormerRules, withPaths } from './compare-specs.ts'
import { findingsOf, refuseErrors } from './findings.ts'
import { recallLastWritten } from './last-written.ts'
import { needsAllRead } from './needs-all-read.ts'
import { refuseOwnAccount } from './own-account.ts'
import { type Identify, identified } from './plan-document.ts'
import { readAccount } from './read-account.ts'
import { keysOf } from './shops.ts'

export interface PlanRequest {
  workspace: Workspace
  sources: SourceItems[]
  target: Target
  /** What earlier runs on this account left behind; images that failed before `since` count no more. */
  memory: (account: string, since: string) => Promise<Memory>
  /** What was last written to products from here, by SKU; it only enriches what is reported. */
  written?: (account: string, skus: string[]) => Promise<ReadonlyMap<string, WrittenValues>>
  selection: PlanSelection
  /** Guards that the person who plans has lifted. */
  allow: ReadonlySet<GuardCode>
  /** What earlier exports say of listings that the newest lacks; without it nothing is known of earlier ones. */
  absences?: (absent: Absent[]) => Promise<Absences>
  /** What else people should know about where the plan comes from. */
  remarks?: Diagnostic[]
  program: { name: string; version: string }
  /** What people here call the account; `null` for no name. */
  profile?: string | null
  clock: Clock
  digest: Digest
  /** Told how far the reading is; absent where nobody waits for it. */
  emit?: Emit
  /** Hears what is asked of systems; absent: nobody counts. */
  calls?: CallMeter
  /** Absent where the id follows from the operations alone. */
  identify?: Identify | undefined
  /** Everything is read afresh, whatever is known from earlier. */
  whole?: true
  /** Other rules for the same items, whose effect is told. */
  former?: FormerRules
}

/** What a plan is made of, once the target was read. */
export interface Comparison {
  input: PlanInput
  connection: Connection
  /** Calls that the reading took. */
  reads: number
}

/** Milliseconds. By then whoever owns an image may have put it back. */
const A_DAY = 86_400_000

/** Reads the target. Never writes. @throws SyncError when an export or the account must not be compared */
export async function readComparison(request: PlanRequest, signal: AbortSignal): Promise<Comparison> {
  const { workspace, target } = request
  refuseEmpty(request)
  const connection = await target.connect(signal)
  refuseOwnAccount(request.sources, target.traits, connection)
  const before = target.calls().reads
  const known = withPaths(wantOf(workspace, target.traits, request.digest), request)
  const want: Want = request.whole ? { ...known, whole: true } : known
  const { emit, clock, calls } = request
  const live = await readAccount(target, want, { signal, emit, measured: calls && { clock, calls } })
  const input = {
    settings: workspace.settings,
    attributes: workspace.attributes,
    variants: workspace.variants ?? [],
    overrides: workspace.overrides,
    ...(workspace.quality ? { quality: workspace.quality } : {}),
    sources: request.sources,
    shops: workspace.shops,
    keys: keysOf(workspace),
    live,
    traits: target.traits,
    selection: request.selection,
    allow: request.allow,
    memory: await request.memory(connection.account, new Date(request.clock.now() - A_DAY).toISOString()),
    digest: request.digest,
  }
  return { input, connection, reads: target.calls().reads - before }
}

/** Reads the target and compares it with the exports. Never writes. @throws SyncError */
export function makePlan(request: PlanRequest, signal: AbortSignal): Promise<Plan> {
  return planWith(request, { assemble: (input) => assembleWhole(input, request, signal) }, signal)
}

async function assembleWhole(input: PlanInput, request: PlanRequest, signal: AbortSignal): Promise<PlanContents> {
  const { workspace, target, digest } = request
  const prepared = prepare(input)
  refuseOtherTemplate(prepared.matched, input)
  const past = await withAbsences(prepared, input, request)
  const want = wantOf(workspace, target.traits, digest)
  const entire = await withAllValues(mayBeDeleted(prepared, past.input), { target, want }, signal)
  const { contents } = assemble(prepared, { ...past.input, entire })
  const compared = request.former && comparedWith(request.former, contents, { ...past.input, entire })
  const diagnostics = [...past.diagnostics, ...contents.diagnostics]
  return { ...contents, ...(compared && { compared }), diagnostics }
}

/** What is gone for certain, where that is deleted. */
function mayBeDeleted(prepared: Prepared, input: PlanInput): Named[] {
  const { policy } = input.settings
  const { selection } = input
  const deletes = policy.on_gone === 'delete' || policy.on_gone === 'report'
  if (!deletes || !isWhole(selection) || !(policy.prune.products || selection.prune.includes('products'))) return []
  return goneForCertain(prepared, input).map(parseAddress)
}

/** How a plan comes about, once the target was read. */
export interface Planning {
  assemble: (input: PlanInput) => PlanContents | Promise<PlanContents>
  purpose?: PlanPurpose
}

/** A plan for this purpose. Never writes. @throws SyncError */
export async function planWith(request: PlanRequest, planning: Planning, signal: AbortSignal): Promise<Plan> {
  const { target, clock } = request
  const { contents, comparison } = await compare(request, planning, signal)
  const { input, connection, reads: planReads } = comparison
  const { live } = input
  const [first, rest] = openingOf(contents.diagnostics)
  const diagnostics = [...first, ...findingsOf(request, input), ...rest]
  refuseErrors(diagnostics)
  const { written = async () => new Map() } = request
  const recall = {
    resources: liveOf(live, mainKind(target.traits).name),
    written: (keys: string[]) => written(connection.account, keys),
    traits: target.traits,
    digest: request.digest,
  }
  const drift = await recallLastWritten(contents.drift, recall)
  const conflicts = await recallLastWritten(contents.conflicts, recall)
  const created_at = new Date(clock.now()).toISOString()
  const circumstances = { live, connection, created_at, planReads, purpose: planning.purpose }
  const plan = document(request, { ...contents, drift, conflicts, diagnostics }, circumstances)
  return identified(plan, request.identify)
}

async function compare(
  request: PlanRequest,
  { assemble }: Planning,
  signal: AbortSignal,
): Promise<{ contents: PlanContents; comparison: Comparison }> {
  const comparison = await readComparison(request, signal)
  const contents = await assemble(comparison.input)
  if (!needsAllRead(comparison.input, contents)) return { contents, comparison }
  const whole = await readComparison({ ...request, whole: true }, signal)
  return { contents: await assemble(whole.input), comparison: { ...whole, reads: comparison.reads + whole.reads } }
}

/** What decides how all the rest is to be read stands before it. */
function openingOf(diagnostics: Diagnostic[]): [first: Diagnostic[], rest: Diagnostic[]] {
  const opens = ({ code }: Diagnostic): boolean => code === 'unadopted'
  return [diagnostics.filter(opens), diagnostics.filter((entry) => !opens(entry))]
}

/** The same with what earlier exports say; they are only read when something is absent. */
export async function withAbsences(
  prepared: Prepared,
  input: PlanInput,
  { absences }: Pick<PlanRequest, 'absences'>,
): Promise<{ input: PlanInput; diagnostics: Diagnostic[] }> {
  const absent = absentOf(prepared, input)
  if (absent.length === 0 || absences === undefined) return { input, diagnostics: [] }
  const found = await absences(absent)
  return { input: { ...input, absences: found.absences }, diagnostics: found.diagnostics }
}

/** What a plan needs to know of the target. */
export function wantOf(workspace: Workspace, traits: TargetTraits, digest: Digest): Want {
  const { settings } = workspace
  const main = mainKind(traits)
  const rules = rulesOf(main, { ...workspace, traits })
  const managed = rules.filter(({ write }) => write !== 'never').map(({ label }) => main.pathOf(label))
  return {
    paths: [...new Set([...managed, ...settings.target.canonical.identifiers])],
    owns: keysOf(workspace).owns,
    explained({ key, fields }) {
      const found = parseBaseline(fields[traits.baseline.path], digest)
      return found?.sku === key && knowsGallery(found)
    },
  }
}

function refuseEmpty({ sources }: PlanRequest): void {
  for (const { header, items, facts } of sources) {
    // What could not be read is known to lack everything.
    if (items.length > 0 || header.report?.unfinished) continue
    throw new UnsafePlanError('empty-export', `The export of ${facts.shop.noun} ${header[SHOP]} holds no listings.`, {
      hints: [
        'Look at what "sync export" found, and at the source in sync.yaml; nothing is planned from an empty export.',
      ],
    })
  }
}

interface Circumstances {
  live: LiveState
  connection: Connection
  created_at: string
  planReads: number
  purpose: PlanPurpose | undefined
}

function document(
  request: PlanRequest,
  contents: PlanContents,
  { live, connection, created_at, planReads, purpose }: Circumstances,
): Plan {
  const { workspace, target, selection, sources } = request
  const { population, left_out, summary, matches, quality, compared, operations, ...found } = contents
  return {
    format_version: PLAN_FORMAT,
    program: request.program,
    plan_id: '',
    created_at,
    workspace: { scope: workspace.settings.scope, digest: workspace.digest, files: workspace.files },
    ...(purpose ? { purpose } : {}),
    selection: {
      ...selection,
      complete: isWhole(selection) && sources.every(({ header }) => header.complete) && live.complete,
      left_out,
    },
    sources: sources.map(planSource),
    target: {
      provider: target.traits.name,
      account: connection.account,
      ...(request.profile ? { name: request.profile } : {}),
      read_at: live.read_at,
      ...population,
    },
    summary,
    cost: estimateCost(operations, allowance(workspace.settings, { connection, target, planReads })),
    matches,
    ...(quality ? { quality } : {}),
    ...(compared ? { compared } : {}),
    applyable: found.guards.every(({ allowed }) => allowed),
    operations,
    ...found,
  }
}

/** What holds a plan back, as the error that a command ends with; `null` when nothing does. */
export function heldBack({ guards, applyable }: Pick<Plan, 'guards' | 'applyable'>): UnsafePlanError | null {
  const guard = guards.find(({ allowed }) => !allowed)
  if (guard) return new UnsafePlanError(guard.code, guard.message, { hints: [guard.hint] })
  return applyable
    ? null
    : new UnsafePlanError('not-applyable', 'The plan says of itself that it is not to be applied.')
}

function allowance(
  { policy }: Settings,
  { connection, target, planReads }: { connection: Connection; target: Target; planReads: number },
) {
  return { windows: connection.windows, share: policy.quota_share, traits: target.traits, planReads }
}

function planSource({ header, items }: SourceItems): Plan['sources'][number] {
  const { provider, [SHOP]: shop, complete, digest, exported_at, report } = header
  const known = { provider, [SHOP]: shop, items: items.length, complete, export_digest: digest, exported_at }
  return complete || !report?.out_of_reach ? known : { ...known, unread: report.out_of_reach }
}
