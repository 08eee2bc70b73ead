import { parseAddress } from '../model/address.ts'
import { SHOPS } from '../model/edge-names.ts'
import { StalePlanError } from '../model/errors.ts'
import { ACTIONS, type Operation, PLAN_FORMAT, type Plan, type PlanSelection } from '../model/plan.ts'
import { problemOf } from '../model/shape.ts'
import { givesKeysAlone } from './key-values.ts'
import { OPERATION_SHAPE, PLAN_SHAPE } from './plan-shape.ts'
import { lengthen, SHORT_FORMAT } from './plan-short.ts'

/**
 * A parsed file as a plan of the current minor version, with the operations that were taken from it and those that are
 * still in it. @throws StalePlanError when it cannot be one
 */
export function checkPlan(path: string, value: unknown, taken: Taken): Plan {
  const plan = value as Plan
  if (!isObject(value) || typeof plan.format_version !== 'string' || !Array.isArray(plan.operations)) {
    throw new StalePlanError('plan-unreadable', `${path} is not a plan.`, { hints: [AGAIN] })
  }
  const [major] = plan.format_version.split('.')
  if (major !== PLAN_FORMAT.split('.')[0]) {
    const message = `${path} has plan format ${plan.format_version}; this program reads ${PLAN_FORMAT}.`
    throw new StalePlanError('plan-format', message, {
      hints: ['Plan and apply with the same version of the program.'],
    })
  }
  const problem = problemOf(PLAN_SHAPE, plan)
  if (problem !== null) throw damaged(path, problem)
  for (const operation of plan.operations) taken.take(operation)
  if (taken.problem !== null) throw damaged(path, taken.problem)
  const format_version = plan.format_version === SHORT_FORMAT ? PLAN_FORMAT : plan.format_version
  return { ...plan, ...laterKeys(plan), format_version, operations: taken.operations }
}

/** What plans of earlier versions do not say. */
function laterKeys(plan: Plan): Partial<Plan> {
  const { applyable = true, guards = [], gone = [], stale = [], overwrites = [], names = {} } = plan as Partial<Plan>
  const selection: PlanSelection = { ...EARLIER_SELECTION, ...plan.selection }
  return { applyable, guards, gone, stale, overwrites, names, selection }
}

/** What a selection of an earlier version lacks. */
const EARLIER_SELECTION: Partial<PlanSelection> = { exclude: [], limit: null, [SHOPS]: [] }

/** Operations of a file, checked one by one as they are read from it. */
export class Taken {
  readonly operations: Operation[] = []
  readonly ids: string[] = []
  readonly #known = new Set<string>()
  /** Of the first one that cannot be used; what follows it is not looked at. */
  problem: string | null = null

  readonly take = (value: unknown): void => {
    if (this.problem !== null) return
    const problem = operationProblem(value, this) ?? this.#twice((value as Operation).id)
    if (problem !== null) {
      const id = JSON.stringify((value as { id?: unknown } | null)?.id ?? null)
      this.problem = `operation ${id} ${problem}`
      return
    }
    const operation = withKind(value as Operation)
    this.operations.push(operation)
    this.ids.push(operation.id)
  }

  readonly has = (id: string): boolean => this.#known.has(id)

  #twice(id: string): string | null {
    const { size } = this.#known
    return this.#known.add(id).size > size ? null : 'stands there twice'
  }
}

/** Plans of format 1.0 have the address alone. The order of the other keys stays, since they are digested. */
function withKind(operation: Operation): Operation {
  if (operation.kind !== undefined && operation.key !== undefined) return operation
  const { id, address, action, ...rest } = operation
  return { id, address, action, ...rest, ...parseAddress(address) }
}

const TAKING = ['unlink', 'delete', 'adopt']

/** What takes away says of what, and what writes a baseline alone says which; neither gives anything a value but its key. */
function removalProblem({ action, before, after, target_id, baseline }: Parsed, { key }: Address): string | null {
  if (action !== 'adopt' && baseline?.from_scope !== undefined) return 'takes over a product, and writes other things'
  if (!TAKING.includes(action)) return null
  if (target_id === null) return 'does not say which resource it is about'
  if (action === 'unlink') {
    const { targets = [] } = after
    const names = key.includes('.') && Array.isArray(before?.targets) && before.targets.length > 0
    return names && Array.isArray(targets) && targets.length === 0 ? null : 'names no links that it removes'
  }
  const keys = action === 'adopt' && givesKeysAlone(key, before, after)
  if (Object.keys(after).length > 0 && !keys) return 'gives values to what it does not write'
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

function operationProblem(value: unknown, earlier: Taken): string | null {
  if (!isObject(value)) return 'is no object'
  const { address } = value
  const known = typeof address === 'string' ? parseAddress(address) : null
  if (known === null || !/^[a-z][a-z-]*$/.test(known.kind) || known.key === '') return 'has no known address'
  const operation = value as unknown as Parsed
  return namingProblem(operation, known) ?? lengthen(operation, earlier) ?? contentProblem(operation, known)
}

function namingProblem(operation: Parsed, known: Address): string | null {
  const { id, address, action, kind, key } = operation
  if (!(ACTIONS as readonly string[]).includes(action) || id !== `${action}:${address}`) return 'has no known action'
  if ((kind !== undefined && kind !== known.kind) || (key !== undefined && key !== known.key))
    return 'has another kind or key than its address'
  return null
}

function contentProblem(operation: Parsed, known: Address): string | null {
  const { action, after } = operation
  const problem = problemOf(OPERATION_SHAPE, operation) ?? nestedProblem(operation)
  if (problem !== null) return `is wrong: ${problem}`
  if (action === 'link' && (!known.key.includes('.') || !Array.isArray(after.targets))) return 'names no links'
  const removing = removalProblem(operation, known)
  if (removing !== null) return removing
  return action === 'upload' && typeof after.url !== 'string' ? 'names no URL' : null
}
