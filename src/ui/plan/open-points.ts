import type { Json } from '../../model/json.ts'
import type { Operation, Plan } from '../../model/plan.ts'
import { count } from '../words.ts'
import { differencesOf } from './differences.ts'
import { counted, countedAt } from './nouns.ts'

/** What account and source differ in without anything being written. */
export function openPoints(plan: Plan): string[] {
  const { summary, operations, rejected = [] } = plan
  const left = differencesOf(plan)
  const [drift, conflicts, unadopted] = [left.drift.length, left.conflicts.length, left.unadopted.length]
  const ended = endedBy(operations)
  const gone = plan.gone.filter(({ address }) => !ended.has(address))
  const stale = plan.stale.flatMap(({ address, targets }) =>
    targets.filter((target) => !ended.has(`${address} ${target}`)),
  )
  const { blocked } = summary
  return [
    ...(drift > 0 ? [`${count(drift, 'value')} drifted`] : []),
    ...(conflicts > 0 ? [`${count(conflicts, 'value')} in conflict`] : []),
    ...(unadopted > 0 ? [`${count(unadopted, 'value')} unadopted`] : []),
    ...(blocked > 0 ? [`${count(blocked, 'operation')} blocked`] : []),
    ...(gone.length > 0 ? [`${countedAt(gone.map(({ address }) => address))} gone from the source`] : []),
    ...(rejected.length > 0 ? [`${count(rejected.length, 'item')} rejected`] : []),
    ...(stale.length > 0 ? [`${counted('link', stale.length)} stale`] : []),
  ]
}

/** Addresses of what is gone and is marked or deleted, and pairs that are unlinked. */
function endedBy(operations: Operation[]): ReadonlySet<string> {
  return new Set(
    operations.flatMap(({ action, address, before }) => {
      if (action === 'update' || action === 'delete') return [address]
      return action === 'unlink' ? listed(before?.targets).map((target) => `${address} ${target}`) : []
    }),
  )
}

function listed(targets: Json | undefined): string[] {
  return Array.isArray(targets) ? targets.map(String) : []
}
