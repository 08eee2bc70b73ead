import type { Check } from '../../model/check.ts'
import type { Clock } from '../../model/clock.ts'
import type { Diagnostic } from '../../model/diagnostic.ts'
import { ConfigError } from '../../model/errors.ts'
import type { RateWindow } from '../../model/plan-figures.ts'
import { environmentGroup, filesGroup } from './files.ts'
import type { Group } from './group.ts'
import { inTime } from './in-time.ts'
import { type Machine, machineGroup } from './machine.ts'
import type { SystemsRequest } from './request.ts'
import { stateGroup } from './state.ts'
import { systemGroups } from './systems.ts'

export interface DoctorRequest {
  machine: Machine
  /** Why there is no workspace to look at, or what there is of it. */
  workspace: ConfigError | SystemsRequest
  clock: Clock
  /** Told of every check as soon as it is known. */
  onCheck(check: Check, group: Pick<Group, 'id' | 'title'>): void
}

export interface CheckResult {
  /** Such as `state.lock`. */
  name: string
  ok: boolean
  severity: Check['severity']
  message: string
  hint: string | null
}

export interface DoctorReport {
  /** False when something would stop a plan, or an apply. */
  ok: boolean
  diagnostics: Diagnostic[]
  /** The windows of calls, or of what else is counted, that the systems allow. */
  limits: RateWindow[]
  checks: CheckResult[]
}

/** Looks for everything that would stop a plan, in one go. Nothing is written to any account. */
export async function examine(request: DoctorRequest, signal: AbortSignal): Promise<DoctorReport> {
  const found: { check: Check; name: string }[] = []
  for (const group of groupsOf(request)) {
    for await (const check of inTime(group, request.clock, signal)) {
      found.push({ check, name: `${group.id}.${check.name}` })
      request.onCheck(check, group)
    }
  }
  const diagnostics = found.flatMap(({ check }) => check.diagnostics ?? [])
  return {
    ok: found.every(({ check }) => check.severity !== 'error'),
    diagnostics,
    limits: found.flatMap(({ check }) => check.facts?.windows ?? []),
    checks: found.map(({ name, check: { severity, message, hint } }) => {
      return { name, ok: severity !== 'error', severity, message, hint }
    }),
  }
}

function groupsOf({ machine, workspace, clock }: DoctorRequest): Group[] {
  if (workspace instanceof ConfigError) return [machineGroup(machine), filesGroup(workspace)]
  return [
    machineGroup(machine),
    filesGroup(workspace.inspection),
    environmentGroup(workspace),
    ...systemGroups(workspace, clock),
    stateGroup(workspace),
  ]
}
