import { addressOf, parseAddress } from '../../model/address.ts'
import { parseBaseline } from '../../model/baseline.ts'
import { counted } from '../../model/counted.ts'
import { diagnostic } from '../../model/diagnostic.ts'
import { texts } from '../../model/fields.ts'
import type { KindTraits, Owner } from '../../model/kinds.ts'
import type { Address } from '../../model/plan.ts'
import { membersPrecondition } from '../../model/precondition.ts'
import type { UndoContext } from './context.ts'
import type { Deed } from './deeds.ts'
import { isLinking, membersAdded, membersRemoved } from './pairs.ts'
import { seriesOf } from './series.ts'
import { block, originOf } from './subject.ts'

/** A pair that comes back, by the key of its relation. */
export interface Pair {
  kind: KindTraits
  /** `SERIES.SOURCE` */
  relation: string
  target: string
}

/**
 * Takes out the members that one operation added and that are still there. What is deleted takes its relations along; only
 * those that no baseline names are taken out before, so that undoing this knows of them.
 */
export function undoLink(deed: Deed, context: UndoContext): void {
  const { ids, rows, found, main } = context
  const { kind, operation } = deed
  const owner = kind.owner?.(operation.key)
  const source = owner && rows.get(owner.key)
  if (!owner || !source) return
  const there = new Set(texts(source.fields[owner.path]))
  const going = membersAdded(deed, ids)
    .filter((id) => there.has(id))
    .map((id) => ({ id, address: ids.nameOf(main.name, id) }))
    .filter(({ address }) => !goesAlong(owner, keyOf(address), context))
    .sort((a, b) => (a.address < b.address ? -1 : 1))
  if (going.length === 0) return
  const action = kind.verbs.remove
  if (action === undefined) {
    const message = `${context.input.traits.title} is not asked to remove ${kind.noun[1]}.`
    block(deed, { action: 'unlink', code: 'unsupported', message, hint: 'Remove them there.' }, context)
    return
  }
  const members = going.map(({ address }) => address)
  for (const key of [owner.key, ...members.map(keyOf)]) found.leaving.get(key)?.add(`${action}:${operation.address}`)
  found.drafts.push(
    context.draftOf({
      kind,
      key: operation.key,
      action,
      targetId: source.id,
      before: { [MEMBERS]: members },
      after: { [MEMBERS]: [] },
      precondition: membersPrecondition(MEMBERS, members.map(keyOf), context.input.digest),
      provenance: { [MEMBERS]: originOf(context) },
      reason: `the run linked ${counted(members.length, ...main.noun)}`,
      dependsOn: [],
      refs: refsOf(
        [addressOf(owner.definition.kind, owner.definition.key), addressOf(main.name, owner.key), ...members],
        context,
      ),
    }),
  )
}

/** True for a pair that goes with one of its ends, and that a baseline brings back with it. */
function goesAlong({ key, series }: Owner, target: string, context: UndoContext): boolean {
  const { found, rows, input } = context
  if (!found.leaving.has(target) && (!found.leaving.has(key) || found.rewritten.has(target))) return false
  const baseline = parseBaseline(rows.get(target)?.fields[input.traits.baseline.path], input.digest)
  const name = seriesOf(context).find(({ label }) => label === series)?.name ?? series
  return baseline?.sku === target && baseline.links[name]?.includes(key) === true
}

/** The members that one operation took out. */
export function pairsOf(deed: Deed): Pair[] {
  if (!deed.kind.owner || isLinking(deed)) return []
  const { kind, operation } = deed
  return membersRemoved(deed).map((target) => ({ kind, relation: operation.key, target: keyOf(target) }))
}

/** Links again what was taken out, or went with what is made again. One operation per relation. */
export function linkAgain(pairs: readonly Pair[], context: UndoContext): void {
  const { keys } = context.input
  const [ours, others] = [true, false].map((own) => pairs.filter(({ target }) => keys.owns(target) === own))
  if (others?.[0]) remarkOnOtherForm(others, context)
  const grouped = Map.groupBy(ours ?? [], ({ kind, relation }) => addressOf(kind.name, relation))
  for (const address of [...grouped.keys()].sort()) {
    const [first, ...rest] = grouped.get(address) ?? []
    if (first) linkOne(first, new Set([first, ...rest].map(({ target }) => target)), context)
  }
}

/** An apply links nothing whose key is of another form, so nothing is planned that it would refuse. */
function remarkOnOtherForm(pairs: readonly Pair[], { found, main }: UndoContext): void {
  const keys = [...new Set(pairs.map(({ target }) => target))].sort()
  const message = `Links to ${counted(keys.length, ...main.noun)} do not come back, because their SKUs are not of the form that sync.yaml gives: ${keys.slice(0, 5).join(', ')}${keys.length > 5 ? ', …' : ''}.`
  found.diagnostics.push(diagnostic({ severity: 'warning', code: 'undo-links', message }))
}

function linkOne({ kind, relation }: Pair, targets: Set<string>, context: UndoContext): void {
  const { rows, found, main, draftOf, input } = context
  const owner = kind.owner?.(relation)
  if (!owner) return
  const source = rows.get(owner.key)
  const there = new Set(texts(source?.fields[owner.path]))
  const willBe = (key: string) => (rows.has(key) && !found.leaving.has(key)) || found.coming.has(key)
  if (!willBe(owner.key)) return
  const added = [...targets].filter((key) => willBe(key) && !there.has(rows.get(key)?.id ?? '')).sort()
  if (added.length === 0) return
  const involved = [owner.key, ...added]
  found.drafts.push(
    draftOf({
      kind,
      key: relation,
      action: kind.verbs.create,
      targetId: source?.id ?? null,
      before: { [MEMBERS]: [] },
      after: { [MEMBERS]: added.map((key) => addressOf(main.name, key)) },
      precondition: membersPrecondition(MEMBERS, [], input.digest),
      provenance: { [MEMBERS]: originOf(context) },
      reason: `links ${counted(added.length, ...main.noun)} again`,
      dependsOn: involved
        .filter((key) => found.coming.has(key))
        .map((key) => `${main.verbs.create}:${addressOf(main.name, key)}`),
      refs: refsOf(
        [
          addressOf(owner.definition.kind, owner.definition.key),
          ...involved.filter((key) => !found.coming.has(key)).map((key) => addressOf(main.name, key)),
        ],
        context,
      ),
    }),
  )
}

/** The one field of a relation. */
const MEMBERS = 'targets'

function keyOf(address: Address): string {
  return parseAddress(address).key
}

function refsOf(addresses: Address[], { ids }: UndoContext): { [address: Address]: string } {
  return Object.fromEntries(
    addresses.flatMap((address) => {
      const id = ids.find(address)
      return id === null ? [] : [[address, id]]
    }),
  )
}
