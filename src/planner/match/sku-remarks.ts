import { counted, either, fewOf } from '../../model/counted.ts'
import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts'
import type { Keys } from '../../model/keys.ts'
import type { LiveResource } from '../../model/live.ts'
import type { Settings } from '../../model/settings.ts'
import type { TargetTraits } from '../../model/target.ts'
import { beginningWith } from '../../model/text.ts'
import type { Population } from './population.ts'

const NAMED = 5

interface Context {
  settings: Settings
  keys: Keys
  traits: TargetTraits
}

/** SKUs that a person could take for those of this workspace, and that are not. */
export function remarkOnSkus(
  population: Population,
  { settings, keys, traits }: Context,
  report: (d: Diagnostic) => void,
): void {
  const cased = [...population.byKey.keys()].filter(
    (sku) => keys.resembles(sku) && !population.owned.has(sku) && !population.otherScope.has(sku),
  )
  if (cased.length > 0) {
    const message = `${counted(cased.length, 'SKU')} in ${traits.title} ${either(cased.length, 'differs', 'differ')} from this workspace's only in case: ${named(cased)}. SKUs are matched exactly, so nothing is written there.`
    report(
      diagnostic({
        severity: 'warning',
        code: 'sku-case',
        message,
        hint: `Correct or remove ${either(cased.length, 'it', 'them')}.`,
      }),
    )
  }
  const near = nearPrefixes(population.canonical, settings)
  if (near.length === 0) return
  const message = `${counted(near.length, 'SKU')} in ${traits.title} ${either(near.length, 'begins', 'begin')} nearly like an excluded prefix and ${either(near.length, 'counts', 'count')} as canonical: ${named(near)}.`
  const hint = `If ${either(near.length, 'it is', 'they are')} not, add ${either(near.length, 'its', 'their')} prefix to target.${settings.target.provider}.canonical.exclude_sku_prefixes.`
  report(diagnostic({ severity: 'info', code: 'sku-prefix', message, hint }))
}

/** `OLDX-1` where `OLD-` is excluded. */
function nearPrefixes(canonical: LiveResource[], settings: Settings): string[] {
  const stems = settings.target.canonical.exclude_sku_prefixes
    .map((prefix) => prefix.toLowerCase().replace(/[^a-z0-9]+$/, ''))
    .filter((stem) => stem.length >= 3)
  if (stems.length === 0) return []
  const begins = beginningWith(stems)
  return canonical.map(({ key }) => key).filter((sku) => begins(sku.toLowerCase()))
}

function named(skus: string[]): string {
  return fewOf(skus.toSorted(), NAMED)
}
