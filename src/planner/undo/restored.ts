import { addressOf, foreignAddress } from '../../model/address.ts'
import { type Baseline, parseBaseline } from '../../model/baseline.ts'
import type { Fields } from '../../model/fields.ts'
import type { Json } from '../../model/json.ts'
import { liveOf } from '../../model/live.ts'
import type { BaselineChange } from '../../model/plan.ts'
import type { UndoContext } from './context.ts'
import type { Deed } from './deeds.ts'
import type { Pair } from './relations.ts'
import { pictureOf, type References } from './returning.ts'
import { seriesOf } from './series.ts'
import { block, makingAgain } from './subject.ts'

/** Makes again what was deleted, with its values, its pictures and the links that its baseline names. */
export function undoDelete(deed: Deed, context: UndoContext): Pair[] {
  const { rows, found, input } = context
  const { kind, operation, before } = deed
  const path = input.traits.baseline.path
  const live = rows.get(operation.key)
  const { [path]: text = null, ...values } = before
  if (live) {
    if (live.fields[path] !== text) block(deed, { action: kind.verbs.create, ...inTheWay(context) }, context)
    return []
  }
  const baseline = parseBaseline(text, input.digest)
  const making = makingOf(deed, values, context)
  const change = changeOf(baseline, { text, making }, context)
  found.coming.add(operation.key)
  found.drafts.push(
    context.draftOf({
      ...makingAgain(deed, making.after, context),
      reason: 'makes again what was deleted',
      dependsOn: [...making.makers],
      refs: making.refs,
      baseline: change,
    }),
  )
  return baseline === null ? [] : pairsOfBaseline(baseline, context)
}

function inTheWay({ main }: UndoContext) {
  const message = `There is a ${main.noun[0]} of this SKU again.`
  return { code: 'exists' as const, message, hint: 'Leave it as it is, or delete it and undo again.' }
}

interface Making extends References {
  after: Fields
}

/** Its fields in addresses: a picture that was deleted along comes by its name, all others by their ids. */
function makingOf({ kind }: Deed, values: Fields, context: UndoContext): Making {
  const making: Making = { after: {}, refs: {}, makers: new Set(), renewed: false }
  for (const [path, value] of Object.entries(values)) {
    const { refers } = kind.field(path)
    making.after[path] = refers
      ? referred(value, { kind: refers.kind, byKey: refers.byKey === true, making }, context)
      : value
  }
  for (const { path } of kind.constants ?? []) {
    const { refers } = kind.field(path)
    const [there] = refers ? liveOf(context.input.live, refers.kind) : []
    if (!there || making.after[path] !== undefined) continue
    making.after[path] = there.key
    making.refs[addressOf(there.kind, there.key)] = there.id
  }
  return making
}

function referred(
  value: Json,
  { kind, byKey, making }: { kind: string; byKey: boolean; making: Making },
  context: UndoContext,
): Json {
  const one = (member: Json): Json => {
    if (!byKey) return pictureOf(String(member), { kind, references: making }, context)
    const address = addressOf(kind, String(member))
    const id = context.ids.find(address)
    if (id !== null) making.refs[address] = id
    return member
  }
  return Array.isArray(value) ? value.map(one) : one(value)
}

/** The whole former text; where what it refers to gets other ids, the same with those. */
function changeOf(
  baseline: Baseline | null,
  { text, making }: { text: Json; making: Making },
  context: UndoContext,
): BaselineChange {
  const { after } = making
  if (baseline === null) return { fields: [], links: {}, text: typeof text === 'string' ? text : null }
  const kind = context.image?.name ?? ''
  const images = baseline.images.map(({ slot, image, asset }) => ({
    slot,
    image,
    asset: pictureOf(foreignAddress(kind, asset), { kind, references: making }, context),
  }))
  return {
    fields: Object.keys(baseline.fields).filter((path) => after[path] !== undefined),
    images,
    links: baseline.links,
    ...(baseline.item === undefined ? {} : { item: baseline.item }),
    ...(making.renewed ? {} : { text: String(text) }),
  }
}

/** The relations that begin elsewhere and lead to it. Those that begin at it are named by what they lead to. */
function pairsOfBaseline({ sku, links }: Baseline, context: UndoContext): Pair[] {
  const { rows, input } = context
  return seriesOf(context).flatMap(({ name, label, kind }) => {
    const incoming = (links[name] ?? []).map((source) => ({ kind, relation: `${label}.${source}`, target: sku }))
    const outgoing = [...rows.values()].flatMap(({ key, fields }) => {
      const theirs = parseBaseline(fields[input.traits.baseline.path], input.digest)
      const leads = theirs?.sku === key && theirs.scope === input.settings.scope && theirs.links[name]?.includes(sku)
      return leads ? [{ kind, relation: `${label}.${sku}`, target: key }] : []
    })
    return [...incoming, ...outgoing]
  })
}
