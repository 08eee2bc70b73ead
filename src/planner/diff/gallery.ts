import { foreignAddress } from '../../model/address.ts'
import { knowsGallery } from '../../model/baseline.ts'
import { texts } from '../../model/fields.ts'
import type { Address, BaselineImage } from '../../model/plan.ts'
import type { IsExcluded } from '../project/image-overrides.ts'
import { isPlace } from '../project/part-slots.ts'
import type { DesiredImage, Owned } from '../types.ts'
import type { ImageIndex } from './image-index.ts'

/** A product's gallery as it is and as it should be, in addresses. */
export interface GalleryChange {
  before: Address[]
  after: Address[]
  changed: boolean
  liveEmpty: boolean
  hasBaseline: boolean
  liveIsBaseline: boolean
  desiredIsBaseline: boolean
  /** Own images that leave. */
  replaced: number
  /** Own images that the source shows no more and that nothing replaces: they stay unless they are pruned. */
  dropped: Written
  /** Desired images that the gallery does not show yet. */
  attach: DesiredImage[]
  images: BaselineImage[]
  /** Ids of the desired images that are in the account. */
  refs: { [address: Address]: string }
}

interface Parts {
  desired: DesiredImage[]
  owned: Owned | null
  index: ImageIndex
  /** Images that people want to be gone. */
  excluded?: IsExcluded
  /** Images that the source has no more, and whether they leave. */
  lost?: { isLost: IsExcluded; prune: boolean }
}

const NOTHING_LOST = { isLost: () => false, prune: false }

/**
 * Own images come first, in slot order; then everything that is not ours, in live order. Only membership and order of
 * our own are compared. An own image leaves when its slot shows another one or an override excludes it; one that the source
 * merely dropped stays, and is remembered as ours, until it is pruned.
 */
export function compareGallery({
  desired,
  owned,
  index,
  excluded = () => false,
  lost = NOTHING_LOST,
}: Parts): GalleryChange {
  const live = owned === null ? [] : texts(owned.live.fields[index.gallery])
  const known = owned === null ? new Map<string, string>() : index.of(owned)
  const refs: { [address: Address]: string } = {}
  for (const { address, image } of desired) {
    const id = known.get(image) ?? index.anywhere(image)
    if (id !== undefined) refs[address] = id
  }
  const written = index.written(owned?.baseline ?? null)
  const desiredIds = desired.map(({ address }) => refs[address])
  const own = new Set(desiredIds)
  const shown = new Set(live)
  const replaced = replacedAssets(written, { desired, live, excluded, refs })
  const left = written.filter(({ asset }) => shown.has(asset) && !own.has(asset) && !replaced.has(asset))
  const dropped = left.filter(lost.isLost)
  if (lost.prune) for (const { asset } of dropped) replaced.add(asset)
  const kept = left.filter(({ asset }) => !replaced.has(asset))
  const rest = live.filter((id) => !own.has(id) && !replaced.has(id))
  const addressOf = addressLookup(refs, index.kind)
  const ownLive = live.filter((id) => own.has(id))
  const isLeft = new Set(left)
  return {
    before: live.map(addressOf),
    after: [...desired.map(({ address }) => address), ...rest.map(addressOf)],
    changed: replaced.size > 0 || ownLive.length !== desired.length || ownLive.some((id, i) => id !== desiredIds[i]),
    liveEmpty: live.length === 0,
    hasBaseline: knowsGallery(owned?.baseline ?? null),
    liveIsBaseline: sameOrder(
      liveOf(written, live),
      written.map(({ asset }) => asset),
    ),
    desiredIsBaseline: sameOrder(
      desired.map(({ image }) => image),
      written.filter((one) => !isLeft.has(one)).map(({ image }) => image),
    ),
    replaced: replaced.size,
    dropped,
    attach: desired.filter(({ address }) => !shown.has(refs[address] ?? '')),
    images: [...desired.map((image) => image.written), ...inGallery(kept, live, addressOf)],
    refs,
  }
}

/** Own images that stay without being wanted, as a baseline remembers them: behind the others, in live order. */
function inGallery(kept: Written, live: string[], addressOf: (id: string) => Address): BaselineImage[] {
  const byAsset = new Map(kept.map((one) => [one.asset, one]))
  return live.flatMap((id) => {
    const one = byAsset.get(id)
    return one ? [{ slot: one.slot, image: one.image, asset: addressOf(id) }] : []
  })
}

type Written = { slot: string; image: string; asset: string }[]

interface Replacing {
  desired: DesiredImage[]
  live: string[]
  excluded: IsExcluded
  refs: { [address: Address]: string }
}

/** An image leaves with its slot or by an override, a second asset of one picture always. */
function replacedAssets(written: Written, { desired, live, excluded, refs }: Replacing): Set<string> {
  const images = new Map(desired.map(({ image, address }) => [image, refs[address]]))
  const slots = new Set(desired.map(({ slot }) => slot))
  const shown = new Set(live)
  const gone = written.filter(({ image, slot, asset }) => {
    if (!shown.has(asset)) return false
    if (images.has(image)) return images.get(image) !== asset
    return (isPlace(slot) && slots.has(slot)) || excluded({ slot, image })
  })
  return new Set(gone.map(({ asset }) => asset))
}

function addressLookup(refs: { [address: Address]: string }, kind: string): (id: string) => Address {
  const addresses = new Map(Object.entries(refs).map(([address, id]) => [id, address]))
  return (id) => addresses.get(id) ?? foreignAddress(kind, id)
}

/** What the gallery still shows of the images that this program put there. */
function liveOf(written: Written, live: string[]): string[] {
  const own = new Set(written.map(({ asset }) => asset))
  return live.filter((id) => own.has(id))
}

function sameOrder(a: string[], b: string[]): boolean {
  return a.length === b.length && a.every((value, index) => value === b[index])
}
