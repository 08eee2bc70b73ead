import { counted, either } from '../../model/counted.ts'
import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts'
import type { Address } from '../../model/plan.ts'
import type { Differences } from '../diff/index.ts'
import type { PlanContents } from '../types.ts'

type Lists = Pick<PlanContents, 'conflicts' | 'overwrites'>

/** How much is not known to be ours, and what to do about it; nothing when all of it is. */
export function unadoptedProducts(
  { processed, context }: Pick<Differences, 'processed' | 'context'>,
  { conflicts, overwrites }: Lists,
  isChosen: (address: Address) => boolean,
): Diagnostic[] {
  const { population, kind, input } = context
  const found = processed
    .map(({ listing }) => listing)
    .filter(({ key, address }) => population.owned.get(key)?.baseline === null && isChosen(address))
  if (found.length === 0) return []
  const addresses = new Set(found.map(({ address }) => address))
  const kept = conflicts.filter((entry) => entry.kind === 'unadopted' && addresses.has(entry.address)).length
  const replaced = overwrites.filter((entry) => entry.reason === 'unadopted' && addresses.has(entry.address)).length
  const lost = found.filter(({ key }) => input.memory.created.has(key)).length
  const [one, many] = kind.noun
  const what = `${counted(found.length, one, many)} of ours ${either(found.length, 'has', 'have')} no baseline`
  const why = lost === 0 ? 'older tools or people made them' : `${lost} made from here lost theirs`
  return [
    diagnostic({
      severity: 'warning',
      code: 'unadopted',
      message: `${what}: ${why}.${differing(kept, 'kept')}${differing(replaced, 'overwritten')}`,
      hint: 'Take them over first: sync adopt --out adopt.json, then sync apply adopt.json. Given what the former tool exported (--as-of FILE), its values are told from edits of people.',
    }),
  ]
}

function differing(values: number, done: string): string {
  if (values === 0) return ''
  return ` ${counted(values, 'value')} of theirs ${either(values, 'differs', 'differ')} from the source and ${either(values, 'is', 'are')} ${done}.`
}
