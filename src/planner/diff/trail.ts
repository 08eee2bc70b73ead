import { type Groups, pointerOf } from '../../model/fields.ts'
import type { Operation, Provenance } from '../../model/plan.ts'

/** What follows from the fields of a resource and where they come from, whatever they hold. */
export interface Common {
  provenance: Operation['provenance']
  /** Paths that are compared. */
  compared: string[]
  /** Ids of the operations that make what the fields need first, in order. */
  waits: string[]
}

interface Step {
  path: string
  origin: Provenance
  isCompared: boolean
}

/**
 * The fields of a resource, one after the other. Resources by the thousand have the same fields from the same places:
 * they meet on the same trail, and share what follows from it, which therefore is frozen.
 */
export class Trail {
  readonly #before: Trail | null
  readonly #step: Step | null
  readonly #next = new Map<Provenance, Trail[]>()
  #last: Trail | null = null
  #common: Common | null = null

  constructor(before: Trail | null = null, step: Step | null = null) {
    this.#before = before
    this.#step = step
  }

  to(path: string, origin: Provenance, isCompared: boolean): Trail {
    if (this.#last === null || !this.#last.#leads(path, origin))
      this.#last = this.#towards({ path, origin, isCompared })
    return this.#last
  }

  /** The same for a resource whose next fields are like no other's. */
  apart(): Trail {
    return this.#step === null ? new Trail() : new Trail(this.#before, this.#step)
  }

  #leads(path: string, origin: Provenance): boolean {
    return this.#step?.path === path && this.#step.origin === origin
  }

  #towards(step: Step): Trail {
    const alike = this.#next.get(step.origin) ?? []
    const known = alike.find((trail) => trail.#leads(step.path, step.origin))
    if (known) return known
    const trail = new Trail(this, step)
    this.#next.set(step.origin, [...alike, trail])
    return trail
  }

  /** `waitsFor` gives the operations that paths wait for. */
  common(groups: Groups, waitsFor: (paths: string[]) => string[]): Common {
    this.#common ??= this.#made(groups, waitsFor)
    return this.#common
  }

  #made(groups: Groups, waitsFor: (paths: string[]) => string[]): Common {
    const steps = this.#steps()
    const provenance = Object.fromEntries(steps.map(({ path, origin }) => [pointerOf(path, groups), origin]))
    const compared = steps.filter(({ isCompared }) => isCompared).map(({ path }) => path)
    const waits = waitsFor(steps.map(({ path }) => path)).sort()
    for (const shared of [provenance, compared, waits]) Object.freeze(shared)
    return { provenance, compared, waits }
  }

  #steps(): Step[] {
    const steps: Step[] = []
    for (let trail: Trail = this; trail.#before !== null && trail.#step !== null; trail = trail.#before)
      steps.push(trail.#step)
    return steps.reverse()
  }
}
