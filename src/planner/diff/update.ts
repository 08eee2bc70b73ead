import { parsePart } from '../../model/fields.ts'
import { resourcePrecondition } from '../../model/precondition.ts'
import { policyOrigin } from '../../model/provenance.ts'
import { partKind } from '../../model/target-kinds.ts'
import type { Subject } from '../project/groups.ts'
import type { DesiredImage, Owned } from '../types.ts'
import { takeBackGone } from './back.ts'
import { constantsFor } from './constants.ts'
import { type DiffContext, noChanges, waitForDefinitions, waitForImages } from './context.ts'
import type { Draft } from './draft.ts'
import { changeParts } from './parts.ts'
import { changeImages } from './pictures.ts'
import { addOnChange, changeField } from './values.ts'

/** All changes of an existing resource in one write, or `null` when it needs none. */
export function updateResource(
  { listing, parts: listings }: Subject,
  { owned, desired }: { owned: Owned; desired: DesiredImage[] },
  context: DiffContext,
): Draft | null {
  const { kind, input, parts, pictures, rules } = context
  const changes = noChanges()
  if (parts.has('products')) {
    for (const rule of rules) changeField(listing, { rule, owned, changes }, context)
    takeBackGone(listing, { owned, changes }, context)
    changeParts(listings, { owned, changes }, context)
  }
  const images =
    pictures && parts.has('images')
      ? changeImages(listing, { owned, desired, changes }, { ...context, pictures })
      : null
  const constants = constantsFor(owned, context)
  if (Object.keys(changes.after).length + constants.length === 0) return null
  for (const { path, value } of constants) {
    changes.before[path] = null
    changes.after[path] = value
  }
  const { compared } = changes
  const reason = reasonOf([...compared, ...constants.map(({ path }) => path)], context)
  addOnChange(listing, { owned, changes, rules }, context)
  for (const { path, origin } of constants) changes.provenance[path] = policyOrigin(origin)
  const { before, after, provenance } = changes
  const refs = images?.refs ?? {}
  const state = { paths: compared, live: owned.live, kind, baseline: input.traits.baseline.path }
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
    ],
    refs: { ...refs, ...Object.fromEntries(constants.map(({ address, id }) => [address, id])) },
    baseline: {
      fields: compared.filter((path) => path !== pictures?.gallery),
      ...(Object.keys(changes.members).length > 0 ? { members: changes.members } : {}),
      ...(images?.baseline ? { images: images.baseline } : {}),
      links: context.sourcesOf(listing.key),
      item: listing.item.key,
    },
  })
}

const NAMED_IN_REASON = 3

function reasonOf(paths: string[], { kind, input }: DiffContext): string {
  const { keyField, noun } = partKind(input.traits) ?? {}
  const added = paths.flatMap((path) => {
    const part = parsePart(path, kind.groups)
    return part && part.path === keyField ? [part.key] : []
  })
  const isNew = new Set(added)
  const names = paths
    .filter((path) => !isNew.has(parsePart(path, kind.groups)?.key ?? ''))
    .map((path) => bare(path, kind.groups))
  const news = added.length === 0 ? [] : [`adds ${added.length === 1 ? noun?.[0] : noun?.[1]} ${some(added)}`]
  return [...(names.length === 0 ? [] : [`${some(names)} ${names.length === 1 ? 'differs' : 'differ'}`]), ...news].join(
    '; ',
  )
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
