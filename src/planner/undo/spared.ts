import { parseBaseline } from '../../model/baseline.ts'
import { diagnostic } from '../../model/diagnostic.ts'
import { pointerOf } from '../../model/fields.ts'
import type { Json } from '../../model/json.ts'
import type { LiveResource } from '../../model/live.ts'
import { provenPart } from '../../model/members.ts'
import type { UndoContext } from './context.ts'
import { comparedIn, type Deed } from './deeds.ts'
import type { Reversal } from './fields.ts'

/** What undoing does to each field of a write, by path. */
export type Reversals = ReadonlyMap<string, Reversal>

interface Seen {
  live: LiveResource
  reversals: Reversals
}

/** Says what is not put back: what people changed since, what a later run wrote again, and what cannot be. */
export function reportKept(deed: Deed, { live, reversals }: Seen, context: UndoContext): void {
  const compared = new Set(comparedIn(deed))
  const rewritten: string[] = []
  for (const [path, reversal] of reversals) {
    if (reversal.is === 'stays') remarkOnStaying(deed, { path, why: reversal.why }, context)
    // What goes along with other changes belongs to nobody.
    if (reversal.is !== 'moved' || !compared.has(path)) continue
    if (laterRun({ path, live, deed }, context) === null) reportSpared(deed, { path, reversal }, context)
    else rewritten.push(path)
  }
  if (rewritten.length > 0) remarkOnLaterRun(deed, { rewritten, live }, context)
}

function runOf(live: LiveResource, { input: { traits, digest } }: UndoContext) {
  const baseline = parseBaseline(live.fields[traits.baseline.path], digest)
  return baseline?.sku === live.key ? baseline : null
}

/** The run of ours that wrote the value that is there now; `null` when a person did. */
function laterRun({ path, live, deed }: { path: string; live: LiveResource; deed: Deed }, context: UndoContext) {
  const baseline = runOf(live, context)
  const print = baseline?.fields[path]
  if (!baseline || print === undefined || baseline.run === context.input.run) return null
  const field = deed.kind.field(path)
  return provenPart(live.fields[path], { field, print }, context.input.digest) === undefined ? null : baseline.run
}

function remarkOnLaterRun(
  { operation: { address }, kind }: Deed,
  { rewritten, live }: { rewritten: string[]; live: LiveResource },
  context: UndoContext,
): void {
  const run = runOf(live, context)?.run ?? ''
  const names = rewritten.map((path) => pointerOf(path, kind.groups)).join(', ')
  const message = `${address}: run ${run} wrote ${names} again, which stays as it is.`
  const hint = `To undo that run as well, begin with it: sync undo ${run}`
  context.found.diagnostics.push(diagnostic({ severity: 'warning', code: 'later-run', message, address, hint }))
}

function remarkOnStaying(
  { operation: { address }, kind }: Deed,
  { path, why }: { path: string; why: string },
  { found }: UndoContext,
): void {
  const message = `${address}: ${pointerOf(path, kind.groups)} is not put back; it ${why}.`
  found.diagnostics.push(diagnostic({ severity: 'info', code: 'undo-stays', message, address }))
}

function reportSpared(
  { operation: { address }, kind }: Deed,
  { path, reversal }: { path: string; reversal: Extract<Reversal, { is: 'moved' }> },
  { found, ids }: UndoContext,
): void {
  const { refers } = kind.field(path)
  const shown = (value: Json): Json => {
    if (!refers || refers.byKey || value === null) return value
    const name = (id: Json) => ids.nameOf(refers.kind, String(id))
    return Array.isArray(value) ? value.map(name) : name(value)
  }
  found.drift.push({
    address,
    field: pointerOf(path, kind.groups),
    last_written: shown(reversal.written),
    live: shown(reversal.live),
    desired: shown(reversal.value),
    decision: 'spared',
  })
}
