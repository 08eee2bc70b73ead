import { either } from '../../model/counted.ts'
import { parsePart } from '../../model/fields.ts'
import type { BaselineImage } from '../../model/plan.ts'
import { resourcePrecondition } from '../../model/precondition.ts'
import { partKind } from '../../model/target-kinds.ts'
import type { Subject } from '../project/groups.ts'
import type { DesiredImage, Owned } from '../types.ts'
import { adoptResource } from './adopt.ts'
import { takeBackGone } from './back.ts'
import { changePlaces, needsOf, type Place } from './belonging.ts'
import { type ConstantValue, constantsFor } from './constants.ts'
import {
  type Changes,
  type DiffContext,
  noChanges,
  waitForDefinitions,
  waitForImages,
  waitForRelations,
} from './context.ts'
import type { Draft } from './draft.ts'
import { type Equal, equalValues } from './equal.ts'
import { changeLostParts } from './lost-parts.ts'
import { waitForFreed } from './moves.ts'
import { changeParts } from './parts.ts'
import { changeImages, type ImageChange } from './pictures.ts'
import { type FoundBefore, foundSoFar, judgeChange } from './refusal.ts'
import { addOnChange, changeField } from './values.ts'
import type { Write } from './write.ts'

/** All changes of an existing resource in one write, or of its baseline alone; `null` when it needs none. */
export function updateResource(
  subject: Subject,
  { owned, desired }: { owned: Owned; desired: DesiredImage[] },
  context: DiffContext,
): Draft | null {
  const { listing } = subject
  const { parts, pictures, rules } = context
  const changes = noChanges()
  const before = foundSoFar(context.found)
  if (parts.has('products')) {
    for (const rule of rules) changeField(listing, { rule, owned, changes }, context)
    takeBackGone(subject.listing, { owned, changes }, context)
    changeParts(subject.parts, { owned, changes }, context)
    changeLostParts(subject, { owned, changes }, context)
  }
  const places = parts.has('products') ? changePlaces(listing, { owned, changes }, context) : []
  const images =
    pictures && parts.has('images')
      ? changeImages(listing, { owned, desired, changes }, { ...context, pictures })
      : null
  const constants = constantsFor(owned, context)
  const existing = { owned, desired, changes, images, constants, places, before }
  if (Object.keys(changes.after).length + constants.length > 0) return write(subject, existing, context)
  return Object.keys(changes.settled).length > 0 || images?.settles ? settle(subject, existing, context) : null
}

interface Existing {
  owned: Owned
  desired: DesiredImage[]
  changes: Changes
  images: ImageChange | null
  constants: ConstantValue[]
  /** What it belongs to from now on. */
  places: Place[]
  /** What was found before it. */
  before: FoundBefore
}

function write(subject: Subject, existing: Existing, context: DiffContext): Draft | null {
  const { listing } = subject
  const { owned, changes, images, constants, places } = existing
  const needs = needsOf(places, context)
  const { kind, input, pictures, rules } = context
  for (const { path, value } of constants) {
    changes.before[path] = null
    changes.after[path] = value
  }
  if (!judgeChange(listing, existing, context)) return null
  const reason = reasonOf([...changes.compared, ...constants.map(({ path }) => path)], changes, context)
  addOnChange(listing, { owned, changes, rules }, context)
  for (const { path, provenance } of constants) changes.provenance[path] = provenance
  const { before, after, provenance, compared } = changes
  const { refs, ...known } = remembered(subject, existing, context)
  const state = { paths: compared, live: owned.live, kind, baseline: input.traits.baseline.path }
  const links = context.sourcesOf(listing.key)
  return context.draftOf({
    kind,
    key: listing.key,
    action: kind.verbs.update,
    targetId: owned.live.id,
    before,
    after,
    precondition: resourcePrecondition(state, input.digest),
    provenance,
    reason,
    dependsOn: [
      ...waitForImages(images?.used ?? [], { refs, listing }, context),
      ...waitForDefinitions([...Object.keys(after), input.traits.baseline.path], context),
      ...waitForRelations(links, context),
      ...waitForFreed(subject, context),
      ...needs.waits,
    ],
    refs: { ...refs, ...needs.refs, ...Object.fromEntries(constants.map(({ address, id }) => [address, id])) },
    baseline: {
      fields: compared.filter((path) => path !== pictures?.gallery),
      ...(Object.keys(changes.members).length > 0 ? { members: changes.members } : {}),
      ...(known.images ? { images: known.images } : {}),
      links,
      item: listing.item.key,
      ...(Object.keys(known.prints).length > 0 ? { prints: known.prints } : {}),
    },
  })
}

