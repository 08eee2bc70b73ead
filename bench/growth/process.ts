import { assemblePlan } from '../../src/planner/index.ts'
import type { PlanInput } from '../../src/planner/types.ts'
import { planInput } from '../../test/support/boots.ts'
import type { Grown } from '../growth.ts'
import { WORLDS } from './worlds.ts'

/** A process of the growth benchmark: plans in worlds that have more of one thing, each in two sizes by turns. */

const TIMES = 10
const [n, rounds] = process.argv[2] === 'quick' ? [100, 1] : [1_000, 3]

const grown: Grown[] = Object.entries(WORLDS).map(([dimension, world]) => {
  const [small, large] = [planInput(world(n)), planInput(world(n * TIMES))]
  // Compiles first.
  assemblePlan(small)
  const found = Array.from({ length: rounds }, () => [processorOf(small, 4), processorOf(large, 1)] as const)
  const least = (side: 0 | 1): number => Math.min(...found.map((pair) => pair[side]))
  return { dimension, times: TIMES, small: least(0), large: least(1) }
})
process.stdout.write(JSON.stringify(grown))

/** Of one plan, the mean of several, in microseconds; what came before is collected first. */
function processorOf(input: PlanInput, plans: number): number {
  let sum = 0
  for (let made = 0; made < plans; made += 1) {
    global.gc?.()
    const before = process.cpuUsage()
    assemblePlan(input)
    const { user, system } = process.cpuUsage(before)
    sum += user + system
  }
  return sum / plans
}
