import type { Plan } from '../../model/plan.ts'
import { count } from '../words.ts'
import { counted } from './nouns.ts'

/** What account and source differ in without anything being written. */
export function openPoints({ summary, gone, stale }: Plan): string[] {
  const { drift, conflicts, unadopted, blocked } = summary
  const lost = stale.reduce((sum, { targets }) => sum + targets.length, 0)
  return [
    ...(drift > 0 ? [`${count(drift, 'value')} drifted`] : []),
    ...(conflicts > 0 ? [`${count(conflicts, 'value')} in conflict`] : []),
    ...(unadopted > 0 ? [`${count(unadopted, 'value')} unadopted`] : []),
    ...(blocked > 0 ? [`${count(blocked, 'operation')} blocked`] : []),
    ...(gone.length > 0 ? [`${counted('product', gone.length)} gone from the source`] : []),
    ...(lost > 0 ? [`${counted('link', lost)} stale`] : []),
  ]
}
