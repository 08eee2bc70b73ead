import type { Call, UserError } from '../domain.ts'
import type { Product } from '../store/records.ts'
import { missing, nonReady } from './create.ts'
import { extensionOf } from './file-name.ts'
import { isFetchable } from './file-source.ts'
import { handOver } from './make.ts'
import type { ShopFile } from './record.ts'
import { attach, fileNamed, fileOf, rename, takeOff } from './shelf.ts'
import { statusOf } from './views.ts'

export interface FileUpdate {
  id: string
  alt?: string | null
  filename?: string | null
  originalSource?: string | null
  previewImageSource?: string | null
  referencesToAdd?: string[] | null
  referencesToRemove?: string[] | null
}

const MOST_ALT = 512
export const MOST_MEDIA = 250

/** Only READY files, and all of them or none. References come with a delay: contract, §16. */
export function fileUpdate(call: Call, { files }: { files: readonly FileUpdate[] }): object {
  const { store } = call
  const unknown = files.filter(({ id }) => fileOf(store, id) === undefined).map(({ id }) => id)
  if (unknown.length > 0) return { files: [], userErrors: [missing(['files'], unknown)] }
  const pairs = files.map((update) => ({ update, file: fileOf(store, update.id) as ShopFile }))
  if (pairs.some(({ file }) => statusOf(file, call) !== 'READY'))
    return { files: [], userErrors: [nonReady(['files'])] }
  const userErrors = pairs.flatMap(({ update, file }, place) => problemOf(call, { update, file, place }) ?? [])
  if (userErrors.length > 0) return { files: [], userErrors }
  for (const pair of pairs) write(call, pair)
  return { files: pairs.map(({ file }) => file), userErrors: [] }
}

interface Pair {
  update: FileUpdate
  file: ShopFile
}

function problemOf({ store }: Call, { update, file, place }: Pair & { place: number }): UserError | null {
  const { alt, filename, originalSource, referencesToAdd, referencesToRemove } = update
  const refused = (key: string, code: string, message: string): UserError => {
    return { field: ['files', String(place), key], message, code }
  }
  if (alt && alt.length > MOST_ALT) {
    return refused(
      'alt',
      'ALT_VALUE_LIMIT_EXCEEDED',
      `The alt value exceeds the maximum limit of ${MOST_ALT} characters.`,
    )
  }
  if (originalSource && !isFetchable(originalSource)) {
    return refused('originalSource', 'INVALID_IMAGE_SOURCE_URL', 'File URL is invalid')
  }
  if (filename && extensionOf(filename) !== extensionOf(file.name)) {
    return refused('filename', 'INVALID_FILENAME', 'Provided filename extension must match original source.')
  }
  if (filename && filename !== file.name && fileNamed(store, filename)) {
    return refused('filename', 'FILENAME_ALREADY_EXISTS', 'A file with this name already exists.')
  }
  const products = [...(referencesToAdd ?? []), ...(referencesToRemove ?? [])]
  if (products.some((id) => store.get('Product', id) === undefined)) {
    return refused('referencesToAdd', 'REFERENCE_TARGET_DOES_NOT_EXIST', 'The reference target does not exist.')
  }
  const full = (referencesToAdd ?? []).some((id) => (store.get('Product', id)?.media.length ?? 0) >= MOST_MEDIA)
  if (!full) return null
  return refused('referencesToAdd', 'PRODUCT_MEDIA_LIMIT_EXCEEDED', `Exceeded ${MOST_MEDIA} media per product limit.`)
}

function write(call: Call, { update, file }: Pair): void {
  const { store, settings } = call
  const { alt, filename, originalSource, referencesToAdd, referencesToRemove } = update
  if (alt !== undefined) file.alt = alt
  if (filename) rename(store, file, filename)
  if (originalSource) handOver(file, originalSource, call)
  file.updatedAt = store.stamp()
  store.touch(file)
  store.later(settings.asyncMs, () => {
    for (const product of productsIn(call, referencesToAdd)) attach(store, product, file.id)
    for (const product of productsIn(call, referencesToRemove)) takeOff(store, product, file.id)
  })
}

function productsIn({ store }: Call, ids: readonly string[] | null | undefined): Product[] {
  return (ids ?? []).flatMap((id) => store.get('Product', id) ?? [])
}
