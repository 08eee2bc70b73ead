import { assemblePlan } from '../../src/planner/index.ts'
import type { PlanInput } from '../../src/planner/types.ts'
import { planInput } from '../../test/support/boots.ts'
import type { Grown } from '../growth.ts'
import { WORLDS } from './worlds.ts'

/** A process of the growth benchmark: plans in worlds that have more of one thing, each in two sizes by turns. */

const TIMES = 4
const [n, rounds] = process.argv[2] === 'quick' ? [250, 1] : [2_000, 3]

const grown: Grown[] = Object.entries(WORLDS).map(([dimension, world]) => {
  const [small, large] = [planInput(world(n)), planInput(world(n * TIMES))]
  // Compiles first.
  assemblePlan(small)
  const found = Array.from({ length: rounds }, () => [processorOf(small, TIMES), processorOf(large, 1)] as const)
  const least = (side: 0 | 1): number => Math.min(...found.map((pair) => pair[side]))
  return { dimension, times: TIMES, small: least(0), large: least(1) }
})
process.stdout.write(JSON.stringify(grown))

/** Of one plan out of several in a row, in microseconds; what came before is collected first. */
function processorOf(input: PlanInput, plans: number): number {
  global.gc?.()
  const before = process.cpuUsage()
  for (let made = 0; made < plans; made += 1) assemblePlan(input)
  const { user, system } = process.cpuUsage(before)
  return (user + system) / plans
}
