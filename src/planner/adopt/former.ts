import { knowsGallery } from '../../model/baseline.ts'
import { isEmpty, type Json } from '../../model/json.ts'
import { isShared, membersOf, printOf } from '../../model/members.ts'
import type { SourceItems } from '../../model/source.ts'
import { fingerprint } from '../../model/values.ts'
import type { DiffContext, Pictures } from '../diff/context.ts'
import { type Equal, type FieldOf, idOf, unprinted } from '../diff/equal.ts'
import { compareGallery } from '../diff/gallery.ts'
import { isSame } from '../diff/members.ts'
import { ownImages } from '../diff/own-images.ts'
import { match } from '../match/index.ts'
import type { Subject } from '../project/groups.ts'
import { desiredImages, thumbnailOf } from '../project/images.ts'
import { type FieldRule, isKept } from '../project/rules.ts'
import { desiredValue } from '../project/voices.ts'
import type { DesiredImage, Listing, Owned, PlanInput } from '../types.ts'

/** What a former tool has written, as far as its export tells. */
export interface Former {
  /** The listing as it was then; `null` for one that the export lacks. */
  of(listing: Listing): Listing | null
  /** False for a field that is empty everywhere: the former tool did not write it. */
  wrote(path: string): boolean
}

/** Nobody's decisions count: they were made for this program. */
export function formerOf(asOf: SourceItems[], input: PlanInput, { population }: DiffContext): Former {
  const { listings } = match({ ...input, sources: asOf, overrides: [] })
  const byItem = new Map(listings.all.map((listing) => [listing.item.key, listing]))
  const written = new Map<string, boolean>()
  const isWritten = (path: string): boolean =>
    [...population.owned.values()].some(({ live }) => !isEmpty(live.fields[path]))
  return {
    of: ({ item }) => byItem.get(item.key) ?? null,
    wrote(path) {
      const known = written.get(path) ?? isWritten(path)
      written.set(path, known)
      return known
    },
  }
}

/** What the former tool wrote where the source says something else by now. */
export interface FormerValues extends Equal {
  /** How many of them people have changed since. */
  changed: number
}

interface Known {
  owned: Owned
  /** What needs no former value. */
  equal: Equal
}

/** Fingerprints of former values: equal ones are ours from now on, and others tell that people have changed them. */
export function formerValues(
  subject: Subject,
  known: Known,
  place: { former: Former; context: DiffContext },
): FormerValues {
  const { owned, equal } = known
  const { former, context } = place
  const found: FormerValues = { prints: {}, images: null, changed: 0 }
  for (const field of unprinted(subject, owned, context)) {
    if (equal.prints[field.rule.path] === undefined) addValue(found, { ...field, owned }, place)
  }
  const listing = former.of(subject.listing)
  const { pictures, input } = context
  if (!listing || !pictures || isKept(subject.listing, input.settings.target.gallery)) return found
  const parts = pictures.partsOf(subject.listing.key).flatMap((part) => former.of(part) ?? [])
  const reading = { settings: input.settings, known: pictures.known, parts, report: () => undefined }
  const images = desiredImages(listing, reading)
  if (equal.images === null) addGallery(found, { owned, images }, { former, pictures })
  if (!isKept(subject.listing, pictures.main ?? '')) addMain(found, { ...known, images }, { ...place, pictures })
  return found
}

function addValue(
  found: FormerValues,
  { listing, rule, owned }: FieldOf & { owned: Owned },
  { former, context }: { former: Former; context: DiffContext },
): void {
  const then = former.of(listing)
  if (!then) return
  const { digest } = context.input
  const { value } = desiredValue(then, rule, { ...context.fields, report: () => undefined })
  const live = owned.live.fields[rule.path] ?? null
  if (value === null || !mayBeChanged(rule, { live, value }, former)) return
  found.prints[rule.path] = printOf(rule.field, value, digest)
  if (!isSame({ rule, owned, live, value }, digest)) found.changed += 1
}

/** What is not there was taken away by people if it ever was there; lists of others that lack all of ours say nothing. */
function mayBeChanged(
  { field, path }: FieldRule,
  { live, value }: { live: Json; value: Json },
  former: Former,
): boolean {
  if (!isShared(field)) return !isEmpty(live) || former.wrote(path)
  const there = new Set(membersOf(live))
  return membersOf(value).some((member) => there.has(member))
}

function addGallery(
  found: FormerValues,
  { owned, images }: { owned: Owned; images: DesiredImage[] },
  { former, pictures }: { former: Former; pictures: Pictures },
): void {
  const { gallery, index } = pictures
  if (images.length === 0 || knowsGallery(owned.baseline)) return
  if (isEmpty(owned.live.fields[gallery]) && !former.wrote(gallery)) return
  found.images = ownImages(images, owned, index)
  if (compareGallery({ desired: images, owned, index }).changed) found.changed += 1
}

function addMain(
  found: FormerValues,
  { owned, equal, images }: Known & { images: DesiredImage[] },
  { former, context, pictures }: { former: Former; context: DiffContext; pictures: Pictures },
): void {
  const { main } = pictures
  if (main === null || equal.prints[main] !== undefined || owned.baseline?.fields[main] !== undefined) return
  const wanted = thumbnailOf(images, context.input.settings.images.thumbnail_fallback)
  const id = wanted === null ? undefined : idOf(wanted, owned, pictures)
  const live = owned.live.fields[main]
  if (id === undefined || (isEmpty(live) && !former.wrote(main))) return
  found.prints[main] = fingerprint('assets', id, context.input.digest)
  if (live !== id) found.changed += 1
}
