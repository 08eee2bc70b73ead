import { safeJson } from '../model/json.ts'
import type { Plan } from '../model/plan.ts'

const LISTS = [
  ...(['operations', 'blocked', 'drift', 'conflicts', 'overwrites', 'unmatched', 'ambiguous'] as const),
  ...(['gone', 'stale', 'diagnostics'] as const),
]

/**
 * The plan as a JSON document in pieces, one entry of a list per line. With an error it says as well why the command that
 * made it fails.
 */
export function* planText(plan: Plan, error: object | null = null): Generator<string> {
  yield '{\n'
  for (const [key, value] of Object.entries({ ...plan, ...(error && { error }) })) {
    if (!(LISTS as readonly string[]).includes(key))
      yield `${JSON.stringify(key)}: ${safeJson(JSON.stringify(value))},\n`
  }
  for (const key of LISTS) {
    yield `${JSON.stringify(key)}: [`
    let separator = '\n'
    for (const entry of plan[key]) {
      yield separator + safeJson(JSON.stringify(entry))
      separator = ',\n'
    }
    yield `${separator === '\n' ? '' : '\n'}]${key === LISTS.at(-1) ? '' : ','}\n`
  }
  yield '}\n'
}
