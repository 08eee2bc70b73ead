import type { Change } from '../../../../model/target.ts'
import { encodeBaseline } from '../baseline-value.ts'
import { BASELINE } from '../names.ts'
import type { Rejected, WriteContext } from './write-context.ts'
import { failed } from './write-refusal.ts'

/** The value of the baseline's metafield that a change writes; `null`: it writes none. */
export function baselineOf(
  context: WriteContext,
  { fields }: Pick<Change, 'fields'>,
): { baseline: string | null } | { refusal: Rejected } {
  const text = fields[BASELINE]
  if (typeof text !== 'string') return { baseline: null }
  const baseline = encodeBaseline(text)
  if (baseline !== null) return { baseline }
  const message = 'What is remembered of the product is longer than the 128 KB that a metafield of Shopify holds.'
  const hint = 'Set policy.baseline: local, which keeps it in the state of this workspace.'
  return { refusal: failed(context, { code: 'limit', message, hint }) }
}
