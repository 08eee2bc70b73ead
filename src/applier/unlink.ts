import { texts } from '../model/fields.ts'
import type { KindTraits } from '../model/kinds.ts'
import type { LiveResource } from '../model/live.ts'
import type { Address, Operation } from '../model/plan.ts'
import type { Change } from '../model/target.ts'
import { mainKind } from '../model/target-kinds.ts'
import type { Done } from './done.ts'
import type { Execution } from './execution.ts'
import { adopted, goneTargets, impossible, partlyRemoved } from './outcomes.ts'
import { additions, flat, unresolved, unsupported } from './resolution.ts'
import { findSubject } from './resolve-subject.ts'
import { send } from './send.ts'

interface Slice {
  kind: KindTraits
  live: LiveResource | null
  withheld: ReadonlySet<Address>
}

/**
 * Takes members out of a slice of another resource. Those that are not there any more are left out, whoever removed them;
 * one of which nobody but the plan says that it is ours stays, and is named.
 */
export async function removeMembers(
  operation: Operation,
  { kind, live, withheld }: Slice,
  execution: Execution,
): Promise<Done | 'outdated' | null> {
  const { check, options } = execution
  const found = findMembers(operation, live, execution)
  if ('impossible' in found) return { outcome: impossible(operation, 'unresolved', found.impossible) }
  const kept = found.there.filter(([address]) => withheld.has(address)).map(([address]) => address)
  const going = found.there.flatMap(([address, id]) => (withheld.has(address) ? [] : [id]))
  const { noun } = mainKind(check.traits)
  const series = kind.owner?.(operation.key).series ?? ''
  if (going.length === 0) {
    if (kept.length > 0) return { outcome: goneTargets(operation, { targets: kept, noun }) }
    const outcome = adopted(operation)
    // The call of an earlier attempt has left, and they were there before it.
    const ours = options.unfinished?.intents.has(operation.id) === true
    const unlinked = { relationship: series, targets: found.planned }
    return { outcome: ours ? { ...outcome, outcome: 'succeeded', unlinked } : outcome }
  }
  const sent = await send(operation, { change: changeOf(operation, { ...found, kind, live, going }) }, execution)
  if (sent === null || sent === 'outdated') return sent
  const { outcome } = sent
  const done =
    outcome.outcome === 'succeeded' ? { ...outcome, unlinked: { relationship: series, targets: going } } : outcome
  return { outcome: kept.length > 0 ? partlyRemoved(done, kept, noun) : done }
}

interface Found {
  subject: Pick<Change, 'id' | 'needs'>
  path: string
  /** What is linked at the moment, by id. */
  members: string[]
  /** Ids of all that the plan removes, and with their addresses those that are there. */
  planned: string[]
  there: [address: Address, id: string][]
}

function findMembers(
  operation: Operation,
  live: LiveResource | null,
  { check: { ids, traits } }: Execution,
): Found | { impossible: string } {
  const given = flat(operation, traits)
  const owner = given?.kind.owner?.(operation.key)
  if (!given || !owner) return { impossible: messageOf(unsupported(operation)) }
  const subject = findSubject(given, ids)
  if ('unknown' in subject) return { impossible: messageOf(unresolved(subject.unknown)) }
  const [path = 'targets'] = Object.keys(given.before)
  const removed = additions(given.after[path], given.before[path])
  const pairs = removed.map((address) => [address, ids.find(operation, address)] as const)
  const unknown = pairs.find(([, id]) => id === null)
  if (unknown) return { impossible: messageOf(unresolved(unknown[0])) }
  const known = pairs as [Address, string][]
  const members = texts(live?.fields[owner.path])
  const there = known.filter(([, id]) => members.includes(id))
  return { subject, path, members, planned: known.map(([, id]) => id), there }
}

function messageOf(resolved: ReturnType<typeof unresolved>): string {
  return resolved.ok ? '' : resolved.message
}

function changeOf(
  { key }: Operation,
  {
    kind,
    live,
    going,
    subject,
    path,
    members,
  }: Found & { kind: KindTraits; live: LiveResource | null; going: string[] },
): Change {
  const whole = kind.lists === 'whole'
  return {
    action: whole ? 'update' : 'delete',
    kind: kind.name,
    key,
    ...(live?.revision === undefined ? {} : { revision: live.revision }),
    fields: { [path]: whole ? members.filter((id) => !going.includes(id)) : going },
    parts: [],
    volatile: [],
    ...subject,
  }
}
