import { isBaselineText, parseBaseline } from '../model/baseline.ts'
import type { Digest, Json } from '../model/json.ts'
import type { LiveResource } from '../model/live.ts'
import type { Workspace } from '../model/settings.ts'
import type { Change, Target } from '../model/target.ts'
import { keptBaselines } from '../state/baselines.ts'
import type { State } from '../state/database.ts'

interface Place {
  workspace: Workspace
  state: () => State
  digest: Digest
}

/** The target itself, or with `policy.baseline: local` one whose products seem to carry the baselines of the state. */
export function withBaselines(target: Target, { workspace, state, digest }: Place): Target {
  const { policy, scope } = workspace.settings
  return policy.baseline === 'account' && target.traits.baseline.kept
    ? target
    : localBaselines(target, { kept: keptBaselines(state()), scope, digest })
}

interface Options {
  /** The baseline that is kept in the state for a product, by account and id. */
  kept: (account: string, productId: string) => string | null
  scope: string
  digest: Digest
}

/**
 * A target whose products are read as if they carried the baselines that the journal keeps, so that nothing else need
 * know where they are. What stands on the products themselves is cleared with the next write: it would be out of date
 * from then on, and an outdated baseline could take a person's value for ours.
 */
function localBaselines(target: Target, { kept, scope, digest }: Options): Target {
  const { kind, path } = target.traits.baseline
  const outdated = new Set<string>()
  let account = ''
  const overlay = (live: LiveResource): LiveResource => {
    const remote = live.fields[path]
    const local = kept(account, live.id)
    const text = chooseBaseline({ remote, local, key: live.key, scope }, digest)
    return text === remote ? live : { ...live, fields: { ...live.fields, [path]: text as Json } }
  }
  const read = (live: LiveResource): LiveResource => {
    if (live.kind !== kind) return live
    const remote = live.fields[path]
    const owner = parseBaseline(remote, digest)?.scope ?? scope
    if (isBaselineText(remote) && owner === scope) outdated.add(live.id)
    return overlay(live)
  }
  const clearing = (change: Change): Change => {
    if (change.kind !== kind || change.id === null || !outdated.has(change.id)) return change
    return { ...change, fields: { ...change.fields, [path]: null } }
  }
  return {
    traits: target.traits,
    async connect(signal) {
      const connection = await target.connect(signal)
      account = connection.account
      return connection
    },
    async read(want, signal) {
      const explained = (one: LiveResource) => want.explained(overlay(one))
      const live = await target.read({ ...want, explained }, signal)
      const carriers = (live.resources[kind] ?? []).map(read)
      return { ...live, resources: { ...live.resources, [kind]: carriers } }
    },
    async look(named, want, signal) {
      return (await target.look(named, want, signal)).map(read)
    },
    write: (change, signal) => target.write(clearing(change), signal),
    allow: (calls) => target.allow(calls),
    calls: () => target.calls(),
    close: () => target.close(),
  }
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
