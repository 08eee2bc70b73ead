import { parseBaseline } from '../../model/baseline.ts'
import { diagnostic } from '../../model/diagnostic.ts'
import type { Fields } from '../../model/fields.ts'
import type { LiveResource } from '../../model/live.ts'
import type { Action, Provenance } from '../../model/plan.ts'
import type { Objection } from '../diff/removal.ts'
import type { UndoContext } from './context.ts'
import type { Deed } from './deeds.ts'

/**
 * What an operation was carried out on, as it is now; `null` when it is not there any more, or is another's by now, which
 * is said.
 */
export function liveSubject(deed: Deed, context: UndoContext): LiveResource | null {
  const { input, rows, found, main } = context
  const { key, address, target_id } = deed.operation
  const id = deed.outcome?.target_id ?? target_id
  const live = rows.get(key)
  const [one] = main.noun
  if (!live || (id !== null && live.id !== id)) {
    const message = live
      ? `${address} is another ${one} by now; nothing of it is undone.`
      : `${address} is not there any more; nothing of it is undone.`
    found.diagnostics.push(diagnostic({ severity: 'info', code: 'undo-gone', message, address }))
    return null
  }
  const baseline = parseBaseline(live.fields[input.traits.baseline.path], input.digest)
  if (baseline?.sku === key && baseline.scope !== input.settings.scope) {
    const hint = 'Plan it in the workspace of that scope.'
    block(deed, { code: 'other-scope', message: `The ${one} belongs to scope ${baseline.scope}.`, hint }, context)
    return null
  }
  if (!input.keys.owns(key)) {
    const message = `The SKU of the ${one} is not of the form that sync.yaml gives now.`
    block(deed, { code: 'renamed', message, hint: 'Undo it with the sync.yaml that it was made with.' }, context)
    return null
  }
  return live
}

interface Hindrance extends Objection {
  /** What would have been done; an update unless told. */
  action?: Action
}

/** A finding that stands for what is not undone. */
export function block(
  { operation: { address }, kind }: Deed,
  { action = kind.verbs.update, ...objection }: Hindrance,
  { found }: UndoContext,
): void {
  found.blocked.push({ id: `${action}:${address}`, address, action, ...objection })
}

/** Where the values that undoing writes come from. */
export function originOf({ input: { run } }: UndoContext): Provenance {
  return { source: 'undo', path: run ?? 'plan file' }
}

/** What all creates have in common that bring back what was deleted. */
export function makingAgain({ kind, operation: { key } }: Deed, after: Fields, context: UndoContext) {
  const provenance = Object.fromEntries(Object.keys(after).map((path) => [path, originOf(context)]))
  return { kind, key, action: kind.verbs.create, targetId: null, before: null, after, provenance }
}
