import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { parseBaseline } from '../model/baseline.ts'
import type { Clock } from '../model/clock.ts'
import type { Digest } from '../model/json.ts'
import { type LiveResource, liveOf } from '../model/live.ts'
import type { Workspace } from '../model/settings.ts'
import type { Target, TargetTraits } from '../model/target.ts'
import { mainKind } from '../model/target-kinds.ts'
import { fingerprint } from '../model/values.ts'
import { readExportHeader } from '../state/exports.ts'
import type { KnownExport } from '../state/known-exports.ts'
import { type FoundProduct, needsRebuild, replaceState } from '../state/rebuild.ts'
import { loadRecord, type RunRecord, runFolders } from '../state/run-folder.ts'
import { wantOf } from './plan.ts'
import { exportsFolder } from './sources.ts'

export interface RebuildRequest {
  /** Where the state of the account is kept. */
  folder: string
  workspace: Workspace
  target: () => Promise<Target>
  clock: Clock
  digest: Digest
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
  exports: number
  /** Products whose baseline only the lost database had, since `policy.baseline` is `local`. */
  lost_baselines: number
}

/** Makes a new state database from the account and from what lies in the state folder. @throws SyncError */
export async function rebuildState(request: RebuildRequest, signal: AbortSignal): Promise<Rebuilt> {
  const { folder, workspace, clock, digest } = request
  const reason = needsRebuild(folder)
  const target = await request.target()
  const { account } = await target.connect(signal)
  const { traits } = target
  const want = wantOf(workspace, traits, digest)
  const all = liveOf(await target.read(want, signal), mainKind(traits).name)
  const products = all.flatMap((live) => ownProduct(live, traits, digest) ?? [])
  const names = runFolders(folder)
  const records = await Promise.all(names.map((name) => loadRecord(folder, name)))
  const runs = records.filter((record): record is RunRecord => record !== null)
  const exports = await findExports(exportsFolder(folder))
  const moved_to = replaceState(folder, { account, products, runs, exports }, clock)
  const lost_runs = names.filter((_, index) => records[index] === null)
  const known = new Set(products.map(({ id }) => id))
  const lost = all.filter(({ id, key }) => want.owns(key) && !known.has(id))
  const lost_baselines = workspace.settings.policy.baseline === 'local' ? lost.length : 0
  const counts = { products: products.length, runs: runs.length, exports: exports.length, lost_baselines }
  return { folder, reason, moved_to, lost_runs, ...counts }
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
  const fields = Object.entries(baseline.fields).flatMap(([path, written]) => {
    const value = live[path] ?? null
    return fingerprint(kind.field(path).holds, value, digest) === written ? [[path, value] as const] : []
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
