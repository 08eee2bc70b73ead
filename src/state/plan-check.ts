import { parseAddress } from '../model/address.ts'
import { StalePlanError } from '../model/errors.ts'
import { KINDS, type Operation, type Plan } from '../model/plan.ts'
import { OPERATION_SHAPE, PLAN_SHAPE, PRODUCT_SHAPE } from './plan-shape.ts'

const ACTIONS = ['create', 'update', 'upload', 'link', 'unlink', 'delete']

/** A parsed file as a plan of the current minor version. @throws StalePlanError when it cannot be one */
export function checkPlan(path: string, value: unknown, format: string): Plan {
  const plan = value as Plan
  if (!isObject(value) || typeof plan.format_version !== 'string' || !Array.isArray(plan.operations)) {
    throw new StalePlanError('plan-unreadable', `${path} is not a plan.`, { hints: [AGAIN] })
  }
  const [major] = plan.format_version.split('.')
  if (major !== format.split('.')[0]) {
    const message = `${path} has plan format ${plan.format_version}; this program reads ${format}.`
    throw new StalePlanError('plan-format', message, {
      hints: ['Plan and apply with the same version of the program.'],
    })
  }
  const problem = PLAN_SHAPE(plan, '')
  if (problem !== null) throw damaged(path, problem)
  return { ...plan, ...laterKeys(plan), operations: checkOperations(path, plan.operations) }
}

/** What plans of format 1.0 do not say. */
function laterKeys({ applyable = true, guards = [], gone = [], stale = [] }: Partial<Plan>): Partial<Plan> {
  return { applyable, guards, gone, stale }
}

function checkOperations(path: string, values: unknown[]): Operation[] {
  const ids = new Set<string>()
  return values.map((value) => {
    const problem = operationProblem(value, ids)
    if (problem === null) {
      const { kind: _kind, key: _key, ...operation } = value as Operation & { kind?: string; key?: string }
      ids.add(operation.id)
      return operation
    }
    throw damaged(path, `operation ${JSON.stringify((value as { id?: unknown } | null)?.id ?? null)} ${problem}`)
  })
}

const AGAIN = 'Make a new plan with "sync plan --out FILE".'

function damaged(path: string, problem: string): StalePlanError {
  return new StalePlanError('plan-unreadable', `${path} is damaged: ${problem.slice(0, 300)}.`, { hints: [AGAIN] })
}

function isObject(value: unknown): value is { [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

type Parsed = Operation & { kind?: string; key?: string }

function operationProblem(value: unknown, earlier: ReadonlySet<string>): string | null {
  if (!isObject(value)) return 'is no object'
  const { address } = value
  const known = typeof address === 'string' ? parseAddress(address) : null
  if (known === null || !(KINDS as readonly string[]).includes(known.kind) || known.key === '')
    return 'has no known address'
  return namingProblem(value, known, earlier) ?? contentProblem(value, known, earlier)
}

type Address = ReturnType<typeof parseAddress>

function namingProblem(value: object, known: Address, earlier: ReadonlySet<string>): string | null {
  const { id, address, action, kind, key } = value as Parsed
  if (!ACTIONS.includes(action) || id !== `${action}:${address}`) return 'has no known action'
  if ((kind !== undefined && kind !== known.kind) || (key !== undefined && key !== known.key))
    return 'has another kind or key than its address'
  return earlier.has(id) ? 'stands there twice' : null
}

function contentProblem(
  value: { [key: string]: unknown },
  known: Address,
  earlier: ReadonlySet<string>,
): string | null {
  const { action, depends_on, after } = value as unknown as Parsed
  const problem = OPERATION_SHAPE(value, '') ?? (known.kind === 'product' ? productProblem(value) : null)
  if (problem !== null) return `is wrong: ${problem}`
  if (known.kind === 'link' && (!known.key.includes('.') || !Array.isArray(after.targets))) return 'names no links'
  if (action === 'upload' && typeof after.url !== 'string') return 'names no URL'
  if (!depends_on.every((entry) => earlier.has(entry))) return 'depends on something that does not come before it'
  return null
}

function productProblem({ before, after }: { [key: string]: unknown }): string | null {
  return PRODUCT_SHAPE(before, 'before') ?? PRODUCT_SHAPE(after, 'after')
}
