import { counted, either } from '../../model/counted.ts'
import { UnsafePlanError } from '../../model/errors.ts'
import { grouped } from '../../model/figures.ts'
import { templateOf } from '../../model/keys.ts'
import { keySettingOf } from '../../model/settings.ts'
import { mainKind } from '../../model/target-kinds.ts'
import type { Matched } from '../match/index.ts'
import type { PlanInput } from '../types.ts'

/** More than this share of the listings to be created, and the form of the SKU was changed, not some names. */
const SHARE = 0.1

/**
 * Refuses a changed SKU template: every ${one} would be made a second time.
 * @throws UnsafePlanError naming both forms
 */
export function refuseOtherTemplate({ listings, population }: Matched, { settings, traits }: PlanInput): void {
  const created = listings.planned.filter(({ key }) => !population.owned.has(key) && !population.otherScope.has(key))
  const there = created.flatMap(({ item, facts }) => {
    const found = population.otherForm.of(item)
    return found?.baseline.scope === settings.scope ? { item, facts, sku: found.live.key } : []
  })
  const [first] = there
  if (first === undefined || there.length <= created.length * SHARE) return
  const { item, facts, sku } = first
  const [one] = mainKind(traits).noun
  const former = templateOf(sku, item, facts)
  const key = keySettingOf(settings.target)
  const noun = settings.target.keySetting === undefined ? 'SKUs' : 'keys'
  throw new UnsafePlanError(
    'sku-template',
    `${key} is "${settings.target.sku}" now, but ${grouped(there.length)} of the ${counted(created.length, 'listing')} to be created ${either(there.length, 'has its', 'have their')} ${one} already, under ${noun} of the form "${former}" such as ${sku}.`,
    {
      hints: [
        `Put ${key}: "${former}" back into sync.yaml: with the other form every ${one} would be made a second time.`,
        `To change the form for good, change the ${noun} in the account first.`,
      ],
    },
  )
}
