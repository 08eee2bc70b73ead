import { foreignId } from '../../model/address.ts'
import type { Baseline } from '../../model/baseline.ts'
import type { Address, Drift, Operation } from '../../model/plan.ts'
import { assemble, prepare } from '../index.ts'
import type { Population } from '../match/population.ts'
import type { PlanContents, PlanInput } from '../types.ts'
import { withBaselines } from './take-over.ts'

/**
 * What a plan would say once these baselines are written. Nothing is overwritten on the way there, whatever the policies
 * say of the plan after it. `populations`: by kind.
 */
export function leftAfter(
  operations: Operation[],
  input: PlanInput,
  populations: ReadonlyMap<string, Population>,
): PlanContents {
  const { take: _take, ...selection } = input.selection
  const { settings } = input
  const policy = { ...settings.policy, on_drift: 'report', on_unadopted: 'keep' } as const
  const baselines = new Map(operations.flatMap((one) => baselineAfter(one, input, populations)))
  const next: PlanInput = {
    ...input,
    settings: { ...settings, policy },
    selection: { ...selection, limit: null },
    live: withBaselines(baselines, input),
  }
  const contents = assemble(prepare(next), next).contents
  return { ...contents, drift: contents.drift.map(spared), overwrites: [] }
}

function spared(entry: Drift): Drift {
  return { ...entry, decision: 'spared' }
}

function baselineAfter(
  operation: Operation,
  input: PlanInput,
  populations: ReadonlyMap<string, Population>,
): [Address, Baseline][] {
  const { action, address, kind, key, baseline: change, refs } = operation
  if (action !== 'adopt' || !change) return []
  const current = populations.get(kind)?.owned.get(key)?.baseline
  const { prints = {}, images, links, item } = change
  const fields = Object.entries({ ...current?.fields, ...prints })
  const idOf = (asset: string) => foreignId(asset) ?? refs[asset] ?? ''
  const baseline: Baseline = {
    account: current?.account ?? '',
    sku: key,
    scope: input.settings.scope,
    run: current?.run ?? '',
    created: current?.created ?? false,
    fields: Object.fromEntries(fields.flatMap(([path, print]) => (print === null ? [] : [[path, print] as const]))),
    images: images?.map((image) => ({ ...image, asset: idOf(image.asset) })) ?? current?.images ?? [],
    links: { ...current?.links, ...links },
    ...(item === undefined ? {} : { item }),
  }
  return [[address, baseline]]
}
