import { addressOf, foreignAddress } from '../../model/address.ts'
import { type Baseline, parseBaseline } from '../../model/baseline.ts'
import type { Fields } from '../../model/fields.ts'
import { isEmpty, type Json } from '../../model/json.ts'
import type { KindTraits } from '../../model/kinds.ts'
import { type LiveResource, liveOf } from '../../model/live.ts'
import type { Address, Blocked } from '../../model/plan.ts'
import { resourcePrecondition } from '../../model/precondition.ts'
import { kindNamed, mainKind } from '../../model/target-kinds.ts'
import type { PlanInput } from '../types.ts'
import { type Draft, drafter, redraft } from './draft.ts'
import { changesSince } from './unchanged.ts'

/** All that removing has to know. */
export type RemovalInput = Pick<
  PlanInput,
  'settings' | 'traits' | 'attributes' | 'variants' | 'live' | 'digest' | 'entire'
>

/** What speaks against removing something. */
export type Objection = Pick<Blocked, 'code' | 'message' | 'hint'>

/** Removing resources of the main kind, whatever asks for it: the policy, a cleanup, or undoing what made them. */
export interface Removals {
  /** Why it must not be deleted; `null`: nothing speaks against it. */
  objectionTo(live: LiveResource): Objection | null
  /** The delete itself: `before` is all that is known, so that undoing can make it again. */
  draftOf(live: LiveResource, reason: string, dependsOn?: readonly string[]): Draft
  /** The finding that stands for a delete that is not planned. */
  blocked(live: LiveResource, objection: Objection): Blocked
  /** What pictures that are known by their ids alone are, by address: slot and image. */
  names(live: LiveResource): [Address, string][]
}

export function removals(input: RemovalInput): Removals {
  const { traits, digest } = input
  const kind = mainKind(traits)
  const action = kind.verbs.remove ?? 'delete'
  const changes = changesSince(input)
  const baselineOf = ({ fields }: LiveResource) => parseBaseline(fields[traits.baseline.path], digest)
  const show = shownFields(kind, input)
  const draft = drafter(digest)
  return {
    objectionTo(live) {
      const known = { input, kind, live, baseline: baselineOf(live) }
      return cannot(known) ?? notOurs(known) ?? isBound(known) ?? wasChanged(changes, known)
    },
    draftOf(live, reason, dependsOn = []) {
      const { before, refs } = show(live)
      const paths = Object.keys(baselineOf(live)?.fields ?? {})
      const made = draft({
        kind,
        key: live.key,
        action,
        targetId: live.id,
        before,
        after: {},
        precondition: resourcePrecondition({ paths, live, kind, baseline: traits.baseline.path }, digest),
        provenance: {},
        reason,
        dependsOn,
        refs,
      })
      return redraft(made, { risk: 'high' })
    },
    blocked(live, objection) {
      const address = addressOf(kind.name, live.key)
      return { id: `${action}:${address}`, address, action, ...objection }
    },
    names: (live) => pictureNames(kind, baselineOf(live)),
  }
}

interface Known {
  input: RemovalInput
  kind: KindTraits
  live: LiveResource
  baseline: Baseline | null
}

function cannot({ input: { traits }, kind: { verbs, noun } }: Known): Objection | null {
  if (verbs.remove !== undefined) return null
  const message = `${traits.title} is not asked to delete ${noun[1]}.`
  return { code: 'unsupported', message, hint: `Delete the ${noun[0]} there.` }
}

function notOurs({ input: { settings, traits }, kind: { noun }, live, baseline }: Known): Objection | null {
  const [one] = noun
  const refuse = (message: string): Objection => ({ code: 'not-ours', message, hint: `Delete it in ${traits.title}.` })
  if (baseline === null) return refuse(`The ${one} has no baseline that says that this program made it.`)
  if (baseline.sku !== live.key) return refuse(`The baseline of the ${one} is that of ${baseline.sku}.`)
  if (baseline.scope !== settings.scope) {
    const hint = 'Plan it in the workspace of that scope.'
    return { code: 'other-scope', message: `The ${one} belongs to scope ${baseline.scope}.`, hint }
  }
  return baseline.created ? null : refuse(`This program took the ${one} over; it did not make it.`)
}

