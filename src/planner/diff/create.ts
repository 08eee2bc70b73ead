import type { Fields } from '../../model/fields.ts'
import type { KindTraits } from '../../model/kinds.ts'
import type { Address, BaselineImage, Provenance } from '../../model/plan.ts'
import type { Subject } from '../project/groups.ts'
import { thumbnailOf } from '../project/images.ts'
import { isKept } from '../project/rules.ts'
import { desiredValue } from '../project/voices.ts'
import type { DesiredImage, Listing } from '../types.ts'
import { needsOf, type Place, placesOf } from './belonging.ts'
import { type DiffContext, isLost, noChanges, waitForDefinitions, waitForImages, waitForRelations } from './context.ts'
import type { Draft } from './draft.ts'
import { waitForFreed } from './moves.ts'
import { addPart } from './parts.ts'
import { galleryOrigin, mainOrigin } from './pictures.ts'
import { refusedNew } from './refusal.ts'
import { Trail } from './trail.ts'
import type { Write } from './write.ts'

/** A new resource, with everything that one call can carry. */
export function createResource(subject: Subject, desired: DesiredImage[], context: DiffContext): Draft | null {
  const { listing } = subject
  const { kind, parts, input } = context
  if (!parts.has('products')) {
    blockExcluded(listing, desired, context)
    return null
  }
  const places = placesOf(listing, context)
  const needs = needsOf(places, context)
  const making = makingOf(subject, places, context)
  const { values: constants, refs: known } = context.constants
  addImages(making, { listing, desired }, context)
  const refused = refusedNew(listing, making.after, context)
  if (refused) {
    context.found.blocked.push(refused)
    context.found.absent.set(listing.key, 'blocked')
    return null
  }
  for (const { path, provenance } of constants) making.trail = making.trail.to(path, provenance, false)
  const images = imagesThere(desired, context)
  const { provenance, compared, waits } = making.trail.common(kind.groups, (paths) =>
    waitForDefinitions([...paths, input.traits.baseline.path], context),
  )
  const links = context.sourcesOf(listing.key)
  const before = merged(needs.waits, waitForFreed(subject, context))
  const first = merged(waits, merged(before, waitForRelations(links, context)))
  const there = { ...images, ...needs.refs }
  return context.draftOf({
    kind,
    key: listing.key,
    action: kind.verbs.create,
    targetId: null,
    before: null,
    after: making.after,
    origins: provenance,
    reason: reasonOf(listing, kind),
    dependsOn: merged(waitForImages(desired, { refs: images, listing }, context), first),
    refs: Object.keys(there).length === 0 ? known : { ...there, ...known },
    baseline: {
      fields: compared,
      ...(parts.has('images')
        ? { images: desired.length === 0 ? NO_IMAGES : desired.map(({ written }) => written) }
        : {}),
      links,
      item: listing.item.key,
    },
  })
}

const NO_IMAGES: BaselineImage[] = []

/** What a new resource is to hold, pictures apart, by the paths of its fields. */
export function newFields(subject: Subject, context: DiffContext): Fields {
  return makingOf(subject, placesOf(subject.listing, context), context).after
}

function makingOf({ listing, parts }: Subject, places: readonly Place[], context: DiffContext): Making {
  const making = valuesOf(listing, context)
  for (const { path, address, provenance } of places) {
    making.after[path] = address
    making.trail = making.trail.to(path, provenance, true)
  }
  addParts(making, parts, context)
  for (const { path, value } of context.constants.values) making.after[path] = value
  return making
}

/** Both in order, as one list in order. */
function merged(some: string[], others: string[]): string[] {
  const [last, first] = [some.at(-1), others[0]]
  if (last === undefined) return others
  return first === undefined || last < first ? some.concat(others) : some.concat(others).sort()
}

/** Ids of the pictures that are in the account. */
function imagesThere(desired: DesiredImage[], { pictures }: DiffContext): Write['refs'] | null {
  let there: { [address: Address]: string } | null = null
  for (const { image, address } of desired) {
    const id = pictures?.index.anywhere(image)
    if (id === undefined) continue
    there ??= {}
    there[address] = id
  }
  return there
}

/** What a new resource is to hold, and the trail of its fields. */
interface Making {
  after: Fields
  trail: Trail
}

function valuesOf(listing: Listing, context: DiffContext): Making {
  const { kind, origins, rules } = context
  // What people decided for one listing is no trail of others.
  const making: Making = { after: {}, trail: listing.override === null ? context.trail : new Trail() }
  if (kind.keyField !== undefined) {
    making.after[kind.keyField] = listing.key
    making.trail = making.trail.to(kind.keyField, origins.key, false)
  }
  for (const rule of rules) {
    const { label, write } = rule.spec
    if (write === 'never' || isLost(rule.path, context) || isKept(listing, label)) continue
    const { value, provenance } = desiredValue(listing, rule, context.fields)
    if (value === null) continue
    making.after[rule.path] = value
    making.trail = making.trail.to(rule.path, provenance, write !== 'on-change')
  }
  return making
}

function addParts(making: Making, parts: Listing[], context: DiffContext): void {
  if (parts.length === 0) return
  making.trail = making.trail.apart()
  for (const part of parts) {
    const { after, provenance, compared } = addPart(noChanges(), part, context)
    const isCompared = new Set(compared)
    Object.assign(making.after, after)
    for (const path in provenance)
      making.trail = making.trail.to(path, provenance[path] as Provenance, isCompared.has(path))
  }
}

function addImages(
  making: Making,
  { listing, desired }: { listing: Listing; desired: DesiredImage[] },
  { pictures, input }: DiffContext,
): void {
  if (!pictures || desired.length === 0) return
  const { gallery, main } = pictures
  making.after[gallery] = desired.map(({ address }) => address)
  making.trail = making.trail.to(gallery, galleryOrigin(listing, pictures.origins), false)
  if (main === null || isKept(listing, main)) return
  const thumbnail = thumbnailOf(desired, input.settings.images.thumbnail_fallback)
  if (!thumbnail) return
  making.after[main] = thumbnail.address
  making.trail = making.trail.to(main, mainOrigin(listing, thumbnail, pictures.origins), true)
}

function reasonOf({ match }: Listing, { noun: [one] }: KindTraits): string {
  if (match.status === 'matched')
    return `not in the account yet; belongs to ${match.sku} (${match.method} ${match.value})`
  return match.status === 'ambiguous'
    ? `not in the account yet; its canonical ${one} is ambiguous`
    : 'not in the account yet'
}

/** With only images wanted, a resource that does not exist cannot take them. */
function blockExcluded(listing: Listing, desired: DesiredImage[], { found, parts, kind }: DiffContext): void {
  found.absent.set(listing.key, 'excluded')
  if (!parts.has('images') || desired.length === 0) return
  found.blocked.push({
    id: `create:${listing.address}`,
    address: listing.address,
    action: 'create',
    code: 'excluded',
    message: `Its images need the ${kind.noun[0]}, which does not exist yet and is excluded from this plan.`,
    hint: 'Add products to --only.',
  })
}
