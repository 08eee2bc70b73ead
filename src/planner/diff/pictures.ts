import { foreignAddress, foreignId } from '../../model/address.ts'
import { pointerOf, texts } from '../../model/fields.ts'
import { setOf } from '../../model/grouping.ts'
import type { Json } from '../../model/json.ts'
import type { BaselineImage, Provenance } from '../../model/plan.ts'
import { interned, policyOrigin } from '../../model/provenance.ts'
import { fingerprint } from '../../model/values.ts'
import { overrideOrigin } from '../match/overrides.ts'
import { excludedImages, type IsExcluded, imageOrigin } from '../project/image-overrides.ts'
import { sourceImages, thumbnailOf } from '../project/images.ts'
import { partOfSlot } from '../project/part-slots.ts'
import { isKept } from '../project/rules.ts'
import type { DesiredImage, Listing, Owned } from '../types.ts'
import type { Changes, DiffContext, Pictures } from './context.ts'
import { type Decision, decideField, type FieldPolicy } from './decide.ts'
import { compareGallery, type GalleryChange } from './gallery.ts'
import { blockImages, type LostImages, lostImages } from './lost-images.ts'
import { addressedIn, ownImages } from './own-images.ts'
import { rulingOn } from './ruling.ts'
import { isTold, report } from './values.ts'
import type { Write } from './write.ts'

export interface ImageChange {
  /** The gallery for the baseline, `null` when the baseline stays as it is. */
  baseline: BaselineImage[] | null
  /** True when the gallery stays as people have it, and the baseline is to say so. */
  settles: boolean
  /** Ids of pictures that are in the account. */
  refs: Write['refs']
  /** Pictures that the operation shows anew. */
  used: DesiredImage[]
}

interface Existing {
  owned: Owned
  desired: DesiredImage[]
  changes: Changes
}

/** Compares gallery and main picture of an existing resource, and adds what must change to its one write. */
export function changeImages(
  listing: Listing,
  existing: Existing,
  context: DiffContext & { pictures: Pictures },
): ImageChange {
  const { owned, changes } = existing
  const { index, gallery: path } = context.pictures
  const desired = addressedIn(existing.desired, owned, index)
  const lost = lostImages(listing, context)
  const gallery = compareGallery({ desired, owned, index, lost, excluded: exclusions(listing, context.pictures) })
  blockImages(listing, { gallery, lost }, context)
  const { writes, settles } = ruleOnGallery(listing, gallery, context)
  const used: DesiredImage[] = []
  if (writes) {
    changes.before[path] = gallery.before
    changes.after[path] = gallery.after
    changes.provenance[path] = galleryOrigin(listing, context.pictures.origins)
    changes.compared.push(path)
    used.push(...gallery.attach)
  }
  const thumbnail = changeMain(listing, { ...existing, desired, gallery, writes, lost }, context)
  if (thumbnail && !used.includes(thumbnail)) used.push(thumbnail)
  nameReplaced(owned, changes, context)
  if (writes) return { baseline: gallery.images, settles, refs: gallery.refs, used }
  const refs = mainRef(thumbnail, gallery)
  if (!settles) return { baseline: null, settles, refs, used }
  const own = ownImages(desired, owned, index)
  return { baseline: own.images, settles, refs: { ...refs, ...own.refs }, used }
}

/** Pictures that leave are known by their ids alone; the baseline tells which they were. */
function nameReplaced({ baseline }: Owned, { before }: Changes, { pictures, found }: Pictured): void {
  const written = new Map((baseline?.images ?? []).map(({ asset, slot, image }) => [asset, `${slot} ${image}`.trim()]))
  const { gallery, main } = pictures
  for (const address of [gallery, main].flatMap((path) => texts([before[path ?? ''] ?? []].flat()))) {
    const id = foreignId(address)
    const name = id === null ? undefined : written.get(id)
    if (name !== undefined) found.names.set(address, name)
  }
}

/** What people want to be gone from a gallery; each part speaks of its own slots. */
function exclusions(listing: Listing, { known, partsOf }: Pictures): IsExcluded {
  const excludedBy = (one: Listing) => excludedImages(one.override?.images, sourceImages(one, known))
  const own = excludedBy(listing)
  const ofParts = new Map(partsOf(listing.key).map((part) => [part.key, excludedBy(part)]))
  if (ofParts.size === 0) return own
  return ({ image, slot }) => {
    const part = partOfSlot(slot)
    const excluded = part && ofParts.get(part.key)
    return excluded ? excluded({ image, slot: part.slot }) : own({ image, slot })
  }
}

/** Where the gallery of a listing comes from. */
export function galleryOrigin(listing: Listing, known: Pictures['origins']): Provenance {
  return imageOrigin(listing) ?? interned(known, listing.facts.name, imagesPath(listing))
}

/** Where the main picture of a listing comes from, and that it is the first image for want of a better one. */
export function mainOrigin(listing: Listing, { slot }: DesiredImage, known: Pictures['origins']): Provenance {
  return imageOrigin(listing) ?? interned(known, listing.facts.name, `${imagesPath(listing)}: ${slot || 'first'}`)
}

function imagesPath({ facts }: Listing): string {
  return facts.paths.images ?? 'images'
}

function mainRef(image: DesiredImage | null, { refs }: GalleryChange): Write['refs'] {
  const id = image === null ? undefined : refs[image.address]
  return image === null || id === undefined ? {} : { [image.address]: id }
}

type Pictured = DiffContext & { pictures: Pictures }

/** What becomes of a gallery: whether it is written, or else stays for good as people have it. */
interface GalleryRuling {
  writes: boolean
  settles: boolean
}

