import { foreignAddress } from '../../model/address.ts'
import { parseBaseline } from '../../model/baseline.ts'
import { type Fields, pointerOf } from '../../model/fields.ts'
import type { Json } from '../../model/json.ts'
import type { LiveResource } from '../../model/live.ts'
import { lostPaths } from '../../model/part-removal.ts'
import type { BaselineChange, Provenance } from '../../model/plan.ts'
import { resourcePrecondition } from '../../model/precondition.ts'
import type { UndoContext } from './context.ts'
import { comparedIn, type Deed, writeOf } from './deeds.ts'
import { reverseField } from './fields.ts'
import { reverseGallery } from './gallery.ts'
import { pictureOf, type References } from './returning.ts'
import { type Reversals, reportKept } from './spared.ts'
import { liveSubject, originOf } from './subject.ts'
import { formerText, type PutBack, textAfter } from './text.ts'

/** Puts back what one write changed in a resource, field by field, and the baseline that went with it. */
export function undoUpdate(deed: Deed, context: UndoContext): void {
  const live = liveSubject(deed, context)
  if (!live) return
  const reversals = reversalsOf(deed, live, context)
  reportKept(deed, { live, reversals }, context)
  const done = putBack(deed, live, reversals)
  const text = textAfter(deed, { live, done }, context)
  const putting = puttingOf(deed, reversals, context)
  const lagging = text !== (live.fields[context.input.traits.baseline.path] ?? null)
  if (putting.compared.length === 0 && !lagging) return
  write(deed, { live, text, done, putting: putting.compared.length > 0 ? putting : nothing() }, context)
}

function reversalsOf(deed: Deed, live: LiveResource, context: UndoContext): Reversals {
  const { keyField, images } = deed.kind
  // Adopting changes no value, and keys that were given stay.
  const isAdopted = deed.operation.action === 'adopt'
  const written = isAdopted ? [] : Object.keys(deed.after).filter((path) => path !== keyField)
  const paths = new Set([...written, ...(isAdopted ? [] : lostPaths(writeOf(deed)))])
  return new Map(
    [...paths].map((path) => {
      const one = { deed, path, live: live.fields }
      return [path, path === images?.gallery ? reverseGallery(one, context) : reverseField(one, context)]
    }),
  )
}

/** Without a journal what is as before may never have been written. */
function putBack(deed: Deed, { fields }: LiveResource, reversals: Reversals): PutBack {
  const { kind, outcome } = deed
  const path = kind.images?.gallery ?? ''
  const gallery = reversals.get(path)
  const isBack = (is: string | undefined) => is === 'put' || (is === 'back' && outcome !== null)
  return {
    paths: [...reversals].flatMap(([one, { is }]) => (isBack(is) ? [one] : [])),
    gallery: isBack(gallery?.is) ? (gallery?.is === 'put' ? gallery.value : (fields[path] ?? [])) : null,
    all: comparedIn(deed).every((one) => isBack(reversals.get(one)?.is)),
  }
}

interface Putting extends References {
  before: Fields
  after: Fields
  /** What the baseline remembers, and pictures. */
  compared: string[]
  members: { [path: string]: string[] }
}

function nothing(): Putting {
  return { before: {}, after: {}, compared: [], members: {}, refs: {}, makers: new Set(), renewed: false }
}

function puttingOf(deed: Deed, reversals: Reversals, context: UndoContext): Putting {
  const { kind } = deed
  const putting = nothing()
  const compared = new Set(comparedIn(deed))
  const shown = (value: Json, refers: string): Json => {
    const name = (id: Json) =>
      pictureOf(foreignAddress(refers, String(id)), { kind: refers, references: putting }, context)
    return value === null ? null : Array.isArray(value) ? value.map(name) : name(value)
  }
  for (const [path, reversal] of reversals) {
    if (reversal.is !== 'put') continue
    const { refers } = kind.field(path)
    const isId = refers !== undefined && !refers.byKey
    putting.before[path] = isId ? shown(reversal.live, refers.kind) : reversal.live
    putting.after[path] = isId ? shown(reversal.value, refers.kind) : reversal.value
    if (reversal.members) putting.members[path] = reversal.members
    if (compared.has(path)) putting.compared.push(path)
  }
  return putting
}

interface Writing {
  live: LiveResource
  text: Json
  done: PutBack
  putting: Putting
}

function write(deed: Deed, { live, text, done, putting }: Writing, context: UndoContext): void {
  const { kind } = deed
  const { input, draftOf, found } = context
  const { before, after, compared, members, refs, makers, renewed } = putting
  const baseline: BaselineChange = {
    fields: compared.filter((path) => path !== kind.images?.gallery),
    ...(Object.keys(members).length > 0 ? { members } : {}),
    ...(renewed
      ? changeAround(deed, { done, putting }, context)
      : { links: {}, text: typeof text === 'string' ? text : null }),
  }
  const state = { paths: compared, live, kind, baseline: input.traits.baseline.path }
  const values = Object.keys(after).length > 0
  found.rewritten.add(live.key)
  found.drafts.push(
    draftOf({
      kind,
      key: live.key,
      action: values ? kind.verbs.update : 'adopt',
      targetId: live.id,
      before,
      after,
      precondition: resourcePrecondition(state, input.digest),
      provenance: provenanceOf(Object.keys(after), originOf(context)),
      reason: values ? reasonOf(compared, kind.groups) : 'puts back the baseline that it had before',
      dependsOn: [...makers],
      refs,
      baseline,
    }),
  )
}

/** Pictures that come again have other ids than the former text names, so its parts are put together anew. */
function changeAround(
  deed: Deed,
  { done, putting }: { done: PutBack; putting: Putting },
  context: UndoContext,
): Pick<BaselineChange, 'images' | 'item' | 'links' | 'prints'> {
  const { kind } = deed
  const former = parseBaseline(formerText(deed, context) ?? undefined, context.input.digest)
  const refers = context.image?.name ?? ''
  const images = former?.images.map(({ slot, image, asset }) => {
    const shown = pictureOf(foreignAddress(refers, asset), { kind: refers, references: putting }, context)
    return { slot, image, asset: shown }
  })
  const valued = done.paths.filter((path) => kind.field(path).refers === undefined)
  return {
    ...(images && done.gallery !== null ? { images } : {}),
    links: former?.links ?? {},
    ...(former?.item === undefined ? {} : { item: former.item }),
    prints: Object.fromEntries(valued.map((path) => [path, former?.fields[path] ?? null])),
  }
}

function provenanceOf(paths: string[], origin: Provenance): { [path: string]: Provenance } {
  return Object.fromEntries(paths.map((path) => [path, origin]))
}

const NAMED = 3

function reasonOf(paths: string[], groups: readonly string[]): string {
  const names = paths.map((path) => pointerOf(path, groups).split('/').at(-1) ?? path)
  const more = names.length > NAMED ? ` and ${names.length - NAMED} more` : ''
  return `puts back ${names.slice(0, NAMED).join(', ')}${more}`
}
