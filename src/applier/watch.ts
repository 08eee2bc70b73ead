import { type Diagnostic, diagnostic } from '../model/diagnostic.ts'
import type { Emit } from '../model/event.ts'
import type { KindTraits } from '../model/kinds.ts'
import type { OperationOutcome } from '../model/run.ts'
import { BASELINE_CUT } from '../model/target.ts'
import { mainKind } from '../model/target-kinds.ts'
import { isBad } from './kind-work.ts'
import type { ApplyOptions } from './options.ts'
import type { Ending } from './stop.ts'

interface Watch {
  /** Passes events on. */
  emit: Emit
  /** What the outcomes so far say about the run as a whole. */
  notes: Diagnostic[]
}

/** Ends the run when there were more failures than are accepted, and when the target cuts baselines. */
export function watchOutcomes(
  { emit, maxFailures, unfinished, target }: Pick<ApplyOptions, 'emit' | 'maxFailures' | 'unfinished' | 'target'>,
  end: (ending: Ending) => void,
): Watch {
  const most = maxFailures ?? Number.POSITIVE_INFINITY
  const notes: Diagnostic[] = []
  let bad = [...(unfinished?.outcomes.values() ?? [])].filter(isBad).length
  const look = (outcome: OperationOutcome): void => {
    if (outcome.code === BASELINE_CUT && notes.length === 0) {
      notes.push(cutNote(outcome, mainKind(target.traits)))
      end('target')
    }
    if (!isBad(outcome)) return
    bad += 1
    if (bad > most) end('failures')
  }
  return {
    notes,
    emit(event) {
      emit(event)
      if (event.type === 'run.started' && bad > most) end('failures')
      if (event.type === 'operation.finished') look(event.outcome)
    },
  }
}

function cutNote({ message, hint }: OperationOutcome, { noun: [one] }: KindTraits): Diagnostic {
  return diagnostic({
    severity: 'error',
    code: BASELINE_CUT,
    message: `${message} The run ends, since every further ${one} would meet the same.`,
    hint: hint ?? null,
  })
}
