import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { parseBaseline } from '../model/baseline.ts'
import type { Clock } from '../model/clock.ts'
import { SyncError } from '../model/errors.ts'
import type { Emit } from '../model/event.ts'
import type { Digest } from '../model/json.ts'
import { type LiveResource, liveOf, type Want } from '../model/live.ts'
import { provenPart } from '../model/members.ts'
import type { Workspace } from '../model/settings.ts'
import type { FoundProduct, KnownExport, RunRecord, State } from '../model/state.ts'
import type { Target, TargetTraits } from '../model/target.ts'
import { mainKind } from '../model/target-kinds.ts'
import { readExportHeader } from '../state/exports/read.ts'
import { isRunId } from '../state/folder.ts'
import { lostRuns } from '../state/lost.ts'
import { runFolders } from '../state/run-folder.ts'
import { loadRecord } from '../state/run-record.ts'
import { isOnResources } from './local-baselines.ts'
import { wantOf } from './plan.ts'
import { readAccount } from './read-account.ts'
import { exportsFolder } from './sources.ts'

export interface RebuildRequest {
  state: State
  workspace: Workspace
  target: () => Promise<Target>
  clock: Clock
  digest: Digest
  /** Told how far the reading is; absent where nobody waits for it. */
  emit?: Emit
}

export interface Rebuilt {
  folder: string
  /** `lost`: an empty database had taken its place. */
  reason: 'missing' | 'damaged' | 'lost'
  /** Where the damaged database is now, `null` when there was none. */
  moved_to: string | null
  products: number
  runs: number
  /** Runs whose folder holds no result: they never ended, and cannot be resumed any more. */
  lost_runs: string[]
  /** Runs whose result is damaged: the new database does not know them. */
  damaged_runs: string[]
  exports: number
  /** Products whose baseline only the lost database had, since baselines are kept there. */
  lost_baselines: number
}

/** Makes a new state database from the account and from what lies in the state folder. @throws SyncError */
export async function rebuildState(request: RebuildRequest, signal: AbortSignal): Promise<Rebuilt> {
  const { state, workspace, clock, digest } = request
  const { folder } = state
  const reason = await reasonFor(state)
  const { runs, lost_runs, damaged_runs } = await readRecords(folder)
  const target = await request.target()
  const { account } = await target.connect(signal)
  const { traits } = target
  const want: Want = { ...wantOf(workspace, traits, digest), whole: true }
  const all = liveOf(await readAccount(target, want, { signal, emit: request.emit }), mainKind(traits).name)
  const products = all.flatMap((live) => ownProduct(live, traits, digest) ?? [])
  const exports = await findExports(exportsFolder(folder))
  const moved_to = await state.replace({ account, products, runs, exports }, clock)
  const known = new Set(products.map(({ id }) => id))
  const lost = all.filter(({ id, key }) => want.owns(key) && !known.has(id))
  const lost_baselines = isOnResources(workspace.settings, traits) ? 0 : lost.length
  const counts = { products: products.length, runs: runs.length, exports: exports.length, lost_baselines }
  return { folder, reason, moved_to, lost_runs, damaged_runs, ...counts }
}

/** @throws SyncError when it is healthy, of another or a newer program, or cannot be opened */
async function reasonFor(state: State): Promise<Rebuilt['reason']> {
  const condition = await state.condition()
  if (condition !== 'whole') return condition
  if ((await lostRuns(state)).length > 0) return 'lost'
  const message = `The state database in ${state.folder} is in order; it is left as it is.`
  throw new SyncError('state-healthy', message, { hints: ['To have a new one all the same, move it away first.'] })
}

/** @throws SyncError when one cannot be read: what is there must not be taken for lost */
async function readRecords(folder: string) {
  const names = runFolders(folder).filter(isRunId)
  const records = await Promise.all(names.map((name) => loadRecord(folder, name)))
  return {
    runs: records.filter((record): record is RunRecord => record !== null && record !== 'damaged'),
    lost_runs: names.filter((_, index) => records[index] === null),
    damaged_runs: names.filter((_, index) => records[index] === 'damaged'),
  }
}

/** What a resource's baseline and its values say together about the last write, `null` when it is none of ours. */
function ownProduct(
  { id, key, fields: live, modified }: LiveResource,
  traits: TargetTraits,
  digest: Digest,
): FoundProduct | null {
  const kind = mainKind(traits)
  const baseline = parseBaseline(live[traits.baseline.path], digest)
  if (baseline?.sku !== key) return null
  const fields = Object.entries(baseline.fields).flatMap(([path, print]) => {
    const value = provenPart(live[path], { field: kind.field(path), print }, digest)
    return value === undefined ? [] : [[path, value] as const]
  })
  return {
    id,
    sku: key,
    modified: modified ?? null,
    created: baseline.created,
    run: baseline.run,
    fields: Object.fromEntries(fields),
  }
}

async function findExports(folder: string): Promise<KnownExport[]> {
  const names = await readdir(folder).catch(() => [])
  const found: KnownExport[] = []
  for (const name of names.filter((one) => one.endsWith('.ndjson')).sort()) {
    const path = join(folder, name)
    const header = await readExportHeader(path)
    if (header) found.push({ path, header })
  }
  return found
}
