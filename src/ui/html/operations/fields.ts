import { canonicalJson } from '../../../model/json.ts'
import type { Operation, Provenance } from '../../../model/plan.ts'
import { ownedBy } from '../../plan/adoptions.ts'
import { fieldsOf as changesOf, type FieldChange, fieldsIn, isReferences } from '../../plan/fields.ts'
import { linksOf } from '../../plan/links.ts'
import { originOf } from '../../plan/marks.ts'
import { fieldName, keyOf } from '../../plan/nouns.ts'
import { listChange, referenceName, slotsOf } from '../../plan/pictures.ts'
import { removalPhrase } from '../../plan/removed-parts.ts'
import { isRenewed } from '../../plan/updates.ts'
import type { Phrase } from '../../report/report.ts'
import { difference } from '../../values/difference.ts'
import { bothTexts, valueText } from '../../values/value-text.ts'
import { alarmOf, type Context } from './context.ts'
import type { FieldView, PictureView } from './operation-view.ts'

/** Everything that an operation writes, whole. */
export function fieldsOf(operation: Operation, context: Context): FieldView[] {
  const { action, before } = operation
  if (action === 'link' || action === 'unlink') return linkFields(operation, context)
  if (action === 'adopt') return ownedFields(operation, context)
  if (action === 'delete') return fieldsIn(before).map((field) => removedField(field, context))
  const fields = changesOf(operation)
  return fields.map((field) =>
    isList(field, context) ? listField(operation, field, context) : valueField(operation, field, context),
  )
}

function isList({ from, to }: FieldChange, { kinds }: Context): boolean {
  return isReferences(to, kinds) || isReferences(from, kinds)
}

function valueField(operation: Operation, change: FieldChange, context: Context): FieldView {
  const { pointer, from, to } = change
  const shown = { from: shownReference(from, context), to: shownReference(to, context) }
  const removed = removalPhrase(change)
  const sides = operation.before === null ? { from: null, to: valueText(shown.to) } : whole(shown)
  return {
    name: fieldName(pointer),
    ...sides,
    ...(removed && { to: removed }),
    origin: originOf(operation, pointer) ?? originText(operation.provenance[pointer]),
    alarm: alarmOf(operation, change, context),
    renewed: isRenewed(change),
    pictures: [],
  }
}

function whole({ from, to }: Pick<FieldChange, 'from' | 'to'>): { from: Phrase; to: Phrase } {
  return canonicalJson(from) === canonicalJson(to)
    ? { from: valueText(from), to: valueText(to) }
    : difference(from, to, Number.POSITIVE_INFINITY)
}

/** A reference to one resource is shown by its key. */
function shownReference(value: FieldChange['from'], { kinds, names }: Context): FieldChange['from'] {
  return isReferences([value], kinds) ? referenceName(String(value), names) : value
}

function originText(origin: Provenance | undefined): string | null {
  return origin === undefined ? null : `${origin.source}: ${origin.path}`
}

function listField(operation: Operation, change: FieldChange, context: Context): FieldView {
  const { pointer } = change
  const [from, to] = [addresses(change.from), addresses(change.to)]
  const name = fieldName(pointer)
  const pictures = picturesOf(operation, { from, to }, context)
  const texts = { from: null, to: listChange(operation, { name, from, to }, context.names).phrase }
  return {
    name,
    ...(pictures.length > 0 ? { from: null, to: pictureText(pictures) } : texts),
    origin: originText(operation.provenance[pointer] ?? operation.provenance[`${pointer}/0`]),
    alarm: alarmOf(operation, change, context),
    renewed: false,
    pictures,
  }
}

function addresses(value: FieldChange['from']): string[] {
  return Array.isArray(value) ? (value as string[]) : []
}

function pictureText(pictures: PictureView[]): Phrase {
  const added = pictures.filter(({ change }) => change === 'add').length
  const removed = pictures.length - added
  return [...(added > 0 ? [`${added} to attach`] : []), ...(removed > 0 ? [`${removed} to detach`] : [])].join(', ')
}

/** Of a list in which anything has a slot or is uploaded; others are no galleries. */
function picturesOf(
  operation: Operation,
  { from, to }: { from: string[]; to: string[] },
  context: Context,
): PictureView[] {
  const slots = slotsOf(operation)
  if (![...from, ...to].some((address) => slots.has(address) || context.sources.has(address))) return []
  const [old, now] = [new Set(from), new Set(to)]
  const view =
    (change: PictureView['change']) =>
    (address: string): PictureView => ({
      file: referenceName(address, context.names),
      slot: slots.get(address) ?? '',
      change,
      source: change === 'add' ? (context.sources.get(address) ?? null) : null,
    })
  return [
    ...to.filter((address) => !old.has(address)).map(view('add')),
    ...from.filter((address) => !now.has(address)).map(view('remove')),
  ]
}

function removedField({ pointer, to }: FieldChange, { kinds, names }: Context): FieldView {
  const text = isReferences(to, kinds) ? to.map((one) => referenceName(one, names)).join(', ') : valueText(to)
  return { name: fieldName(pointer), from: { text, tone: 'remove' }, to: '', ...PLAIN, origin: null }
}

/** What becomes ours as it is; and where the account's value stays, what the source has. */
function ownedFields(operation: Operation, { names, settled }: Context): FieldView[] {
  const stay = settled.get(operation.address) ?? []
  if (stay.length === 0)
    return ownedBy(operation, names).map(({ name, phrase }) => ({
      name,
      from: null,
      to: phrase,
      ...PLAIN,
      origin: null,
    }))
  return stay.map(({ field, live, desired }) => {
    const [here, there] = bothTexts(live, desired)
    return { name: fieldName(field), from: null, to: `${here} stays; the source has ${there}`, ...PLAIN, origin: null }
  })
}

const PLAIN = { alarm: null, renewed: false, pictures: [] }

/** Each link with what speaks for it. */
function linkFields(operation: Operation, { instead }: Context): FieldView[] {
  const { added, removed } = linksOf(operation)
  const targets = operation.after.targets as string[]
  const evidence = new Map(targets.map((target, at) => [keyOf(target), operation.provenance[`/targets/${at}`]]))
  const field = PLAIN
  return [
    ...added.map((key) => ({ ...field, name: key, from: null, to: 'linked', origin: originText(evidence.get(key)) })),
    ...removed.map((key) => {
      const favoured = instead(operation, key)
      const to = favoured === null ? 'linked no more' : `linked no more, ${favoured}`
      return { ...field, name: key, from: 'linked', to, origin: null }
    }),
  ]
}