function settle(subject: Subject, existing: Existing, context: DiffContext): Draft {
  const { owned, changes, images } = existing
  const { prints, images: own, refs } = remembered(subject, existing, context)
  const settled = Object.keys(changes.settled)
  const paths = images?.settles && context.pictures ? [...settled, context.pictures.gallery] : settled
  const reason = `${named(paths, context)} ${either(paths.length, 'stays as it is', 'stay as they are')}`
  return adoptResource(
    { listing: subject.listing, owned },
    { prints, images: own === null ? null : { images: own, refs }, reason },
    context,
  )
}

interface Remembered {
  /** `null`: nothing is remembered from now on. */
  prints: { [path: string]: string | null }
  images: BaselineImage[] | null
  refs: Write['refs']
}

/** What the baseline is to say of values that are not written; without one, of all that equal the source as well. */
function remembered(subject: Subject, { owned, desired, changes, images }: Existing, context: DiffContext): Remembered {
  const equal = owned.baseline === null ? equalValues(subject, { owned, desired }, context) : NOTHING_EQUAL
  const own = images?.baseline ? { images: images.baseline, refs: images.refs } : equal.images
  const forgotten = Object.fromEntries(changes.forgotten.map((path) => [path, null]))
  return {
    prints: { ...equal.prints, ...changes.settled, ...forgotten },
    images: own?.images ?? null,
    refs: { ...images?.refs, ...own?.refs },
  }
}

const NOTHING_EQUAL: Equal = { prints: {}, images: null }

const NAMED_IN_REASON = 3

function reasonOf(paths: string[], { after }: Changes, { kind, input }: DiffContext): string {
  const { keyField, noun } = partKind(input.traits) ?? {}
  const whole = paths.flatMap((path) => {
    const part = parsePart(path, kind.groups)
    return part && part.path === keyField ? [{ key: part.key, verb: after[path] === null ? 'removes' : 'adds' }] : []
  })
  const isWhole = new Set(whole.map(({ key }) => key))
  const kept = paths.filter((path) => !isWhole.has(parsePart(path, kind.groups)?.key ?? ''))
  const moves = ['adds', 'removes'].flatMap((verb) => {
    const keys = whole.filter((one) => one.verb === verb).map(({ key }) => key)
    return keys.length === 0 ? [] : [`${verb} ${keys.length === 1 ? noun?.[0] : noun?.[1]} ${some(keys)}`]
  })
  const differing = kept.length === 0 ? [] : [`${named(kept, { kind })} ${either(kept.length, 'differs', 'differ')}`]
  return [...differing, ...moves].join('; ')
}

function named(paths: string[], { kind }: Pick<DiffContext, 'kind'>): string {
  return some(paths.map((path) => bare(path, kind.groups)))
}

function some(names: string[]): string {
  const shown = names.slice(0, NAMED_IN_REASON).join(', ')
  return names.length > NAMED_IN_REASON ? `${shown} and ${names.length - NAMED_IN_REASON} more` : shown
}

/** A field without the group that it stands in, or with the part that it belongs to. */
function bare(path: string, groups: readonly string[]): string {
  const part = parsePart(path, groups)
  if (part) return `${part.path} of ${part.key}`
  const group = groups.find((name) => path.startsWith(`${name}.`))
  return group === undefined ? path : path.slice(group.length + 1)
}
