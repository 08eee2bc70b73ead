import { rulesOf } from '../../model/given-rules.ts'
import { liveOf } from '../../model/live.ts'
import type { AttributeSpec, Override } from '../../model/settings.ts'
import { mainKind } from '../../model/target-kinds.ts'
import { placeholders } from '../../model/template.ts'
import { isOursOrMarked } from '../match/population.ts'
import type { PlanInput } from '../types.ts'

const MASTER = 'canonical_sku'

/** Labels of fields whose value depends on what a listing belongs to. */
export function dependent(specs: readonly AttributeSpec[]): string[] {
  return specs.filter(readsMaster).map(({ label }) => label)
}

function readsMaster({ from, value, named = [], write }: AttributeSpec): boolean {
  if (write !== 'always' && write !== 'if-empty') return false
  const read = [from ?? [], named.map((one) => one.from)].flat()
  if (read.length > 0) return read.some((expression) => new RegExp(`\\b${MASTER}\\b`).test(expression))
  return typeof value === 'string' && placeholders(value).includes(MASTER)
}

/**
 * The same without any master record, whatever was read: no listing is matched, none is left out for that, and what depends
 * on it is not compared.
 */
export function withoutMasters(input: PlanInput): PlanInput {
  const { live, traits, settings } = input
  const main = mainKind(traits)
  const { name } = main
  const below = traits.kinds.find(({ within, madeOf }) => within?.kind === name || madeOf === 'joined')
  const own = liveOf(live, name).filter((one) => isOursOrMarked(one, input))
  const unwritten = (specs: AttributeSpec[]) =>
    specs.map((spec): AttributeSpec => (readsMaster(spec) ? { ...spec, write: 'never' } : spec))
  return {
    ...input,
    settings: { ...settings, policy: { ...settings.policy, unmatched: 'create' } },
    attributes: unwritten(rulesOf(main, input)),
    variants: unwritten(below === undefined ? input.variants : rulesOf(below, input)),
    overrides: input.overrides.map(unmatched),
    live: { ...live, resources: { ...live.resources, [name]: own } },
  }
}

function unmatched({ canonical: _canonical, ...override }: Override): Override {
  return override
}
