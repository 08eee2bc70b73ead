import { fewOf } from '../model/counted.ts'
import { count, line, shown } from './words.ts'

interface Holder {
  lock_id: string
  command: string
  host: string
  pid: number
  since: string
}

export function renderUnlocked({ lock_id, command, host, pid, since }: Holder): string[] {
  return [
    line(`Lock ${lock_id} is taken from "${command}" (process ${pid} on ${host}, since ${since}).`),
    'Should that run still be alive, it stops before its next write.',
  ]
}

interface Rebuilt {
  folder: string
  moved_to: string | null
  products: number
  runs: number
  lost_runs: string[]
  damaged_runs: string[]
  exports: number
  lost_baselines: number
}

export function renderRebuilt(rebuilt: Rebuilt): string[] {
  const { folder, moved_to, products, runs, lost_runs, damaged_runs, exports, lost_baselines } = rebuilt
  return [
    ...(moved_to === null ? [] : [`The former database is kept as ${moved_to}.`]),
    ...(lost_runs.length === 0
      ? []
      : [
          `${count(lost_runs.length, 'run')} left no result and cannot be resumed: ${fewOf(lost_runs, 5)}. A new plan finds what is left.`,
        ]),
    ...(damaged_runs.length === 0
      ? []
      : [
          `The result of ${count(damaged_runs.length, 'run')} is damaged, so that the new database does not know of it: ${fewOf(damaged_runs, 5)}.`,
        ]),
    ...(lost_baselines === 0
      ? []
      : [
          `What was last written to ${count(lost_baselines, 'product')} of ours was only in the lost database (policy.baseline: local): their values that differ from the source are kept and listed from now on.`,
        ]),
    `A new state database is in ${folder}: ${count(products, 'product')} of ours, ${count(runs, 'run')}, ${count(exports, 'export')}.`,
  ].map(line)
}

interface Verified {
  run_id: string
  ok: boolean
  checked: number
  differences: { field: string; message: string; expected: unknown; live: unknown }[]
}

const FEW = 50

/** What is not as a run left it, and the verdict last. */
export function renderVerified({ run_id, ok, checked, differences }: Verified): string[] {
  const lines = differences.slice(0, FEW).map((one) => line([one.message, ...sidesOf(one)].join(' ')))
  const rest = differences.length - FEW
  return [
    ...lines,
    ...(rest > 0 ? [`… and ${count(rest, 'difference')} more; --json lists them all.`] : []),
    ok
      ? `All that run ${run_id} has written is there: ${count(checked, 'operation')} compared.`
      : `${count(differences.length, 'difference')} from what run ${run_id} has written, in ${count(checked, 'operation')}. Later runs and people may have made them; "sync plan" shows what is to be done.`,
  ]
}

/** What is about a whole object, or about what is to be gone, says all in its message. */
function sidesOf({ field, expected, live }: Verified['differences'][number]): string[] {
  const whole = field === '' || (Array.isArray(expected) && expected.length === 0)
  return whole ? [] : [`Written: ${shown(expected)}; now: ${shown(live)}.`]
}
