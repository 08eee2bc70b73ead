import { isDeepStrictEqual } from 'node:util'
import type { Changes, OtherChange, ValueChange } from '../report/report.ts'
import { strong } from '../report/report.ts'
import { type FieldChange, isReferences } from './fields.ts'
import type { Terms, Update } from './group.ts'
import { originOf } from './marks.ts'
import { fieldName } from './nouns.ts'
import { listChange, referenceName } from './pictures.ts'
import { removalPhrase } from './removed-parts.ts'

/** One product with everything that changes in it. */
export function byProduct({ operation, changes }: Update, terms: Terms): Changes {
  return {
    is: 'changes',
    sign: 'change',
    title: [strong(operation.key)],
    changes: together(changes).map(({ names, change }) => shownChange(operation, { names, change }, terms)),
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
    const same = groups.find((group) => isDeepStrictEqual(sidesOf(group.change), sidesOf(change)))
    if (same) same.names.push(fieldName(change.pointer))
    else groups.push({ names: [fieldName(change.pointer)], change })
  }
  return groups
}

function sidesOf({ from, to, part }: FieldChange): unknown[] {
  return [from, to, part]
}

export function shownChange(
  operation: Update['operation'],
  { names, change }: Named,
  terms: Terms,
): ValueChange | OtherChange {
  const { pointer, from, to } = change
  const name = names.join(', ')
  const removed = removalPhrase(change)
  if (removed) return { name, phrase: removed }
  if (isReferences(to, terms.kinds) || isReferences(from, terms.kinds)) {
    return listChange(operation, { name, from: (from ?? []) as string[], to: (to ?? []) as string[] }, terms.names)
  }
  const note = originOf(operation, pointer)
  return { name, from: fileName(from, terms), to: fileName(to, terms), ...(note === null ? {} : { note }) }
}

/** A reference to an image is shown by its file name. */
function fileName(value: FieldChange['from'], { kinds, names }: Terms): FieldChange['from'] {
  return isReferences([value], kinds) ? referenceName(String(value), names) : value
}
