import { parseAddress } from '../model/address.ts'
import { SHOPS } from '../model/edge-names.ts'
import { StalePlanError } from '../model/errors.ts'
import { ACTIONS, type Operation, type Plan, type PlanSelection } from '../model/plan.ts'
import { OPERATION_SHAPE, PLAN_SHAPE } from './plan-shape.ts'

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

/** What plans of earlier versions do not say. */
function laterKeys(plan: Plan): Partial<Plan> {
  const { applyable = true, guards = [], gone = [], stale = [], overwrites = [], names = {} } = plan as Partial<Plan>
  const selection: PlanSelection = { ...EARLIER_SELECTION, ...plan.selection }
  return { applyable, guards, gone, stale, overwrites, names, selection }
}

/** What a selection of an earlier version lacks. */
const EARLIER_SELECTION: Partial<PlanSelection> = { exclude: [], limit: null, [SHOPS]: [] }

function checkOperations(path: string, values: unknown[]): Operation[] {
  const ids = new Set<string>()
  return values.map((value) => {
    const problem = operationProblem(value, ids)
    if (problem === null) {
      const operation = value as Operation
      ids.add(operation.id)
      return withKind(operation)
    }
    throw damaged(path, `operation ${JSON.stringify((value as { id?: unknown } | null)?.id ?? null)} ${problem}`)
  })
}

/** Plans of format 1.0 have the address alone. The order of the other keys stays, since they are digested. */
function withKind(operation: Operation): Operation {
  if (operation.kind !== undefined && operation.key !== undefined) return operation
  const { id, address, action, ...rest } = operation
  return { id, address, action, ...rest, ...parseAddress(address) }
}

const TAKING = ['unlink', 'delete', 'adopt']

/** What takes away says of what, and what writes a baseline alone says which; neither gives anything a value. */
function removalProblem({ action, before, after, target_id, baseline }: Parsed, { key }: Address): string | null {
  if (action !== 'adopt' && baseline?.from_scope !== undefined) return 'takes over a product, and writes other things'
  if (!TAKING.includes(action)) return null
  if (target_id === null) return 'does not say which resource it is about'
  if (action === 'unlink') {
    const { targets = [] } = after
    const names = key.includes('.') && Array.isArray(before?.targets) && before.targets.length > 0
    return names && Array.isArray(targets) && targets.length === 0 ? null : 'names no links that it removes'
  }
  if (Object.keys(after).length > 0) return 'gives values to what it does not write'
  return action === 'adopt' && baseline === undefined ? 'names no baseline' : null
}

const AGAIN = 'Make a new plan with "sync plan --out FILE".'

function damaged(path: string, problem: string): StalePlanError {
  return new StalePlanError('plan-unreadable', `${path} is damaged: ${problem.slice(0, 300)}.`, { hints: [AGAIN] })
}

function isObject(value: unknown): value is { [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What carries a baseline is a product, whose attributes are named. */
function nestedProblem({ baseline, before, after }: Parsed): string | null {
  if (baseline === undefined) return null
  const place = [before, after].findIndex((fields) => Array.isArray(fields?.attributes))
  return place < 0 ? null : `${place === 0 ? 'before' : 'after'}.attributes is a list`
}

type Parsed = Operation & { kind?: string; key?: string }

type Address = ReturnType<typeof parseAddress>

function operationProblem(value: unknown, earlier: ReadonlySet<string>): string | null {
  if (!isObject(value)) return 'is no object'
  const { address } = value
  const known = typeof address === 'string' ? parseAddress(address) : null
  if (known === null || !/^[a-z][a-z-]*$/.test(known.kind) || known.key === '') return 'has no known address'
  const operation = value as unknown as Parsed
  return namingProblem(operation, known, earlier) ?? contentProblem(operation, known, earlier)
}

function namingProblem(operation: Parsed, known: Address, earlier: ReadonlySet<string>): string | null {
  const { id, address, action, kind, key } = operation
  if (!(ACTIONS as readonly string[]).includes(action) || id !== `${action}:${address}`) return 'has no known action'
  if ((kind !== undefined && kind !== known.kind) || (key !== undefined && key !== known.key))
    return 'has another kind or key than its address'
  return earlier.has(id) ? 'stands there twice' : null
}

function contentProblem(operation: Parsed, known: Address, earlier: ReadonlySet<string>): string | null {
  const { action, depends_on, after } = operation
  const problem = OPERATION_SHAPE(operation, '') ?? nestedProblem(operation)
  if (problem !== null) return `is wrong: ${problem}`
  if (action === 'link' && (!known.key.includes('.') || !Array.isArray(after.targets))) return 'names no links'
  const removing = removalProblem(operation, known)
  if (removing !== null) return removing
  if (action === 'upload' && typeof after.url !== 'string') return 'names no URL'
  if (!depends_on.every((entry) => earlier.has(entry))) return 'depends on something that does not come before it'
  return null
}
