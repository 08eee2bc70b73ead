import { counted, either } from '../../model/counted.ts'
import { diagnostic } from '../../model/diagnostic.ts'
import { flatten } from '../../model/fields.ts'
import { isEmpty } from '../../model/json.ts'
import { partGroups } from '../../model/target-kinds.ts'
import { type Showcase, whereShown } from '../diff/shown.ts'
import type { UndoContext } from './context.ts'
import { notAllowed } from './created.ts'
import type { Deed } from './deeds.ts'
import { block, makingAgain } from './subject.ts'

/** Uploads again what was deleted, from where it came. */
export function undoPictureDelete(deed: Deed, context: UndoContext): void {
  const { kind, before } = deed
  const fields = Object.keys(before).filter((path) => path !== kind.keyField)
  if (fields.length === 0 || fields.some((path) => isEmpty(before[path]))) {
    const message = `It is not known where the ${kind.noun[0]} came from.`
    block(
      deed,
      { action: kind.verbs.create, code: 'image', message, hint: 'Plan again: it is uploaded if the source shows it.' },
      context,
    )
    return
  }
  context.found.drafts.push(
    context.draftOf({
      ...makingAgain(deed, before, context),
      reason: 'uploads again what was deleted',
      dependsOn: [],
      refs: {},
    }),
  )
}

/** Deletes the pictures that a run has uploaded and that nothing shows once everything else is undone. */
export function undoUploads(uploads: readonly Deed[], context: UndoContext): void {
  const known = uploads.flatMap((deed) => {
    const id = deed.outcome?.target_id ?? context.ids.find(deed.operation.address)
    const isGone = id === null || context.input.uploaded?.has(id) === false
    return isGone ? [] : [{ deed, id }]
  })
  const shown = whereShown(new Set(known.map(({ id }) => id)), showcaseOf(context))
  const inUse: string[] = []
  for (const { deed, id } of known) {
    const objection = objectionTo(deed, context)
    const showing = shown.get(id)
    if (objection) block(deed, { action: deed.kind.verbs.remove ?? 'delete', ...objection }, context)
    else if (showing?.stays) inUse.push(deed.operation.address)
    else deletePicture(deed, { id, after: showing?.until ?? [] }, context)
  }
  if (inUse.length > 0) remarkOnUse(inUse, context)
}

function showcaseOf({ rows, found, ids, input }: UndoContext): Showcase {
  const { drafts } = found
  const leaving = new Set(found.leaving.keys())
  const groups = partGroups(input.traits)
  return {
    ...{ rows: rows.values(), drafts, leaving },
    writtenBy({ kind, operation }) {
      const flat = flatten(operation.after, kind.groups, groups)
      return Object.fromEntries(
        Object.entries(flat).map(([path, value]) => [path, ids.stored(kind.field(path), value)]),
      )
    },
  }
}

function objectionTo({ kind }: Deed, context: UndoContext) {
  const { input } = context
  const [, many] = kind.noun
  if (kind.verbs.remove === undefined) {
    const message = `${input.traits.title} is not asked to delete ${many}.`
    return { code: 'unsupported' as const, message, hint: 'Delete them there.' }
  }
  const refused = notAllowed(context)
  if (refused || (input.whole && input.live.complete)) return refused
  const message = `It cannot be said whether anything shows the ${kind.noun[0]}, since the account could not be read as a whole.`
  return { code: 'partial-export' as const, message, hint: 'Undo again; the warning says what was in the way.' }
}

function deletePicture(deed: Deed, { id, after }: { id: string; after: string[] }, context: UndoContext): void {
  const { kind, operation } = deed
  context.found.drafts.push(
    context.draftOf({
      kind,
      key: operation.key,
      action: kind.verbs.remove ?? 'delete',
      targetId: id,
      before: deed.after,
      after: {},
      provenance: {},
      reason: 'takes back what uploaded it; nothing shows it any more',
      dependsOn: [...new Set(after)],
      refs: {},
    }),
  )
}

const NAMED = 5

function remarkOnUse(addresses: string[], { found, main, image }: UndoContext): void {
  const [one, many] = image?.noun ?? ['image', 'images']
  const number = addresses.length
  const names = `${addresses.slice(0, NAMED).join(', ')}${number > NAMED ? ', …' : ''}`
  const message = `${counted(number, one, many)} of the run ${either(number, 'stays', 'stay')}, because ${main.noun[1]} show ${either(number, 'it', 'them')}: ${names}.`
  found.diagnostics.push(diagnostic({ severity: 'info', code: 'undo-in-use', message }))
}
