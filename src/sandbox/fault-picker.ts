import { seededRandom } from './random.ts'

/** When a fault strikes, of the calls that match it: always, unless one of these says otherwise. */
interface Striking {
  nth?: number
  every?: number
  probability?: number
  /** Of the randomness; 1 unless told. */
  seed?: number
}

interface Matched {
  seen: number
  random: () => number
}

/** Picks the fault that strikes a call; each fault counts the calls that match it. */
export class FaultPicker<F extends Striking, O> {
  private readonly matched = new WeakMap<F, Matched>()
  private readonly matches: (fault: F, operation: O) => boolean

  constructor(matches: (fault: F, operation: O) => boolean) {
    this.matches = matches
  }

  pick(faults: readonly F[], operation: O): F | null {
    const struck = faults.filter((fault) => this.matches(fault, operation)).filter((fault) => this.strikes(fault))
    return struck[0] ?? null
  }

  private strikes(fault: F): boolean {
    const state = this.matched.get(fault) ?? { seen: 0, random: seededRandom(fault.seed ?? 1) }
    this.matched.set(fault, state)
    state.seen += 1
    if (fault.nth !== undefined) return state.seen === fault.nth
    if (fault.every !== undefined) return state.seen % fault.every === 0
    return fault.probability === undefined || state.random() < fault.probability
  }
}
