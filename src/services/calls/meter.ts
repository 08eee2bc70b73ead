import type { Call, SystemFigures } from '../../model/call.ts'
import { endpointFigures } from '../../model/call-figures.ts'
import { addTime, emptySpread, type Spread } from '../../model/spread.ts'

/** Calls that are counted from a moment on. */
export interface Counting {
  /** What was counted so far, each system and each of its endpoints in the order in which they were first asked. */
  figures(): SystemFigures[]
  /** Nothing is counted any more. */
  end(): void
}

/** Hears every call of a command, whatever part of the program makes it, and lets others count. */
export class CallMeter {
  readonly #listeners = new Set<(call: Call) => void>()

  readonly hear = (call: Call): void => {
    for (const listener of this.#listeners) listener(call)
  }

  /** @returns what ends it */
  listen(listener: (call: Call) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  count(): Counting {
    const systems = new Map<string, Map<string, Endpoint>>()
    const end = this.listen((call) => add(systems, call))
    return { end, figures: () => [...systems].map(([system, endpoints]) => figuresOf(system, endpoints)) }
  }
}

interface Endpoint extends Spread {
  unanswered: number
}

function add(systems: Map<string, Map<string, Endpoint>>, { system, endpoint, status, ms }: Call): void {
  const endpoints = systems.get(system) ?? new Map<string, Endpoint>()
  systems.set(system, endpoints)
  const known = endpoints.get(endpoint) ?? { ...emptySpread(), unanswered: 0 }
  endpoints.set(endpoint, known)
  if (status === 0) known.unanswered += 1
  else addTime(known, ms)
}

function figuresOf(system: string, endpoints: ReadonlyMap<string, Endpoint>): SystemFigures {
  const all = [...endpoints].map(([endpoint, known]) => endpointFigures(endpoint, known))
  return { system, calls: all.reduce((sum, { calls, unanswered }) => sum + calls + unanswered, 0), endpoints: all }
}
