import { foreignAsset } from '../../model/address.ts'
import type { BaselineImage, Operation, Provenance } from '../../model/plan.ts'
import { fingerprint } from '../../model/values.ts'
import { overrideOrigin } from '../match/overrides.ts'
import { isKept, pointerOf } from '../project/desired-fields.ts'
import { excludedImages, type IsExcluded, imageOrigin } from '../project/image-overrides.ts'
import { sourceImages, thumbnailOf } from '../project/images.ts'
import type { DesiredImage, Listing, Owned } from '../types.ts'
import { decideField } from './decide.ts'
import { compareGallery, type GalleryChange } from './gallery.ts'
import { type Changes, type Existing, report } from './product-changes.ts'
import { galleryPath, type ProductContext, setField, useImages } from './product-context.ts'

interface ImageChange {
  /** The gallery for the baseline, when it is written. */
  baseline: BaselineImage[] | null
  /** Adds references and uploads to the finished operation. */
  attachTo(operation: Operation): void
}

/** Compares gallery and thumbnail of an existing product, and adds what must change to its one write. */
export function changeImages(
  listing: Listing,
  existing: Existing & { changes: Changes },
  context: ProductContext,
): ImageChange {
  const { owned, desired, changes } = existing
  const gallery = compareGallery({
    desired,
    owned,
    index: context.images,
    gallery: context.input.settings.target.gallery,
    excluded: exclusions(listing, context),
  })
  const galleryChanged = writesGallery(listing, gallery, context)
  const used: DesiredImage[] = []
  if (galleryChanged) {
    setField(changes.before, galleryPath(context), gallery.before)
    setField(changes.after, galleryPath(context), gallery.after)
    changes.provenance[pointerOf(galleryPath(context))] = galleryOrigin(listing)
    changes.fields.push(galleryPath(context))
    used.push(...gallery.attach)
  }
  const thumbnail = changeThumbnail(listing, { owned, desired, changes, gallery, galleryChanged }, context)
  if (thumbnail && !used.includes(thumbnail)) used.push(thumbnail)
  return {
    baseline: galleryChanged ? gallery.images : null,
    attachTo(operation) {
      Object.assign(operation.refs, galleryChanged ? gallery.refs : thumbnailRef(thumbnail, gallery))
      useImages(operation, { images: used, listing }, context)
    },
  }
}

function exclusions(listing: Listing, { knownImages }: ProductContext): IsExcluded {
  const { override } = listing
  if (!override?.images) return () => false
  return excludedImages(override.images, sourceImages(listing, knownImages))
}

/** Where the gallery of a listing comes from. */
export function galleryOrigin(listing: Listing): Provenance {
  return imageOrigin(listing, { source: listing.facts.name, path: imagesPath(listing) })
}

/** Where the thumbnail of a listing comes from, and that it is the first image for want of a MAIN one. */
export function thumbnailOrigin(listing: Listing, { slot }: DesiredImage): Provenance {
  const path = `${imagesPath(listing)}: ${slot || 'first'}`
  return imageOrigin(listing, { source: listing.facts.name, path })
}

function imagesPath({ facts }: Listing): string {
  return facts.paths.images ?? 'images'
}

function thumbnailRef(thumbnail: DesiredImage | null, { refs }: GalleryChange): { [address: string]: string } {
  const id = thumbnail === null ? undefined : refs[thumbnail.address]
  return thumbnail === null || id === undefined ? {} : { [thumbnail.address]: id }
}

function writesGallery(listing: Listing, gallery: GalleryChange, context: ProductContext): boolean {
  if (!gallery.changed || (gallery.images.length === 0 && gallery.replaced === 0)) return false
  const decision = decideField(
    { ...gallery, rule: 'always', same: false, desiredEmpty: false, clear: false },
    context.input.settings.policy,
  )
  if (decision.report !== null) {
    const entry = {
      address: listing.address,
      field: pointerOf(galleryPath(context)),
      live: gallery.before,
      desired: gallery.after,
    }
    report({ ...entry, last_written: decision.report === 'drift' ? gallery.after : null }, decision, context)
  }
  return decision.write && !overLimit(listing, gallery, context)
}

function overLimit(listing: Listing, gallery: GalleryChange, { input, found }: ProductContext): boolean {
  const most = input.traits.limits.assets_per_product
  if (gallery.after.length <= most) return false
  found.blocked.push({
    id: `update:${listing.address}`,
    address: listing.address,
    action: 'update',
    code: 'limit',
    message: `Its gallery would hold ${gallery.after.length} assets; ${input.traits.title} takes ${most}.`,
    hint: 'Remove assets from the gallery, or lower images.max_per_product.',
  })
  return true
}

interface ThumbnailParts extends Existing {
  changes: Changes
  gallery: GalleryChange
  /** Whether the gallery is written; a held-back one stays as it is. */
  galleryChanged: boolean
}

function changeThumbnail(
  listing: Listing,
  { owned, desired, changes, gallery, galleryChanged }: ThumbnailParts,
  context: ProductContext,
): DesiredImage | null {
  const { input } = context
  const wanted = thumbnailOf(desired, input.settings.images.thumbnail_fallback)
  const live = owned.product.thumbnail
  if (isKept(listing, 'thumbnail')) return null
  if (wanted === null) {
    dropThumbnail(listing, { owned, changes }, context)
    return null
  }
  const id = gallery.refs[wanted.address]
  if (live !== undefined && live === id) return null
  // No later plan would know what a thumbnail shows that the gallery does not: it would be uploaded again and again.
  if (!galleryChanged && gallery.attach.includes(wanted)) return null
  const decision = decideThumbnail(owned, { live, id }, context)
  const before = live === undefined ? null : foreignAsset(live)
  if (decision.report !== null) {
    const entry = {
      address: listing.address,
      field: '/thumbnail',
      last_written: null,
      live: before,
      desired: wanted.address,
    }
    report(entry, decision, context)
  }
  if (!decision.write) return null
  changes.before.thumbnail = before
  changes.after.thumbnail = wanted.address
  changes.fields.push('thumbnail')
  changes.provenance['/thumbnail'] = thumbnailOrigin(listing, wanted)
  return wanted
}

/** An excluded MAIN image does not stay as the thumbnail that this program made of it. */
function dropThumbnail(
  { override }: Listing,
  { owned, changes }: { owned: Owned; changes: Changes },
  { input }: ProductContext,
): void {
  const live = owned.product.thumbnail
  if (live === undefined || !override?.images?.exclude.includes('MAIN')) return
  if (fingerprint('assets', live, input.digest) !== owned.baseline?.fields.thumbnail) return
  changes.before.thumbnail = foreignAsset(live)
  changes.after.thumbnail = null
  changes.fields.push('thumbnail')
  changes.provenance['/thumbnail'] = overrideOrigin(override, 'images')
}

function decideThumbnail(
  owned: Owned,
  { live, id }: { live: string | undefined; id: string | undefined },
  { input }: ProductContext,
) {
  const written = owned.baseline?.fields.thumbnail
  const is = (asset: string | undefined) =>
    asset !== undefined && fingerprint('assets', asset, input.digest) === written
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
    input.settings.policy,
  )
}
