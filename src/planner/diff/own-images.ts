import { foreignAddress, foreignId } from '../../model/address.ts'
import { texts } from '../../model/fields.ts'
import type { BaselineImage } from '../../model/plan.ts'
import type { DesiredImage, Owned } from '../types.ts'
import type { ImageIndex } from './image-index.ts'
import type { Write } from './write.ts'

/** Pictures as a baseline is to remember them, with the ids of those that are named by address. */
export interface OwnImages {
  images: BaselineImage[]
  refs: Write['refs']
}

/** One picture may be in the account several times; only one of its assets has the address that all operations share. */
export function addressedIn(desired: readonly DesiredImage[], owned: Owned, index: ImageIndex): DesiredImage[] {
  const known = index.of(owned)
  return desired.map((image) => {
    const id = known.get(image.image)
    if (id === undefined || id === index.anywhere(image.image)) return image
    const address = foreignAddress(index.kind, id)
    return { ...image, address, written: { ...image.written, asset: address } }
  })
}

/** Pictures of a gallery that is not written, by what it shows of them: nothing of those that it lacks. */
export function ownImages(desired: readonly DesiredImage[], owned: Owned, index: ImageIndex): OwnImages {
  const shown = new Set(texts(owned.live.fields[index.gallery]))
  const known = index.of(owned)
  const refs: OwnImages['refs'] = {}
  const images = addressedIn(desired, owned, index).map(({ written, image, address }) => {
    const id = known.get(image)
    if (id === undefined || !shown.has(id)) return { ...written, asset: '' }
    if (foreignId(address) === null) Object.assign(refs, { [address]: id })
    return written
  })
  return { images, refs }
}
