import type { SystemFigures } from '../../model/call.ts'
import type { Target } from '../../model/target.ts'
import type { Counting } from './meter.ts'

/** What was counted, and of the target how full its windows are now. */
export function targetFigures(counting: Counting, target: Pick<Target, 'traits' | 'windows'>): SystemFigures[] {
  const { name } = target.traits
  const figures = counting.figures()
  const windows = target.windows?.() ?? []
  if (windows.length === 0) return figures
  const own = figures.find(({ system }) => system === name) ?? { system: name, calls: 0, endpoints: [] }
  return [...figures.filter((one) => one !== own && one.system !== name), { ...own, windows }]
}
