import { safeJson } from '../model/json.ts'
import { type Operation, PLAN_FORMAT, type Plan } from '../model/plan.ts'
import { isLong, SHORT_FORMAT, shortTexts } from './plan-short.ts'

const FOUND = [
  ...(['blocked', 'drift', 'conflicts', 'overwrites', 'unmatched', 'ambiguous', 'gone', 'stale'] as const),
  'rejected',
] as const
const LISTS = ['operations', ...FOUND, 'diagnostics'] as const

/**
 * The plan as a JSON document in pieces, one entry of a list per line. With an error it says as well why the command that
 * made it fails.
 */
export function* planText(plan: Plan, error: object | null = null): Generator<string> {
  yield headText({ ...plan, ...(error && { error }) })
  yield `"operations": [`
  yield* linesOf(plan.operations.values().map((operation) => JSON.stringify(operation)))
  yield* restText(plan)
}

/** What stands in its file. */
export function* planFileText(plan: Plan): Generator<string> {
  if (!isLong(plan.operations)) return yield* planText(plan)
  yield longHead(plan)
  yield* operationLines(plan.operations)
  yield* restText(plan)
}

/** What stands above the operations of a long plan in its file. */
export function longHead(plan: Plan): string {
  const format_version = plan.format_version === PLAN_FORMAT ? SHORT_FORMAT : plan.format_version
  return `${headText({ ...plan, format_version })}"operations": [\n`
}

/** The operations of a long plan as they stand in its file, which its id is the digest of. */
export function* operationLines(operations: readonly Operation[]): Generator<string> {
  yield* linesOf(shortTexts(operations), '')
}

/** Everything below the operations. */
export function* restText(plan: Plan): Generator<string> {
  yield ']'
  for (const key of [...FOUND, 'diagnostics'] as const) {
    const list = plan[key]
    if (list === undefined) continue
    yield `,\n${JSON.stringify(key)}: [`
    yield* linesOf(list.values().map((entry) => JSON.stringify(entry)))
    yield ']'
  }
  yield '\n}\n'
}

function headText(plan: object): string {
  const entries = Object.entries(plan).filter(([key]) => !(LISTS as readonly string[]).includes(key))
  return `{\n${entries.map(([key, value]) => `${JSON.stringify(key)}: ${safeJson(JSON.stringify(value))},\n`).join('')}`
}

/** Nothing at all for no entries. */
function* linesOf(texts: Iterable<string>, start = '\n'): Generator<string> {
  let separator = start
  for (const text of texts) {
    yield separator + safeJson(text)
    separator = ',\n'
  }
  if (separator !== start) yield '\n'
}
