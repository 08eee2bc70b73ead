import type { Fields } from '../../model/fields.ts'
import type { KindTraits } from '../../model/kinds.ts'
import { policyOrigin } from '../../model/provenance.ts'
import type { Subject } from '../project/groups.ts'
import { thumbnailOf } from '../project/images.ts'
import { desiredValue, isKept } from '../project/rules.ts'
import type { DesiredImage, Listing } from '../types.ts'
import { constantsFor } from './constants.ts'
import { type Changes, type DiffContext, isLost, noChanges, waitForDefinitions, waitForImages } from './context.ts'
import type { Draft } from './draft.ts'
import { addPart } from './parts.ts'
import { galleryOrigin, mainOrigin } from './pictures.ts'

/** A new resource, with everything that one call can carry. */
export function createResource(subject: Subject, desired: DesiredImage[], context: DiffContext): Draft | null {
  const { listing } = subject
  const { kind, parts, input } = context
  if (!parts.has('products')) {
    blockExcluded(listing, desired, context)
    return null
  }
  const making = valuesOf(listing, context)
  for (const part of subject.parts) addPart(making, part, context)
  const constants = constantsFor(null, context)
  for (const { path, value } of constants) making.after[path] = value
  addImages(making, { listing, desired }, context)
  for (const { path, origin } of constants) making.provenance[path] = policyOrigin(origin)
  const images = Object.fromEntries(
    desired.flatMap(({ image, address }) => {
      const id = context.pictures?.index.anywhere(image)
      return id === undefined ? [] : [[address, id]]
    }),
  )
  const { after, compared: fields, provenance } = making
  return context.draftOf({
    kind,
    key: listing.key,
    action: kind.verbs.create,
    targetId: null,
    before: null,
    after,
    provenance,
    reason: reasonOf(listing, kind),
    dependsOn: [
      ...waitForImages(desired, { refs: images, listing }, context),
      ...waitForDefinitions([...Object.keys(after), input.traits.baseline.path], context),
    ],
    refs: { ...images, ...Object.fromEntries(constants.map(({ address, id }) => [address, id])) },
    baseline: {
      fields,
      ...(parts.has('images') ? { images: desired.map(({ written }) => written) } : {}),
      links: context.sourcesOf(listing.key),
      item: listing.item.key,
    },
  })
}

function valuesOf(listing: Listing, context: DiffContext): Changes {
  const { kind, origins } = context
  const after: Fields = kind.keyField === undefined ? {} : { [kind.keyField]: listing.key }
  const provenance: Changes['provenance'] = kind.keyField === undefined ? {} : { [kind.keyField]: origins.key }
  const fields: string[] = []
  for (const rule of context.rules) {
    const { label, write } = rule.spec
    if (write === 'never' || isLost(rule.path, context) || isKept(listing, label)) continue
    const { value, provenance: origin } = desiredValue(listing, rule, context.fields)
    if (value === null) continue
    after[rule.path] = value
    provenance[rule.path] = origin
    if (write !== 'on-change') fields.push(rule.path)
  }
  return { ...noChanges(), after, compared: fields, provenance }
}

function addImages(
  { after, compared, provenance }: Changes,
  { listing, desired }: { listing: Listing; desired: DesiredImage[] },
  { pictures, input }: DiffContext,
): void {
  if (!pictures || desired.length === 0) return
  const { gallery, main } = pictures
  after[gallery] = desired.map(({ address }) => address)
  provenance[gallery] = galleryOrigin(listing)
  if (main === null || isKept(listing, main)) return
  const thumbnail = thumbnailOf(desired, input.settings.images.thumbnail_fallback)
  if (!thumbnail) return
  after[main] = thumbnail.address
  provenance[main] = mainOrigin(listing, thumbnail)
  compared.push(main)
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
