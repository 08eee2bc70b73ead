import type { RunResult } from '../../src/model/run.ts'
import { makeUndo } from '../../src/services/undo.ts'
import { digest, EVERYTHING } from '../support/boots.ts'
import { carryOut, type OddDesk, reach } from './desk.ts'

/** Undoes a run: plans it and carries it out. */
export async function putBack(desk: OddDesk, run: string): Promise<RunResult> {
  const { target } = reach(desk)
  const { workspace, state, clock } = desk
  const program = { name: 'catalog-sync', version: '0.1.0' }
  const plan = await makeUndo(
    {
      ...{ named: run, state, target, workspace, clock, digest, program },
      ...{ selection: EVERYTHING, allowDeletes: false, profile: null },
    },
    new AbortController().signal,
  )
  return carryOut(desk, { plan })
}
