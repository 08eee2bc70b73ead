import type { Action, Plan } from '../../model/plan.ts'
import { count } from '../words.ts'
import { differencesOf } from './differences.ts'
import { counted } from './nouns.ts'

/** What makes an end of something that is gone or stale. */
const ENDING: Action[] = ['update', 'delete', 'unlink']

/** What account and source differ in without anything being written. */
export function openPoints(plan: Plan): string[] {
  const { summary, operations } = plan
  const left = differencesOf(plan)
  const [drift, conflicts, unadopted] = [left.drift.length, left.conflicts.length, left.unadopted.length]
  const touched = new Set(operations.filter(({ action }) => ENDING.includes(action)).map(({ address }) => address))
  const gone = plan.gone.filter(({ address }) => !touched.has(address))
  const lost = plan.stale
    .filter(({ address }) => !touched.has(address))
    .reduce((sum, { targets }) => sum + targets.length, 0)
  const { blocked } = summary
  return [
    ...(drift > 0 ? [`${count(drift, 'value')} drifted`] : []),
    ...(conflicts > 0 ? [`${count(conflicts, 'value')} in conflict`] : []),
    ...(unadopted > 0 ? [`${count(unadopted, 'value')} unadopted`] : []),
    ...(blocked > 0 ? [`${count(blocked, 'operation')} blocked`] : []),
    ...(gone.length > 0 ? [`${counted('product', gone.length)} gone from the source`] : []),
    ...(lost > 0 ? [`${counted('link', lost)} stale`] : []),
  ]
}
