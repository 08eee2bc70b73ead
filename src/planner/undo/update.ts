import { type Fields, pointerOf } from '../../model/fields.ts'
import type { Json } from '../../model/json.ts'
import type { LiveResource } from '../../model/live.ts'
import type { Address, BaselineChange, Provenance } from '../../model/plan.ts'
import { comparedPaths, resourcePrecondition } from '../../model/precondition.ts'
import type { UndoContext } from './context.ts'
import type { Deed } from './deeds.ts'
import { reverseField } from './fields.ts'
import { reverseGallery } from './gallery.ts'
import { type Reversals, reportKept } from './spared.ts'
import { liveSubject, originOf } from './subject.ts'
import { type PutBack, textAfter } from './text.ts'

/** Puts back what one write changed in a resource, field by field, and the baseline that went with it. */
export function undoUpdate(deed: Deed, context: UndoContext): void {
  const live = liveSubject(deed, context)
  if (!live) return
  const reversals = reversalsOf(deed, live, context)
  reportKept(deed, { live, reversals }, context)
  const text = textAfter(deed, { live, done: putBack(deed, live, reversals) }, context)
  const putting = puttingOf(deed, reversals, context)
  const lagging = text !== (live.fields[context.input.traits.baseline.path] ?? null)
  if (putting.compared.length === 0 && !lagging) return
  write(deed, { live, text, putting: putting.compared.length > 0 ? putting : NOTHING }, context)
}

function reversalsOf(deed: Deed, live: LiveResource, context: UndoContext): Reversals {
  const { keyField, images } = deed.kind
  const paths = Object.keys(deed.after).filter((path) => path !== keyField)
  return new Map(
    paths.map((path) => {
      const one = { deed, path, live: live.fields }
      return [path, path === images?.gallery ? reverseGallery(one, context) : reverseField(one, context)]
    }),
  )
}

function putBack({ kind }: Deed, { fields }: LiveResource, reversals: Reversals): PutBack {
  const path = kind.images?.gallery ?? ''
  const gallery = reversals.get(path)
  const isBack = (is: string | undefined) => is === 'put' || is === 'back'
  return {
    paths: [...reversals].flatMap(([one, { is }]) => (isBack(is) ? [one] : [])),
    gallery: isBack(gallery?.is) ? (gallery?.is === 'put' ? gallery.value : (fields[path] ?? [])) : null,
    all: [...reversals].every(([one, { is }]) => isBack(is) || kind.field(one).apart),
  }
}

interface Putting {
  before: Fields
  after: Fields
  /** What the baseline remembers, and pictures. */
  compared: string[]
  members: { [path: string]: string[] }
  refs: { [address: Address]: string }
}

const NOTHING: Putting = { before: {}, after: {}, compared: [], members: {}, refs: {} }

function puttingOf({ kind, after, operation }: Deed, reversals: Reversals, { ids }: UndoContext): Putting {
  const putting: Putting = { before: {}, after: {}, compared: [], members: {}, refs: {} }
  const compared = new Set(comparedPaths(after, operation.baseline, kind))
  const shown = (value: Json, refers: string): Json => {
    if (value === null) return null
    const named = [value].flat().map((id) => {
      const address = ids.nameOf(refers, String(id))
      if (ids.find(address) === id && !address.endsWith(String(id))) putting.refs[address] = String(id)
      return address
    })
    return Array.isArray(value) ? named : (named[0] ?? null)
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
  putting: Putting
}

function write({ kind }: Deed, { live, text, putting }: Writing, context: UndoContext): void {
  const { input, draftOf, found } = context
  const { before, after, compared, members, refs } = putting
  const baseline: BaselineChange = {
    fields: compared.filter((path) => path !== kind.images?.gallery),
    ...(Object.keys(members).length > 0 ? { members } : {}),
    links: {},
    text: typeof text === 'string' ? text : null,
  }
  const state = { paths: compared, live, kind, baseline: input.traits.baseline.path }
  const values = Object.keys(after).length > 0
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
      dependsOn: [],
      refs,
      baseline,
    }),
  )
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
