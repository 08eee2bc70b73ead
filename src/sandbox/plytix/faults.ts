import { seededRandom } from '../random.ts'
import type { PlytixFault } from './fault-options.ts'
import type { CallKind } from './journal.ts'

interface Matched {
  seen: number
  random: () => number
}

/** Picks the fault that strikes a call; each fault counts the calls that match it. */
export class FaultInjector {
  private readonly matched = new WeakMap<PlytixFault, Matched>()

  pick(faults: readonly PlytixFault[], call: { method: string; path: string; kind: CallKind }): PlytixFault | null {
    let struck: PlytixFault | null = null
    for (const fault of faults) {
      if (!matches(fault, call)) continue
      const hit = this.strikes(fault)
      if (hit) struck ??= fault
    }
    return struck
  }

  private strikes(fault: PlytixFault): boolean {
    const state = this.matched.get(fault) ?? { seen: 0, random: seededRandom(fault.seed ?? 1) }
    this.matched.set(fault, state)
    state.seen += 1
    if (fault.nth !== undefined) return state.seen === fault.nth
    if (fault.every !== undefined) return state.seen % fault.every === 0
    return fault.probability === undefined || state.random() < fault.probability
  }
}

function matches(fault: PlytixFault, call: { method: string; path: string; kind: CallKind }): boolean {
  if (fault.method !== undefined && fault.method.toUpperCase() !== call.method) return false
  if (fault.kind !== undefined && fault.kind !== call.kind) return false
  if (fault.path === undefined) return call.kind !== 'auth' || fault.kind === 'auth'
  return (typeof fault.path === 'string' ? new RegExp(fault.path) : fault.path).test(call.path)
}
