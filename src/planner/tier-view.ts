import type { KindTraits } from '../model/kinds.ts'
import { tiersOf } from '../model/target-kinds.ts'
import type { PlanInput } from './types.ts'

type Viewed = Pick<PlanInput, 'traits' | 'attributes' | 'variants'>

/**
 * The same as if this kind were the only one that is made of items. What is below others has nothing to define and no
 * pictures, and its own rules: those of variants, beside what the target fills by itself.
 */
export function tierView<T extends Viewed>(input: T, kind: KindTraits): T {
  const { traits, variants } = input
  const [top, ...lower] = tiersOf(traits)
  if (kind === top) {
    const kinds = lower.length === 0 ? traits.kinds : traits.kinds.filter((one) => !lower.includes(one))
    return { ...input, traits: { ...traits, kinds } }
  }
  const nothing = { series: () => [], survey: () => ({ definitions: [], series: [], options: new Map() }) }
  const attributes = kind.madeOf === 'joined' ? variants : []
  return { ...input, traits: { ...traits, ...nothing, kinds: [kind] }, attributes, variants: [] }
}
