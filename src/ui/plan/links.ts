import type { Operation } from '../../model/plan.ts'
import { atFirstDot } from '../words.ts'
import { keyOf } from './nouns.ts'

export interface Links {
  relationship: string
  /** Key of the resource that they begin at. */
  source: string
  /** Keys of what they lead to. */
  added: string[]
  removed: string[]
}

/** What an operation on links changes, not what there is in the end. */
export function linksOf({ key, before, after }: Operation): Links {
  const [relationship, source] = atFirstDot(key)
  const old = new Set((before?.targets as string[] | undefined) ?? [])
  const wanted = new Set(after.targets as string[])
  return {
    relationship,
    source,
    added: [...wanted].filter((target) => !old.has(target)).map(keyOf),
    removed: [...old].filter((target) => !wanted.has(target)).map(keyOf),
  }
}
