import { isDeepStrictEqual } from 'node:util'
import type { Changes, OtherChange, ValueChange } from '../report/report.ts'
import { strong } from '../report/report.ts'
import { type FieldChange, isReferences } from './fields.ts'
import type { Update } from './group.ts'
import { originOf } from './marks.ts'
import { fieldName } from './nouns.ts'
import { listChange } from './pictures.ts'

/** One product with everything that changes in it. */
export function byProduct({ operation, changes }: Update, kinds: ReadonlySet<string>): Changes {
  return {
    is: 'changes',
    sign: 'change',
    title: [strong(operation.key)],
    changes: together(changes).map(({ names, change }) => shownChange(operation, { names, change }, kinds)),
    more: 0,
  }
}

interface Named {
  names: string[]
  change: FieldChange
}

/** Fields that change in the same way are told once. */
function together(changes: FieldChange[]): Named[] {
  const groups: Named[] = []
  for (const change of changes) {
    const same = groups.find((group) =>
      isDeepStrictEqual([group.change.from, group.change.to], [change.from, change.to]),
    )
    if (same) same.names.push(fieldName(change.pointer))
    else groups.push({ names: [fieldName(change.pointer)], change })
  }
  return groups
}

export function shownChange(
  operation: Update['operation'],
  { names, change }: Named,
  kinds: ReadonlySet<string>,
): ValueChange | OtherChange {
  const { pointer, from, to } = change
  const name = names.join(', ')
  if (isReferences(to, kinds) || isReferences(from, kinds)) {
    return listChange(operation, { name, from: (from ?? []) as string[], to: (to ?? []) as string[] })
  }
  const note = originOf(operation, pointer)
  return { name, from: fileName(from, kinds), to: fileName(to, kinds), ...(note === null ? {} : { note }) }
}

/** A reference to an image is shown by its file name. */
function fileName(value: FieldChange['from'], kinds: ReadonlySet<string>): FieldChange['from'] {
  return isReferences([value], kinds) ? String(value).slice(String(value).indexOf('.') + 1) : value
}
