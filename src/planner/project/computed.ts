import { Big } from 'big.js'
import { decimalOf, decimalText } from '../../model/decimals.ts'
import { isEmpty, type Json } from '../../model/json.ts'
import { type Computation, type Outcome, type Rounding, refusal } from '../../model/transform.ts'

const MODES: { readonly [rounding in Rounding]: 0 | 1 | 2 | 3 } = {
  'half-up': Big.roundHalfUp as 1,
  'half-even': Big.roundHalfEven as 2,
  up: Big.roundUp as 3,
  down: Big.roundDown as 0,
}

/** `base x factor + add`, rounded, and never less than the minimum; nothing comes of nothing. */
export function computed(base: Json, { factor, add, minimum, round, to }: Computation): Outcome {
  if (isEmpty(base)) return { ok: true, value: null }
  const decimal = decimalOf(base)
  if (decimal === null) return refusal(base, 'is not a decimal')
  const result = decimal.times(factor).plus(add).round(to, MODES[round])
  const bound = minimum === null ? null : new Big(minimum)
  return { ok: true, value: decimalText(bound !== null && result.lt(bound) ? bound : result) }
}
