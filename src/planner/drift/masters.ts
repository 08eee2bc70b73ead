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

function readsMaster({ from, value, write }: AttributeSpec): boolean {
  if (write !== 'always' && write !== 'if-empty') return false
  if (from !== null) return new RegExp(`\\b${MASTER}\\b`).test(from)
  return typeof value === 'string' && placeholders(value).includes(MASTER)
}

/**
 * The same without any master record, whatever was read: no listing is matched, none is left out for that, and what depends
 * on it is not compared.
 */
export function withoutMasters(input: PlanInput): PlanInput {
  const { live, traits, settings } = input
  const { name } = mainKind(traits)
  const own = liveOf(live, name).filter((one) => isOursOrMarked(one, input))
  const unwritten = (specs: AttributeSpec[]) =>
    specs.map((spec): AttributeSpec => (readsMaster(spec) ? { ...spec, write: 'never' } : spec))
  return {
    ...input,
    settings: { ...settings, policy: { ...settings.policy, unmatched: 'create' } },
    attributes: unwritten(input.attributes),
    variants: unwritten(input.variants),
    overrides: input.overrides.map(unmatched),
    live: { ...live, resources: { ...live.resources, [name]: own } },
  }
}

function unmatched({ canonical: _canonical, ...override }: Override): Override {
  return override
}
