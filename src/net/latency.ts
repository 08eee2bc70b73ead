/** Milliseconds: what is known of the quickest calls is forgotten after once to twice as long. */
const PERIOD_MS = 120_000
/** A kind of which fewer calls were seen may be quicker than it looks. */
const ENOUGH = 10
/** The quickest call of all may not have been seen yet, and networks get a little faster. */
const SURE = 0.95
/** Of what times differ by, so often it is taken off. */
const WARY = 3
/** What the latest call weighs in the usual time. */
const WEIGHT = 1 / 16

/** All in milliseconds. */
interface Known {
  /** Of this period, and of the one before. */
  least: number
  before: number
  since: number
  usual: number
  seen: number
}

/**
 * How long calls take from leaving to being answered. A call reaches the service at some moment in between, and the part
 * after that moment is for no call shorter than for the quickest one: so much of its time has surely passed since. Where
 * times differ much, the quickest may have been quick on either part, and less is sure.
 */
export class Latency {
  readonly #kinds = new Map<string, Known>()
  #all: Known | undefined

  /** @param kind Calls of a kind take about as long as each other. @param took Milliseconds from leaving to being answered. */
  note(kind: string, took: number, now: number): void {
    this.#kinds.set(kind, taken(this.#kinds.get(kind), took, now))
    this.#all = taken(this.#all, took, now)
  }

  /** Milliseconds that have surely passed between the moment when a call that is answered now reached the service, and now. */
  since(kind: string): number {
    const own = this.#kinds.get(kind)
    return sureOf(own && own.seen >= ENOUGH ? own : this.#all)
  }

  /** Milliseconds that calls usually take of late; 0 before the first. */
  get usual(): number {
    return this.#all?.usual ?? 0
  }
}

function taken(known: Known | undefined, took: number, now: number): Known {
  if (!known) return { least: took, before: Number.POSITIVE_INFINITY, since: now, usual: took, seen: 1 }
  const { least, before, since, usual, seen } = known
  const late = { usual: usual + (took - usual) * WEIGHT, seen: seen + 1 }
  if (Math.abs(now - since) >= PERIOD_MS) return { ...late, least: took, before: least, since: now }
  return { ...late, least: Math.min(least, took), before, since }
}

function sureOf(known: Known | undefined): number {
  if (!known || known.seen < ENOUGH) return 0
  const least = Math.min(known.least, known.before)
  const spread = known.usual - least
  return Math.max(0, SURE * least - WARY * spread)
}
