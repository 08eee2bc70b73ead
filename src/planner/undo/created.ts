import { parseBaseline } from '../../model/baseline.ts'
import { texts } from '../../model/fields.ts'
import type { LiveResource } from '../../model/live.ts'
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
  const objection = removals.objectionTo(live) ?? touched(deed, live, context) ?? notAllowed(context)
  if (objection) {
    block(deed, { action: main.verbs.remove ?? 'delete', ...objection }, context)
    return
  }
  found.leaving.add(live.key)
  for (const [address, name] of removals.names(live)) found.names.set(address, name)
  found.drafts.push(removals.draftOf(live, 'takes back what made it'))
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
