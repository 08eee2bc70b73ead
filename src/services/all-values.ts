import { addressOf } from '../model/address.ts'
import type { LiveResource, Want } from '../model/live.ts'
import type { Address } from '../model/plan.ts'
import type { Named, Target } from '../model/target.ts'

/**
 * Resources with all that they hold, by address. A plan reads what the workspace manages; what may be deleted is looked at
 * as a whole, since what people put elsewhere would be lost with it.
 */
export async function withAllValues(
  named: readonly Named[],
  { target, want }: { target: Pick<Target, 'look'>; want: Want },
  signal: AbortSignal,
): Promise<Map<Address, LiveResource>> {
  if (named.length === 0) return new Map()
  const found = await target.look(named, { ...want, also: () => true }, signal)
  return new Map(found.map((live) => [addressOf(live.kind, live.key), live]))
}