function ruleOnGallery(listing: Listing, gallery: GalleryChange, context: Pictured): GalleryRuling {
  if (!gallery.changed || (gallery.images.length === 0 && gallery.replaced === 0)) return UNCHANGED
  if (context.removing.hindrance && gallery.replaced > 0) return UNCHANGED
  const { settings } = context.input
  const { policy, settles } = rulingOn({ label: settings.target.gallery, write: 'always' }, context.input)
  const decided = decideField({ ...gallery, rule: 'always', same: false, desiredEmpty: false, clear: false }, policy)
  const writes = decided.write && !overLimit(listing, gallery, context)
  const decision = writes ? decided : { ...decided, write: false, overwrites: null }
  const lost = gallery.before.some((address) => !setOf(gallery.after).has(address))
  if (decision.report !== null || (decision.overwrites !== null && lost)) {
    const field = pointerOf(context.pictures.gallery, context.kind.groups)
    const entry = { address: listing.address, field, live: gallery.before, desired: gallery.after }
    report({ ...entry, last_written: decision.report === 'drift' ? gallery.after : null }, decision, context)
  }
  return { writes, settles: settles(decision) }
}

const UNCHANGED: GalleryRuling = { writes: false, settles: false }

function overLimit(listing: Listing, gallery: GalleryChange, { input, found, kind, pictures }: Pictured): boolean {
  const { most = Number.POSITIVE_INFINITY } = kind.field(pictures.gallery)
  if (gallery.after.length <= most) return false
  const [, nouns] = pictures.kind.noun
  found.blocked.push({
    id: `update:${listing.address}`,
    address: listing.address,
    action: 'update',
    code: 'limit',
    message: `Its gallery would hold ${gallery.after.length} ${nouns}; ${input.traits.title} takes ${most}.`,
    hint: `Remove ${nouns} from the gallery, or lower images.max_per_product.`,
  })
  return true
}

interface MainParts extends Existing {
  gallery: GalleryChange
  /** Whether the gallery is written; a held-back one stays as it is. */
  writes: boolean
  lost: LostImages
}

function changeMain(listing: Listing, parts: MainParts, context: Pictured): DesiredImage | null {
  const { owned, desired, changes, gallery, writes, lost } = parts
  const { main: path, kind } = context.pictures
  if (path === null || isKept(listing, path)) return null
  const wanted = thumbnailOf(desired, context.input.settings.images.thumbnail_fallback)
  if (wanted === null) {
    dropMain(listing, { owned, changes, path, pruned: writes && lost.prune ? gallery.dropped : [] }, context)
    return null
  }
  const live = owned.live.fields[path]
  const id = gallery.refs[wanted.address]
  if (live !== undefined && live === id) return null
  // No later plan would know what a thumbnail shows that the gallery does not: it would be uploaded again and again.
  if (!writes && gallery.attach.includes(wanted)) return null
  const { policy, settles } = rulingOn({ label: path, write: 'always' }, context.input)
  const decision = decideMain(owned, { path, id, policy }, context)
  const before = live === undefined ? null : foreignAddress(kind.name, String(live))
  if (isTold(decision)) {
    const field = pointerOf(path, context.kind.groups)
    const entry = { address: listing.address, field, last_written: null, live: before, desired: wanted.address }
    report(entry, decision, context)
  }
  if (settles(decision) && id !== undefined) changes.settled[path] = fingerprint('assets', id, context.input.digest)
  if (!decision.write) return null
  setMain(changes, path, {
    before,
    after: wanted.address,
    origin: mainOrigin(listing, wanted, context.pictures.origins),
  })
  return wanted
}

function setMain(
  { before, after, compared, provenance }: Changes,
  path: string,
  change: { before: Json; after: Json; origin: Provenance },
): void {
  before[path] = change.before
  after[path] = change.after
  compared.push(path)
  provenance[path] = change.origin
}

interface Dropping {
  owned: Owned
  changes: Changes
  path: string
  /** Images that leave the gallery because the source has them no more. */
  pruned: GalleryChange['dropped']
}

/** A main image that is excluded or pruned does not stay as the main picture that this program made of it. */
function dropMain(listing: Listing, { owned, changes, path, pruned }: Dropping, { input, pictures }: Pictured): void {
  const live = owned.live.fields[path]
  if (live === undefined || fingerprint('assets', live, input.digest) !== owned.baseline?.fields[path]) return
  const isPruned = pruned.some(({ asset }) => asset === live)
  if (!isPruned && !isExcludedMain(listing, owned, live)) return
  const before = foreignAddress(pictures.kind.name, String(live))
  const origin =
    isPruned || !listing.override ? policyOrigin('policy.prune') : overrideOrigin(listing.override, 'images')
  setMain(changes, path, { before, after: null, origin })
}

function isExcludedMain({ override, item }: Listing, { baseline }: Owned, live: Json): boolean {
  const excluded = override?.images?.exclude ?? []
  const written = baseline?.images.find(({ asset }) => asset === live)
  const slots = [...item.images.filter(({ main }) => main).map(({ slot }) => slot), ...(written ? [written.slot] : [])]
  return slots.some((slot) => excluded.includes(slot))
}

interface Main {
  path: string
  /** What should be there, as far as it is in the account. */
  id: string | undefined
  policy: FieldPolicy
}

function decideMain(owned: Owned, { path, id, policy }: Main, { input }: DiffContext): Decision {
  const written = owned.baseline?.fields[path]
  const live = owned.live.fields[path]
  const is = (picture: Json | undefined) =>
    picture !== undefined && fingerprint('assets', picture, input.digest) === written
  return decideField(
    {
      rule: 'always',
      same: false,
      liveEmpty: live === undefined,
      desiredEmpty: false,
      clear: false,
      hasBaseline: written !== undefined,
      liveIsBaseline: is(live),
      desiredIsBaseline: is(id),
    },
    policy,
  )
}
