import { foreignAsset } from '../model/address.ts'
import type { BaselineImage, Operation } from '../model/plan.ts'
import { fingerprint } from '../model/values.ts'
import { decideField } from './decide.ts'
import { pointerOf } from './desired-fields.ts'
import { compareGallery, type GalleryChange } from './gallery.ts'
import { type DesiredImage, thumbnailOf } from './images.ts'
import { type Changes, type Existing, report } from './product-changes.ts'
import { galleryPath, type ProductContext, setField, useImages } from './product-context.ts'
import type { Listing, Owned } from './types.ts'

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
  })
  const galleryChanged = writesGallery(listing, gallery, context)
  const used: DesiredImage[] = []
  if (galleryChanged) {
    setField(changes.before, galleryPath(context), gallery.before)
    setField(changes.after, galleryPath(context), gallery.after)
    changes.provenance[pointerOf(galleryPath(context))] = {
      source: context.fields.source,
      path: context.input.paths.images ?? 'images',
    }
    changes.fields.push(galleryPath(context))
    used.push(...gallery.attach)
  }
  const thumbnail = changeThumbnail(listing, { owned, desired, changes, gallery }, context)
  if (thumbnail && !used.includes(thumbnail)) used.push(thumbnail)
  return {
    baseline: galleryChanged ? gallery.images : null,
    attachTo(operation) {
      Object.assign(operation.refs, galleryChanged ? gallery.refs : thumbnailRef(thumbnail, gallery))
      useImages(operation, used, context)
    },
  }
}

function thumbnailRef(thumbnail: DesiredImage | null, { refs }: GalleryChange): { [address: string]: string } {
  const id = thumbnail === null ? undefined : refs[thumbnail.address]
  return thumbnail === null || id === undefined ? {} : { [thumbnail.address]: id }
}

function writesGallery(listing: Listing, gallery: GalleryChange, context: ProductContext): boolean {
  if (!gallery.changed || gallery.images.length === 0) return false
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
}

function changeThumbnail(
  listing: Listing,
  { owned, desired, changes, gallery }: ThumbnailParts,
  context: ProductContext,
): DesiredImage | null {
  const { input } = context
  const wanted = thumbnailOf(desired, input.settings.images.thumbnail_fallback)
  if (wanted === null) return null
  const live = owned.product.thumbnail
  const id = gallery.refs[wanted.address]
  if (live !== undefined && live === id) return null
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
  const path = `${input.paths.images ?? 'images'}: ${wanted.slot || 'first'}`
  changes.provenance['/thumbnail'] = { source: context.fields.source, path }
  return wanted
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
