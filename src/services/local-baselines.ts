import { isBaselineText, parseBaseline } from '../model/baseline.ts'
import type { Digest, Json } from '../model/json.ts'
import type { LiveProduct } from '../model/live.ts'
import type { Workspace } from '../model/settings.ts'
import type { State, WriteMemory } from '../model/state.ts'
import type { Target, Write } from '../model/target.ts'

interface Place {
  workspace: Workspace
  state: State
  digest: Digest
}

/** The target itself, or with `policy.baseline: local` one whose products seem to carry the baselines of the state. */
export function withBaselines(target: Target, { workspace, state, digest }: Place): Target {
  const { policy, scope } = workspace.settings
  return policy.baseline === 'account' ? target : localBaselines(target, { memory: state.memory, scope, digest })
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
  const { label } = target.traits.baseline
  const outdated = new Set<string>()
  let account = ''
  const overlay = (product: LiveProduct, kept: Kept): LiveProduct => {
    const remote = product.attributes[label]
    const local = kept.get(product.id) ?? null
    const text = chooseBaseline({ remote, local, sku: product.sku, scope }, digest)
    return text === remote ? product : { ...product, attributes: { ...product.attributes, [label]: text as Json } }
  }
  const read = (product: LiveProduct, kept: Kept): LiveProduct => {
    const remote = product.attributes[label]
    const owner = parseBaseline(remote, digest)?.scope ?? scope
    if (isBaselineText(remote) && owner === scope) outdated.add(product.id)
    return overlay(product, kept)
  }
  const clearing = (write: Write): Write => {
    if (write.kind !== 'product' || write.action !== 'update' || !outdated.has(write.id)) return write
    return { ...write, fields: { ...write.fields, attributes: { ...write.fields.attributes, [label]: null } } }
  }
  return {
    traits: target.traits,
    async connect(signal) {
      const connection = await target.connect(signal)
      account = connection.account
      return connection
    },
    async read(query, signal) {
      const kept = await memory.baselines(account)
      const explained = (product: LiveProduct) => query.explained(overlay(product, kept))
      const live = await target.read({ ...query, explained }, signal)
      return { ...live, products: live.products.map((product) => read(product, kept)) }
    },
    async look(skus, query, signal) {
      const products = await target.look(skus, query, signal)
      const ids = products.map(({ id }) => id)
      const kept = await memory.baselines(account, ids)
      return products.map((product) => read(product, kept))
    },
    write: (write, signal) => target.write(clearing(write), signal),
    definitions: (query, signal) => target.definitions(query, signal),
    allow: (calls) => target.allow(calls),
    calls: () => target.calls(),
    close: () => target.close(),
  }
}

interface Candidates {
  remote: Json | undefined
  local: string | null
  sku: string
  scope: string
}

/**
 * Which baseline speaks for a product: that of another scope, which owns it; else the one of the later run; one on the
 * product serves until there is one in the state. Run ids begin with their time.
 */
function chooseBaseline({ remote, local, sku, scope }: Candidates, digest: Digest): Json | undefined {
  const there = parseBaseline(remote, digest)
  if (local === null || (there?.sku === sku && there.scope !== scope)) return remote
  const here = parseBaseline(local, digest)
  return there?.sku === sku && here !== null && there.run > here.run ? remote : local
}
