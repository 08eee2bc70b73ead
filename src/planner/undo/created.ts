import { addressOf } from '../../model/address.ts'
import { parseBaseline } from '../../model/baseline.ts'
import { texts } from '../../model/fields.ts'
import type { LiveResource } from '../../model/live.ts'
import type { Address } from '../../model/plan.ts'
import { comparedPaths } from '../../model/precondition.ts'
import type { Objection } from '../diff/removal.ts'
import type { UndoContext } from './context.ts'
import type { Deed } from './deeds.ts'
import { reverseField } from './fields.ts'
import { pairsMade } from './pairs.ts'
import { seriesOf } from './series.ts'
import { block, liveSubject } from './subject.ts'
import { isOfDeed } from './text.ts'

/** Deletes what a run has made, if nobody has touched it since and deletes are allowed. */
export function undoCreate(deed: Deed, context: UndoContext): void {
  const { removals, found, main } = context
  const live = liveSubject(deed, context)
  if (!live) return
  const { kept, leaving } = belongingTo(live, context)
  const objection =
    removals.objectionTo(live) ?? touched(deed, live, context) ?? notAllowed(context) ?? stillBound(kept, context)
  if (objection) {
    block(deed, { action: main.verbs.remove ?? 'delete', ...objection }, context)
    return
  }
  found.leaving.set(live.key, new Set(leaving))
}

/** What refers to a resource: addresses of what stays, and the operations that delete the rest. */
function belongingTo({ id }: LiveResource, { below }: UndoContext): { kept: Address[]; leaving: string[] } {
  const kept: Address[] = []
  const leaving: string[] = []
  for (const { main, holders, found } of below)
    for (const key of holders.get(id) ?? []) {
      const address = addressOf(main.name, key)
      if (found.leaving.has(key)) leaving.push(`${main.verbs.remove}:${address}`)
      else kept.push(address)
    }
  return { kept, leaving }
}

function stillBound([first, ...others]: Address[], { main }: UndoContext): Objection | null {
  if (first === undefined) return null
  const more = others.length === 0 ? '' : ` and ${others.length} more`
  const message = `${first}${more} still ${others.length === 0 ? 'belongs' : 'belong'} to the ${main.noun[0]}.`
  return { code: 'bound', message, hint: 'Undo what made that first, or leave it as it is.' }
}

/** The deletes themselves, after what takes relations apart that nothing would bring back with what is made again. */
export function deleteLeaving({ removals, found, rows }: UndoContext): void {
  for (const [key, unlinks] of found.leaving) {
    const live = rows.get(key)
    if (!live) continue
    for (const [address, name] of removals.names(live)) found.names.set(address, name)
    found.drafts.push(removals.draftOf(live, 'takes back what made it', [...unlinks]))
  }
}

/** Deletes are told apart from everything else that undoing does. */
export function notAllowed({ input: { allowDeletes } }: Pick<UndoContext, 'input'>): Objection | null {
  if (allowDeletes) return null
  return {
    code: 'threshold',
    message: 'Undoing what made it would delete it.',
    hint: 'Undo with --allow-deletes if that is meant.',
  }
}

function touched(deed: Deed, live: LiveResource, context: UndoContext): Objection | null {
  const { input, main } = context
  const [one] = main.noun
  const text = live.fields[input.traits.baseline.path] ?? null
  const baseline = parseBaseline(text, input.digest)
  if (!isOfDeed(deed, { text, baseline }, input.run)) {
    const run = baseline?.run ?? ''
    const message = `Run ${run} wrote the ${one} again since it was made.`
    return { code: 'changed', message, hint: `Undo that run first: sync undo ${run}` }
  }
  const moved = movedSince(deed, live, context)
  if (moved.length > 0) {
    const message = `The ${one} does not hold what the plan wanted to write: ${moved.join(', ')}.`
    return { code: 'changed', message, hint: 'Delete it by hand if nothing of that is needed.' }
  }
  const strange = linksOfOthers(live, context)
  if (strange === 0) return null
  const message = `People have linked the ${one} to ${strange === 1 ? 'another' : `${strange} others`} since it was made.`
  return { code: 'changed', message, hint: 'Remove the links, or leave it as it is.' }
}

/** With a journal the baseline has proven it; without one only what is there can agree with the plan. */
function movedSince(deed: Deed, live: LiveResource, context: UndoContext): string[] {
  if (deed.outcome !== null) return []
  return comparedPaths(deed.after, deed.operation.baseline, deed.kind).filter(
    (path) => reverseField({ deed, path, live: live.fields }, context).is === 'moved',
  )
}

/** What the resource is linked to without the run having done it: that would be lost with it. */
function linksOfOthers({ key, fields }: LiveResource, context: UndoContext): number {
  const made = pairsMade(context)
  const strange = seriesOf(context).flatMap(({ label, kind }) => {
    const owner = kind.owner?.(`${label}.${key}`)
    const ours = made.get(`${kind.name}.${label}.${key}`)
    return owner ? texts(fields[owner.path]).filter((id) => !ours?.has(id)) : []
  })
  return strange.length
}
