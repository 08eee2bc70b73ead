import type { LiveResource, Want } from '../model/live.ts'
import type { Target } from '../model/target.ts'
import { mainKind } from '../model/target-kinds.ts'

/**
 * Resources of the main kind with all that they hold, by key. A plan reads what the workspace manages; what may be deleted
 * is looked at as a whole, since what people put elsewhere would be lost with it.
 */
export async function withAllValues(
  keys: readonly string[],
  { target, want }: { target: Pick<Target, 'look' | 'traits'>; want: Want },
  signal: AbortSignal,
): Promise<Map<string, LiveResource>> {
  if (keys.length === 0) return new Map()
  const { name } = mainKind(target.traits)
  const named = keys.map((key) => ({ kind: name, key }))
  const found = await target.look(named, { ...want, also: () => true }, signal)
  return new Map(found.map((live) => [live.key, live]))
}
