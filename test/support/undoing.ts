import type { Plan } from '../../src/model/plan.ts'
import { makeUndo, type UndoRequest } from '../../src/services/undo.ts'
import { digest, EVERYTHING } from './boots.ts'
import { type Desk, workspaceOf } from './world-desk.ts'

const { signal } = new AbortController()

/** The plan that undoes a run or a plan file, made at a desk. */
export function undo(desk: Desk, named: string, more: Partial<UndoRequest> = {}): Promise<Plan> {
  const { target, state, clock } = desk
  return makeUndo(
    {
      ...{ named, target, state, clock, digest },
      workspace: workspaceOf(desk),
      selection: EVERYTHING,
      allowDeletes: false,
      program: { name: 'catalog-sync', version: '0.1.0' },
      profile: null,
      ...more,
    },
    signal,
  )
}
