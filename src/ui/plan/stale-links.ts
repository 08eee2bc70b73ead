import type { Stale } from '../../model/plan.ts'
import { counted } from './nouns.ts'

/** `2 pairs` */
export function linksText(list: Stale[]): string {
  return counted(
    'link',
    list.reduce((total, { targets }) => total + targets.length, 0),
  )
}
