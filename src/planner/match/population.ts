import { parseBaseline } from '../../model/baseline.ts'
import type { Digest } from '../../model/json.ts'
import type { Keys } from '../../model/keys.ts'
import { type LiveResource, type LiveState, liveOf } from '../../model/live.ts'
import type { Settings } from '../../model/settings.ts'
import type { TargetTraits } from '../../model/target.ts'
import { mainKind } from '../../model/target-kinds.ts'
import { beginningWith } from '../../model/text.ts'
import type { Elsewhere, Owned } from '../types.ts'
import { createOtherForm, type OtherForm } from './other-form.ts'

/** The target's resources, of the kind that items become, by what they are to this workspace. */
export interface Population {
  byKey: Map<string, LiveResource>
  /** Ours, by key. */
  owned: Map<string, Owned>
  /** Master records that items can match, in the order of their keys. */
  canonical: LiveResource[]
  /** Keys in our form that belong to another scope. */
  otherScope: Map<string, string>
  /** Resources whose baseline names another key that no longer exists: by that former key. */
  renamed: Map<string, Elsewhere>
  /** Resources under a key of another form, with a valid baseline. */
  otherForm: OtherForm
}

interface Context {
  settings: Settings
  keys: Keys
  traits: TargetTraits
  digest: Digest
}

/** Sorts every live resource into owned, canonical, or foreign. */
export function classify(live: LiveState, { settings, keys, traits, digest }: Context): Population {
  const all = liveOf(live, mainKind(traits).name)
  const population: Population = {
    byKey: new Map(all.map((one) => [one.key, one])),
    owned: new Map(),
    canonical: [],
    otherScope: new Map(),
    renamed: new Map(),
    otherForm: createOtherForm(),
  }
  const isExcluded = beginningWith(settings.target.canonical.exclude_sku_prefixes)
  for (const one of all) {
    const baseline = parseBaseline(one.fields[traits.baseline.path], digest)
    if (baseline && baseline.sku !== one.key) noteRenamed(population, { live: one, baseline })
    if (keys.owns(one.key)) claim(population, { live: one, baseline }, settings.scope)
    else if (baseline?.sku === one.key) population.otherForm.add({ live: one, baseline })
    else if (!baseline && !keys.resembles(one.key) && !isExcluded(one.key)) population.canonical.push(one)
  }
  population.canonical.sort((a, b) => (a.key < b.key ? -1 : 1))
  return population
}

function claim(population: Population, { live, baseline }: Owned, scope: string): void {
  const own = baseline !== null && baseline.sku === live.key
  if (own && baseline.scope !== scope) population.otherScope.set(live.key, baseline.scope)
  else population.owned.set(live.key, { live, baseline: own ? baseline : null })
}

/** A copy carries the baseline of its original; only when the original is gone was it renamed. */
function noteRenamed(population: Population, found: Elsewhere): void {
  const { live, baseline } = found
  if (population.byKey.has(baseline.sku)) return
  const other = population.renamed.get(baseline.sku)
  if (other === undefined || live.key < other.live.key) population.renamed.set(baseline.sku, found)
}

/** Whether it has a key of our form, or carries a baseline whatever its key is. */
export function isOursOrMarked(one: LiveResource, { keys, traits, digest }: Omit<Context, 'settings'>): boolean {
  return keys.owns(one.key) || parseBaseline(one.fields[traits.baseline.path], digest) !== null
}
