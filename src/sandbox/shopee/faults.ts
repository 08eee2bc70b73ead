import { seededRandom } from '../random.ts'
import type { ShopeeFault } from './fault-options.ts'
import type { ShopeeOperation } from './operations.ts'

interface Matched {
  seen: number
  random: () => number
}

/** Picks the fault that strikes a call; each fault counts the calls that match it. */
export class FaultPicker {
  private readonly matched = new WeakMap<ShopeeFault, Matched>()

  pick(faults: readonly ShopeeFault[], operation: ShopeeOperation): ShopeeFault | null {
    const struck = faults.filter((fault) => matches(fault, operation)).filter((fault) => this.strikes(fault))
    return struck[0] ?? null
  }

  private strikes(fault: ShopeeFault): boolean {
    const state = this.matched.get(fault) ?? { seen: 0, random: seededRandom(fault.seed ?? 1) }
    this.matched.set(fault, state)
    state.seen += 1
    if (fault.nth !== undefined) return state.seen === fault.nth
    if (fault.every !== undefined) return state.seen % fault.every === 0
    return fault.probability === undefined || state.random() < fault.probability
  }
}

function matches(fault: ShopeeFault, operation: ShopeeOperation): boolean {
  return fault.operation === undefined ? !operation.startsWith('token.') : fault.operation === operation
}
