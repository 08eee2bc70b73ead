import type { KindWork } from '../model/event.ts'
import type { Operation } from '../model/plan.ts'
import type { OperationOutcome } from '../model/run.ts'
import type { TargetTraits } from '../model/target.ts'

const BAD: readonly OperationOutcome['outcome'][] = ['failed', 'conflict', 'skipped']

/** True for what a person has to look at. */
export function isBad({ outcome }: Pick<OperationOutcome, 'outcome'>): boolean {
  return BAD.includes(outcome)
}

/** What a run has to do, kind by kind in the order in which they are made, and what is done of it. */
export function workByKind(
  operations: readonly Operation[],
  outcomes: ReadonlyMap<string, OperationOutcome>,
  { kinds }: Pick<TargetTraits, 'kinds'>,
): KindWork[] {
  const groups = Map.groupBy(operations, ({ kind }) => kind)
  return kinds.flatMap(({ name, noun }) => {
    const own = groups.get(name) ?? []
    const known = own.flatMap(({ id }) => outcomes.get(id) ?? [])
    const [one, many] = noun
    const having = (wanted: OperationOutcome['outcome']) => known.filter(({ outcome }) => outcome === wanted).length
    const bad = { failed: having('failed'), conflict: having('conflict'), skipped: having('skipped') }
    const counts = { operations: own.length, done: known.length, ...bad }
    return own.length > 0 ? [{ kind: name, noun: [one, many] as const, ...counts }] : []
  })
}
