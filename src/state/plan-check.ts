import { StalePlanError } from '../model/errors.ts'
import { KINDS, type Plan } from '../model/plan.ts'

const ACTIONS = ['create', 'update', 'upload', 'link', 'unlink', 'delete']

/** Says whether a parsed file has the shape of a plan that this program can read. */
export function checkPlan(path: string, value: unknown, format: string): Plan {
  const plan = value as Plan
  if (!isObject(value) || typeof plan.format_version !== 'string' || !Array.isArray(plan.operations)) {
    throw new StalePlanError('plan-unreadable', `${path} is not a plan.`, {
      hints: ['Make one with "sync plan --out FILE".'],
    })
  }
  const [major] = plan.format_version.split('.')
  if (major !== format.split('.')[0]) {
    const message = `${path} has plan format ${plan.format_version}; this program reads ${format}.`
    throw new StalePlanError('plan-format', message, {
      hints: ['Plan and apply with the same version of the program.'],
    })
  }
  const ids = new Set<string>()
  for (const operation of plan.operations) {
    const problem = operationProblem(operation, ids)
    if (problem !== null) {
      const message = `${path} is damaged: operation ${JSON.stringify((operation as { id?: unknown } | null)?.id ?? null)} ${problem}.`
      throw new StalePlanError('plan-unreadable', message, { hints: ['Make a new plan with "sync plan --out FILE".'] })
    }
    ids.add(operation.id)
  }
  return plan
}

function isObject(value: unknown): value is { [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function operationProblem(value: unknown, earlier: ReadonlySet<string>): string | null {
  if (!isObject(value)) return 'is no object'
  const { id, address, action, after, refs, depends_on } = value
  if (typeof address !== 'string' || !(KINDS as readonly string[]).includes(address.split('.')[0] ?? ''))
    return 'has no known address'
  if (!ACTIONS.includes(String(action)) || id !== `${action}:${address}`) return 'has no known action'
  if (earlier.has(String(id))) return 'stands there twice'
  if (!isObject(after) || !isObject(refs)) return 'lacks its values'
  if (!Array.isArray(depends_on) || !depends_on.every((entry) => earlier.has(String(entry))))
    return 'depends on something that does not come before it'
  return null
}