function isBound({ kind, live, input: { traits } }: Known): Objection | null {
  const why = kind.bound?.(live.fields) ?? null
  return why === null
    ? null
    : { code: 'bound', message: `${live.key} ${why}.`, hint: `Undo that in ${traits.title}, or leave it as it is.` }
}

const NAMED = 5

function wasChanged(
  changes: ReturnType<typeof changesSince>,
  { kind: { noun }, live, baseline, input: { traits, entire } }: Known,
): Objection | null {
  const fields = { ...entire?.get(addressOf(live.kind, live.key))?.fields, ...live.fields }
  const paths = baseline === null ? [] : changes({ ...live, fields }, baseline)
  if (paths.length === 0) return null
  const more = paths.length > NAMED ? ` and ${paths.length - NAMED} more` : ''
  const message = `People changed the ${noun[0]} since this program last wrote it: ${paths.slice(0, NAMED).join(', ')}${more}.`
  return { code: 'changed', message, hint: `Delete it in ${traits.title} if nothing of that is needed.` }
}

/** All fields as plans show them, references as addresses; relations are operations of their own, and not among them. */
function shownFields(kind: KindTraits, input: RemovalInput): (live: LiveResource) => { before: Fields; refs: Refs } {
  const keys = new Map<string, Map<string, string>>()
  const keyOf = (of: string, id: string) => {
    const known = keys.get(of) ?? new Map(liveOf(input.live, of).map((one) => [one.id, one.key]))
    keys.set(of, known)
    return known.get(id)
  }
  const relations = relationPaths(input)
  return (live) => {
    const apart = relations(live.key)
    const before: Fields = kind.keyField === undefined ? {} : { [kind.keyField]: live.key }
    const refs: Refs = {}
    for (const [path, value] of Object.entries(live.fields)) {
      if (isEmpty(value) || apart.has(path)) continue
      const { refers } = kind.field(path)
      const shown = refers ? mapTexts(value, (id) => referenceTo(id, { refers, keyOf, refs })) : value
      if (shown !== undefined) before[path] = shown
    }
    return { before, refs }
  }
}

type Refs = { [address: Address]: string }

interface References {
  refers: { kind: string; byKey?: true }
  keyOf: (kind: string, id: string) => string | undefined
  refs: Refs
}

/** `undefined` for something that is only known by an id where plans show keys. */
function referenceTo(id: string, { refers, keyOf, refs }: References): string | undefined {
  const key = keyOf(refers.kind, id)
  if (refers.byKey) return key
  if (key === undefined) return foreignAddress(refers.kind, id)
  const address = addressOf(refers.kind, key)
  refs[address] = id
  return address
}

function mapTexts(value: Json, map: (text: string) => string | undefined): Json | undefined {
  return Array.isArray(value) ? value.flatMap((one) => map(String(one)) ?? []) : map(String(value))
}

/** Where a resource holds what it is related to. */
function relationPaths({ traits, live }: RemovalInput): (key: string) => ReadonlySet<string> {
  const named = traits.series([]).map(({ definition }) => definition.kind)
  const series = traits.series([...new Set(named)].flatMap((kind) => liveOf(live, kind)))
  return (key) =>
    new Set(series.flatMap((one) => kindNamed(traits, one.kind)?.owner?.(`${one.label}.${key}`).path ?? []))
}

function pictureNames({ images, field }: KindTraits, baseline: Baseline | null): [Address, string][] {
  const refers = images && field(images.gallery).refers
  if (!refers) return []
  return (baseline?.images ?? []).map(({ slot, image, asset }) => [
    foreignAddress(refers.kind, asset),
    `${slot} ${image}`.trim(),
  ])
}
