import { isEmpty } from '../../model/json.ts'
import { printOf } from '../../model/members.ts'
import { fingerprint } from '../../model/values.ts'
import type { Subject } from '../project/groups.ts'
import { thumbnailOf } from '../project/images.ts'
import { type FieldRule, isKept } from '../project/rules.ts'
import { desiredValue } from '../project/voices.ts'
import type { DesiredImage, Listing, Owned } from '../types.ts'
import { type DiffContext, isLost, type Pictures } from './context.ts'
import { compareGallery } from './gallery.ts'
import { isSame } from './members.ts'
import { type OwnImages, ownImages } from './own-images.ts'
import { partsThere } from './parts.ts'

/** What an existing resource holds as the source says it, though no baseline remembers it. */
export interface Equal {
  /** Fingerprints by path. */
  prints: { [path: string]: string }
  /** The gallery, `null` when it differs, is empty or is remembered already. */
  images: OwnImages | null
}

interface Existing {
  owned: Owned
  desired: DesiredImage[]
}

/** A field of a resource or of one of its parts, with the listing that it is read from. */
export interface FieldOf {
  listing: Listing
  rule: FieldRule
}

/** Finds what can be told for ours because both sides say the same. */
export function equalValues(subject: Subject, existing: Existing, context: DiffContext): Equal {
  const { owned } = existing
  const prints: Equal['prints'] = {}
  if (context.parts.has('products')) {
    for (const field of unprinted(subject, owned, context)) Object.assign(prints, printIfEqual(field, owned, context))
    for (const { own, key } of partsThere(subject.parts, owned, context))
      if (!isPrinted(own, owned)) prints[own] = printOf(context.kind.field(own), key, context.input.digest)
  }
  return { prints: { ...prints, ...equalMain(subject, existing, context) }, images: equalGallery(existing, context) }
}

/** Compared fields that no baseline remembers and that nobody wants to be left alone. */
export function unprinted({ listing, parts }: Subject, owned: Owned, context: DiffContext): FieldOf[] {
  const own = context.rules.map((rule) => ({ listing, rule }))
  const ofParts = partsThere(parts, owned, context).flatMap((part) =>
    part.rules.map((rule) => ({ listing: part.listing, rule })),
  )
  return [...own, ...ofParts].filter(
    ({ listing: one, rule: { path, spec } }) =>
      (spec.write === 'always' || spec.write === 'if-empty') &&
      !isPrinted(path, owned) &&
      !isLost(path, context) &&
      !isKept(one, spec.label),
  )
}

function isPrinted(path: string, { baseline }: Owned): boolean {
  return baseline?.fields[path] !== undefined
}

function printIfEqual({ listing, rule }: FieldOf, owned: Owned, context: DiffContext): Equal['prints'] {
  const live = owned.live.fields[rule.path] ?? null
  if (isEmpty(live)) return {}
  const { value } = desiredValue(listing, rule, { ...context.fields, report: () => undefined })
  const { digest } = context.input
  const same = value !== null && isSame({ rule, owned, live, value }, digest)
  return same ? { [rule.path]: printOf(rule.field, value, digest) } : {}
}

/** Ours in order, whatever stands among them; the pictures of others stay theirs. */
function equalGallery({ owned, desired }: Existing, { pictures }: DiffContext): OwnImages | null {
  if (!pictures || desired.length === 0) return null
  const { index } = pictures
  const { changed, hasBaseline } = compareGallery({ desired, owned, index })
  return changed || hasBaseline ? null : ownImages(desired, owned, index)
}

function equalMain({ listing }: Subject, { owned, desired }: Existing, context: DiffContext): Equal['prints'] {
  const { pictures, input } = context
  const path = pictures?.main
  if (!path || isPrinted(path, owned) || isKept(listing, path)) return {}
  const wanted = thumbnailOf(desired, input.settings.images.thumbnail_fallback)
  const live = owned.live.fields[path]
  const shows = wanted !== null && live !== undefined && live === idOf(wanted, owned, pictures)
  return shows ? { [path]: fingerprint('assets', live, input.digest) } : {}
}

/** What shows a picture, there or anywhere in the account. */
export function idOf({ image }: DesiredImage, owned: Owned, { index }: Pictures): string | undefined {
  return index.of(owned).get(image) ?? index.anywhere(image)
}
