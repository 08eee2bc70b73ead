import { grouped } from '../model/figures.ts'
import type { RunResult } from '../model/run.ts'
import { count } from './words.ts'

/** What goes on from here, by exact commands. */
export function advice(
  { operations, resume, run_id }: Pick<RunResult, 'operations' | 'resume' | 'run_id'>,
  retry: string,
): string[] {
  const { failed, skipped, conflict, pending } = operations
  if (resume !== null) {
    return [`${count(pending, 'operation')} of run ${run_id} ${pending === 1 ? 'is' : 'are'} left. To go on: ${resume}`]
  }
  return [
    ...(failed + skipped > 0
      ? [
          `${count(failed, 'failure')} and ${grouped(skipped)} skipped are kept in run ${run_id}. To try them again: ${retry}`,
        ]
      : []),
    ...(conflict > 0
      ? [`${count(conflict, 'object')} changed since the plan: run "sync plan" again, which shows what is different.`]
      : []),
  ]
}
