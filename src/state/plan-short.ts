import type { Operation } from '../model/plan.ts'

/** Of the files of long plans; earlier programs refuse them. */
export const SHORT_FORMAT = '1.2'

/** Plans of more operations say once what repeats in them. */
const MOST_IN_FULL = 5_000
/** What so many operations say differently hardly repeats; more of it is not remembered. */
const MOST_REMEMBERED = 50_000

export function isLong({ length }: readonly Operation[]): boolean {
  return length > MOST_IN_FULL
}

/**
 * Operations as JSON in which a number stands for what the operation at that place, counted from 0, says already: its id
 * in `depends_on`, its own precondition, provenance and fields of the baseline.
 */
export function* shortTexts(operations: readonly Operation[]): Generator<string> {
  const places = new Map<string, number>()
  const [preconditions, provenances, fields] = [remembering(), remembering(), remembering()]
  let place = 0
  for (const operation of operations) {
    const { depends_on, precondition, provenance, baseline } = operation
    yield JSON.stringify({
      ...operation,
      depends_on: depends_on.map((id) => places.get(id) ?? id),
      precondition: preconditions(precondition, precondition, place),
      provenance: provenances(provenance, JSON.stringify(provenance), place),
      ...(baseline && {
        baseline: { ...baseline, fields: fields(baseline.fields, JSON.stringify(baseline.fields), place) },
      }),
    })
    places.set(operation.id, place)
    place += 1
  }
}

/** Gives what nobody said before, and else the place where it was said. */
function remembering(): <T>(value: T, text: string, place: number) => T | number {
  const said = new Map<string, number>()
  return (value, text, place) => {
    const earlier = said.get(text)
    if (earlier === undefined && said.size < MOST_REMEMBERED) said.set(text, place)
    return earlier ?? value
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
