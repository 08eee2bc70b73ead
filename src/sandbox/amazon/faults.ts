import { seededRandom } from '../random.ts'
import type { AmazonFault } from './fault-options.ts'
import type { AmazonOperation } from './operations.ts'

interface Matched {
  seen: number
  random: () => number
}

/** Picks the fault that strikes a call; each fault counts the calls that match it. */
export class FaultPicker {
  private readonly matched = new WeakMap<AmazonFault, Matched>()

  pick(faults: readonly AmazonFault[], operation: AmazonOperation): AmazonFault | null {
    const struck = faults.filter((fault) => matches(fault, operation)).filter((fault) => this.strikes(fault))
    return struck[0] ?? null
  }

  private strikes(fault: AmazonFault): boolean {
    const state = this.matched.get(fault) ?? { seen: 0, random: seededRandom(fault.seed ?? 1) }
    this.matched.set(fault, state)
    state.seen += 1
    if (fault.nth !== undefined) return state.seen === fault.nth
    if (fault.every !== undefined) return state.seen % fault.every === 0
    return fault.probability === undefined || state.random() < fault.probability
  }
}

function matches(fault: AmazonFault, operation: AmazonOperation): boolean {
  if (fault.operation !== undefined) return fault.operation === operation
  return operation !== 'token' && operation !== 'download'
}
