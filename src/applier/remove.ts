import { parseBaseline } from '../model/baseline.ts'
import { isEmpty } from '../model/json.ts'
import type { KindTraits } from '../model/kinds.ts'
import type { LiveResource } from '../model/live.ts'
import type { Operation } from '../model/plan.ts'
import { resourcePrecondition } from '../model/precondition.ts'
import type { OperationOutcome } from '../model/run.ts'
import type { Change } from '../model/target.ts'
import { mainKind } from '../model/target-kinds.ts'
import { sameValue } from '../model/values.ts'
import { different, resolveBefore } from './check.ts'
import type { Done } from './done.ts'
import type { Execution } from './execution.ts'
import { formerOf, withFormer } from './former.ts'
import { changed, foreign, impossible } from './outcomes.ts'
import { type Flat, flat, unresolved, unsupported } from './resolution.ts'
import { meetsBaseline } from './roles.ts'
import type { Subject } from './row-needs.ts'
import { send } from './send.ts'

interface Removed {
  kind: KindTraits
  subject: Subject | null
  live: LiveResource | null
}

/**
 * Deletes a resource. One that carries baselines has to be exactly what this program made of it; of all others the target
 * has to say in the same moment that nothing uses them.
 */
export async function removeResource(
  operation: Operation,
  { kind, subject, live }: Removed,
  execution: Execution,
): Promise<Done | 'outdated' | null> {
  const { target_id: id, key } = operation
  const refused = kind.can.includes(operation.action) ? null : unsupported(operation)
  const impossibility = id === null ? unresolved(operation.address) : refused
  if (impossibility && !impossibility.ok)
    return { outcome: impossible(operation, impossibility.code, impossibility.message) }
  // Under its key stands another one by now: whether the planned one is gone, only its id tells.
  const there = live?.id === id ? live : null
  const conflict = there && objectionTo(operation, there, execution)
  if (conflict) return { outcome: conflict }
  const change: Change = {
    ...{ action: 'delete', kind: kind.name, key, id, fields: {}, parts: [], volatile: [], needs: {} },
    ...(there?.revision === undefined ? {} : { revision: there.revision }),
    ...(subject !== null && there === null ? { unseen: true as const } : {}),
    ...(there === null ? {} : { looked: Object.keys(there.fields).sort() }),
  }
  const former = formerOf(operation, there, execution)
  const sent = await send(operation, { change, former }, execution)
  if (sent === null || sent === 'outdated') return sent
  return withFormer({ outcome: asOurs(sent.outcome, execution) }, former)
}

/** What is gone although an earlier call of this run was never answered: that call has done it. */
function asOurs(outcome: OperationOutcome, { options: { unfinished } }: Execution): OperationOutcome {
  const ours = outcome.outcome === 'adopted' && unfinished?.intents.has(outcome.id) === true
  return ours ? { ...outcome, outcome: 'succeeded' } : outcome
}

/** What the row says against it, `null` when nothing does. */
function objectionTo(operation: Operation, live: LiveResource, execution: Execution): OperationOutcome | null {
  const { traits, baselinePath, digest, scope } = execution.check
  const given = flat(operation, traits)
  if (!given || !meetsBaseline(operation, given.kind, traits)) return null
  const baseline = parseBaseline(live.fields[baselinePath], digest)
  const ours = baseline?.created === true && baseline.sku === live.key && baseline.scope === scope
  if (!ours) return foreign(operation, mainKind(traits).noun)
  const bound = given.kind.bound?.(live.fields) ?? null
  if (bound !== null) return changed(operation, `${operation.address} is not deleted: ${live.key} ${bound}.`)
  const state = { paths: Object.keys(baseline.fields), live, kind: given.kind, baseline: baselinePath }
  const changes = changesSince(given, live, execution)
  const asPlanned = resourcePrecondition(state, digest) === operation.precondition
  return asPlanned && changes.length === 0 ? null : changed(operation, different(operation.address, changes))
}

/** What would be lost with it that the plan does not know of. */
function changesSince(given: Flat, live: LiveResource, { options: { want }, check }: Execution): string[] {
  const { kind, before } = given
  const known = Object.keys(before).filter(
    (path) => path !== kind.keyField && path !== check.baselinePath && !kind.field(path).apart,
  )
  const moved = known.filter(
    (path) => !sameValue(kind.field(path).holds, live.fields[path], resolveBefore(given, path, check)),
  )
  const { gallery, main } = kind.images ?? { gallery: null, main: null }
  const asked = [...new Set([...want.paths, ...[gallery, main].flatMap((path) => path ?? [])])]
  const filled = asked.filter((path) => !Object.hasOwn(before, path) && !isEmpty(live.fields[path]))
  return [...moved.map((path) => `${path} is another`), ...filled.map((path) => `${path} is filled`)]
}
