import { addressOf, parseAddress } from '../../model/address.ts'
import { texts } from '../../model/fields.ts'
import type { Named } from '../../model/target.ts'
import { imageKind, isJoining, mainKind, subjectOf } from '../../model/target-kinds.ts'
import { type Deed, deedsOf } from './deeds.ts'
import type { UndoInput } from './types.ts'

/** What undoing has to know of the target. */
export interface Questions {
  /** Resources by exact key. */
  named: Named[]
  /** Keys of the main kind that the plan made. */
  made: string[]
  /** Fields of the main kind that were written, whatever the workspace manages today. */
  paths: string[]
  /** True when only a read of everything tells: whether something shows a picture, belongs to what goes, or names what comes back. */
  whole: boolean
  /** True when it has to be known which uploaded pictures are left. */
  pictures: boolean
}

/** Pure, as undoing itself: what to read before it can be planned. */
export function questionsOf(input: Pick<UndoInput, 'operations' | 'outcomes' | 'traits' | 'allowDeletes'>): Questions {
  const { traits, allowDeletes } = input
  const main = mainKind(traits)
  const image = imageKind(traits)
  const deeds = deedsOf(input)
  const removes = ({ kind, operation }: Deed) => operation.action === kind.verbs.remove
  const pictures = deeds.some((deed) => deed.kind.name === image?.name && !removes(deed))
  const named = deeds.flatMap((deed) => namedBy(deed, input))
  const paths = deeds
    .filter(({ kind, operation }) => kind.name === main.name && operation.action !== 'adopt')
    .flatMap(({ before, after }) => Object.keys({ ...before, ...after }))
  return {
    named: [...new Map(named.map((one) => [addressOf(one.kind, one.key), one])).values()],
    made: deeds.filter(({ kind, operation }) => kind === main && operation.action === main.verbs.create).map(keyOf),
    paths: [...new Set(paths)].filter((path) => path !== main.keyField && path !== traits.baseline.path).sort(),
    whole:
      ((pictures || isJoining(traits)) && allowDeletes) ||
      deeds.some((deed) => deed.kind.name === main.name && removes(deed)),
    pictures,
  }
}

function keyOf({ operation: { key } }: Deed): string {
  return key
}

function namedBy(deed: Deed, { traits }: Pick<UndoInput, 'traits'>): Named[] {
  const { kind, operation, before, after } = deed
  if (kind.madeOf === 'definition' || kind.madeOf === 'image') return []
  const main = mainKind(traits)
  const owner = kind.owner?.(operation.key)
  const members = owner ? [...Object.values(before), ...Object.values(after)].flatMap(texts) : []
  const definition = owner ? [owner.definition] : []
  return [
    subjectOf(kind, operation.key),
    ...definition,
    ...members.map(parseAddress).filter(({ kind }) => kind === main.name),
  ]
}
