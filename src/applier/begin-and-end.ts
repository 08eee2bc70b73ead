import type { Clock } from '../model/clock.ts'
import type { SyncError } from '../model/errors.ts'
import type { RunEvent } from '../model/event.ts'
import type { RunResult } from '../model/run.ts'
import { workByKind } from './kind-work.ts'
import type { ApplyOptions } from './options.ts'
import { type ResultInput, summarise } from './result.ts'
import { isJournalError } from './stop.ts'

/** Adds the run up, and writes its end down. @throws SyncError when the journal cannot be kept */
export async function conclude(input: ResultInput, { journal, ...options }: ApplyOptions): Promise<RunResult> {
  const result = summarise(input)
  try {
    await journal.end(result)
  } catch (error) {
    throw isJournalError(error) && result.resume !== null ? withResume(error, resumeCommand(options)) : error
  }
  return result
}

/** Writes the begin of a run down, or that it goes on. @throws SyncError when the journal cannot be kept */
export async function begin({
  plan,
  account,
  runId,
  clock,
  journal,
  unfinished,
  retryOf,
}: ApplyOptions): Promise<void> {
  const start = {
    run_id: runId,
    plan_id: plan.plan_id,
    account,
    scope: plan.workspace.scope,
    started_at: isoTime(clock),
    operations: plan.operations.length,
    ...(retryOf === undefined ? {} : { retry_of: retryOf }),
  }
  if (unfinished) await journal.resume(start)
  else await journal.begin(start)
}

const NOTHING_DONE = new Map()

/** What is told of a run before its first call. */
export function startOf({ plan, target, account, runId, unfinished }: ApplyOptions): RunEvent {
  const { operations, plan_id, cost } = plan
  const { outcomes } = unfinished ?? { outcomes: NOTHING_DONE }
  return {
    type: 'run.started',
    ...{ run_id: runId, plan_id, account },
    title: target.traits.title,
    operations: operations.length,
    done: outcomes.size,
    kinds: workByKind(operations, outcomes, target.traits),
    cost: cost ? { calls: cost.reads + cost.writes, seconds: cost.seconds } : { calls: operations.length, seconds: 0 },
  }
}

function isoTime(clock: Clock): string {
  return new Date(clock.now()).toISOString()
}

/** What goes on with the run later. */
export function resumeCommand({ resumeCommand, runId }: Pick<ApplyOptions, 'resumeCommand' | 'runId'>): string {
  return resumeCommand?.(runId) ?? `sync apply --resume ${runId}`
}

/** The same error, with the command that goes on. */
export function withResume(error: SyncError, command: string): SyncError {
  const Kind = error.constructor as typeof SyncError
  const { code, message, hints, cause } = error
  return new Kind(code, message, { hints: [...hints, `To go on later: ${command}`], cause })
}
