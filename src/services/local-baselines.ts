import { isBaselineText, parseBaseline } from '../model/baseline.ts'
import type { Digest, Json } from '../model/json.ts'
import { type LiveResource, liveOf } from '../model/live.ts'
import type { Settings, Workspace } from '../model/settings.ts'
import type { State, WriteMemory } from '../model/state.ts'
import type { Change, Target, TargetTraits } from '../model/target.ts'
import { targetWith } from './target-with.ts'

interface Place {
  workspace: Workspace
  state: State
  digest: Digest
}

/** The target itself, or one whose products seem to carry the baselines of the state, where these are kept. */
export function withBaselines(target: Target, { workspace, state, digest }: Place): Target {
  const { settings } = workspace
  return isOnResources(settings, target.traits)
    ? target
    : localBaselines(target, { memory: state.memory, scope: settings.scope, digest })
}

/** False: baselines are kept in the state, because the workspace says so or the target has no place for them. */
export function isOnResources({ policy }: Pick<Settings, 'policy'>, { baseline }: TargetTraits): boolean {
  return policy.baseline === 'account' && baseline.kept
}

interface Options {
  memory: WriteMemory
  scope: string
  digest: Digest
}

/** Baselines by the target's id of their product. */
type Kept = ReadonlyMap<string, string>

/**
 * A target whose products are read as if they carried the baselines that the journal keeps, so that nothing else need
 * know where they are. What stands on the products themselves is cleared with the next write: it would be out of date
 * from then on, and an outdated baseline could take a person's value for ours.
 */
function localBaselines(target: Target, { memory, scope, digest }: Options): Target {
  const { kinds, path } = target.traits.baseline
  const outdated = new Set<string>()
  let account = ''
  const overlay = (live: LiveResource, kept: Kept): LiveResource => {
    const remote = live.fields[path]
    const local = kept.get(live.id) ?? null
    const text = chooseBaseline({ remote, local, key: live.key, scope }, digest)
    if (text === remote) return live
    return { ...live, fields: { ...live.fields, [path]: text as Json }, held: { [path]: remote ?? null } }
  }
  const read = (live: LiveResource, kept: Kept): LiveResource => {
    if (!kinds.includes(live.kind)) return live
    const remote = live.fields[path]
    const owner = parseBaseline(remote, digest)?.scope ?? scope
    if (isBaselineText(remote) && owner === scope) outdated.add(live.id)
    return overlay(live, kept)
  }
  const clearing = (change: Change): Change => {
    if (!kinds.includes(change.kind) || change.action === 'delete' || change.id === null || !outdated.has(change.id))
      return change
    return { ...change, fields: { ...change.fields, [path]: null } }
  }
  return targetWith(target, {
    async connect(signal) {
      const connection = await target.connect(signal)
      account = connection.account
      return connection
    },
    async read(want, signal, progress) {
      const kept = await memory.baselines(account)
      const explained = (one: LiveResource) => want.explained(overlay(one, kept))
      const live = await target.read({ ...want, explained }, signal, progress)
      const carriers = kinds.map((kind) => [kind, liveOf(live, kind).map((one) => read(one, kept))] as const)
      return { ...live, resources: { ...live.resources, ...Object.fromEntries(carriers) } }
    },
    async look(named, want, signal) {
      const found = await target.look(named, want, signal)
      const ids = found.flatMap((live) => (kinds.includes(live.kind) ? [live.id] : []))
      const kept = await memory.baselines(account, ids)
      return found.map((live) => read(live, kept))
    },
    write: (change, signal) => target.write(clearing(change), signal),
  })
}

interface Candidates {
  remote: Json | undefined
  local: string | null
  key: string
  scope: string
}

/**
 * Which baseline speaks for a product: that of another scope, which owns it; else the one of the later run; one on the
 * product serves until there is one in the state. Run ids begin with their time.
 */
function chooseBaseline({ remote, local, key, scope }: Candidates, digest: Digest): Json | undefined {
  const there = parseBaseline(remote, digest)
  if (local === null || (there?.sku === key && there.scope !== scope)) return remote
  const here = parseBaseline(local, digest)
  return there?.sku === key && here !== null && there.run > here.run ? remote : local
}
