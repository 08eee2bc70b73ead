import type { Operation } from '../model/plan.ts'

/** Of the files of long plans; earlier programs refuse them. */
export const SHORT_FORMAT = '1.2'

/** Plans of more operations say once what repeats in them. */
const MOST_IN_FULL = 5_000
/** What is said in so many ways hardly repeats; more of it is not remembered. */
const MOST_REMEMBERED = 200_000

export function isLong({ length }: readonly Operation[]): boolean {
  return length > MOST_IN_FULL
}

/**
 * Operations as JSON in which a number stands for what the operation at that place, counted from 0, says already: its id
 * in `depends_on`, its own precondition, provenance and fields of the baseline.
 */
export function* shortTexts(operations: readonly Operation[]): Generator<string> {
  const places = new Map<string, number>()
  const [preconditions, provenances, fields] = [new Said(), new Said(), new Said()]
  let place = 0
  for (const operation of operations) {
    const { depends_on, precondition, provenance, baseline } = operation
    yield JSON.stringify({
      ...operation,
      depends_on: depends_on.map((id) => places.get(id) ?? id),
      precondition: preconditions.find([precondition], place) ?? precondition,
      provenance: provenances.of(provenance, textsOf, place) ?? provenance,
      ...(baseline && {
        baseline: { ...baseline, fields: fields.of(baseline.fields, sameTexts, place) ?? baseline.fields },
      }),
    })
    places.set(operation.id, place)
    place += 1
  }
}

const sameTexts = (texts: string[]): string[] => texts

function textsOf(provenance: Operation['provenance']): string[] {
  const texts: string[] = []
  for (const pointer in provenance) {
    const origin = provenance[pointer]
    if (origin) texts.push(pointer, origin.source, origin.path)
  }
  return texts
}

/** What was said where, as texts in order: a tree, since most begin alike. */
class Said {
  readonly #first = new Branch()
  #left = MOST_REMEMBERED
  /** Of values that were met before, since operations share many: whether they do makes no difference but in time. */
  readonly #places = new WeakMap<object, number>()

  /** As `find`, of a value. */
  of<T extends object>(value: T, textsIn: (value: T) => readonly string[], place: number): number | null | undefined {
    const known = this.#places.get(value)
    if (known !== undefined) return known
    const earlier = this.find(textsIn(value), place)
    if (earlier !== null) this.#places.set(value, earlier ?? place)
    return earlier
  }

  /** Where the same was said before; `undefined`: nowhere, and from now on at this place; `null`: that is not remembered. */
  find(texts: readonly string[], place: number): number | null | undefined {
    let branch = this.#first
    for (const text of texts) {
      const next = branch.at(text) ?? (this.#left-- > 0 ? branch.grow(text) : null)
      if (next === null) return null
      branch = next
    }
    const { place: earlier } = branch
    branch.place ??= place
    return earlier
  }
}

class Branch {
  place: number | undefined = undefined
  /** What came next the last time, which it mostly is again. */
  #text = ''
  #next: Branch | null = null
  #all: Map<string, Branch> | null = null

  at(text: string): Branch | null {
    if (text !== this.#text || this.#next === null) {
      this.#text = text
      this.#next = this.#all?.get(text) ?? null
    }
    return this.#next
  }

  grow(text: string): Branch {
    this.#text = text
    this.#next = new Branch()
    this.#all ??= new Map()
    this.#all.set(text, this.#next)
    return this.#next
  }
}

/** As `shortTexts` writes one, and as plans that say everything do. */
type Short = { [key in 'depends_on' | 'precondition' | 'provenance' | 'baseline']?: unknown }

/** What stands before an operation. */
interface Earlier {
  readonly operations: readonly Operation[]
  readonly ids: readonly string[]
  has: (id: string) => boolean
}

/**
 * Puts in place what numbers stand for. Operations that say the same share one value then.
 * @returns what is wrong with what it refers to; `null` when nothing is
 */
export function lengthen(operation: Short, earlier: Earlier): string | null {
  const { depends_on, precondition, provenance } = operation
  const baseline = operation.baseline as { fields?: unknown } | null | undefined
  const { operations } = earlier
  if (typeof precondition === 'number') operation.precondition = operations[precondition]?.precondition
  if (typeof provenance === 'number') operation.provenance = operations[provenance]?.provenance
  if (typeof baseline?.fields === 'number') baseline.fields = operations[baseline.fields]?.baseline?.fields
  return Array.isArray(depends_on) ? nameAll(depends_on, earlier) : null
}

/** What is neither text nor number is left as it is. */
function nameAll(depends_on: unknown[], { ids, has }: Earlier): string | null {
  for (let index = 0; index < depends_on.length; index++) {
    const entry = depends_on[index]
    if (typeof entry === 'number') depends_on[index] = ids[entry]
    else if (typeof entry !== 'string' || has(entry)) continue
    if (typeof entry === 'string' || depends_on[index] === undefined) return MISSING
  }
  return null
}

const MISSING = 'depends on something that does not come before it'
