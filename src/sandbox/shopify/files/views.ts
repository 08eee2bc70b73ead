import type { Call, Resolver } from '../domain.ts'
import { numberOf } from '../store/store.ts'
import { cdnUrl, extensionOf } from './file-name.ts'
import { pictureIn } from './file-source.ts'
import { type FileStatus, fileStatus } from './file-state.ts'
import type { ShopFile } from './record.ts'

export function statusOf(file: ShopFile, { world, settings }: Pick<Call, 'world' | 'settings'>): FileStatus {
  return fileStatus(file, { fileMs: settings.fileMs, now: world.clock.now() })
}

type View = (file: ShopFile, call: Call) => unknown

/** Nothing of what a picture shows is known until it is READY: contract, §10. */
const image: View = (file, call) => {
  if (statusOf(file, call) !== 'READY') return null
  const { width, height } = pictureIn(file.source)
  const id = `gid://shopify/ImageSource/${numberOf(file.id)}`
  return { __typename: 'Image', id, altText: file.alt, width, height, url: urlOf(file) }
}

const errors: View = (file, call) => {
  return statusOf(file, call) === 'FAILED' && file.failure !== null ? [file.failure] : []
}

const preview: View = (file, call) => ({
  image: file.__typename === 'MediaImage' ? image(file, call) : null,
  status: statusOf(file, call),
})

const MIME_TYPES: { readonly [extension: string]: string } = {
  ...{ '.jpg': 'image/jpeg', '.jpeg': 'image/jpeg', '.png': 'image/png', '.gif': 'image/gif' },
  ...{ '.webp': 'image/webp', '.heic': 'image/heic', '.pdf': 'application/pdf', '.txt': 'text/plain' },
}

const mimeType: View = (file, call) => {
  if (statusOf(file, call) !== 'READY') return null
  return MIME_TYPES[extensionOf(file.name).toLowerCase()] ?? 'application/octet-stream'
}

/** Bytes, made up of the name. */
function sizeOf({ name }: ShopFile): number {
  return 10_000 + name.length * 997
}

const original: View = (file, call) => {
  return statusOf(file, call) === 'READY'
    ? { fileSize: sizeOf(file), url: `${urlOf(file)}&signature=short-lived` }
    : null
}

const url: View = (file, call) => (statusOf(file, call) === 'READY' ? urlOf(file) : null)

/** Of one shop, whose number the addresses of its files hold. */
const SHOP_NUMBER = 92_891_250_994

function urlOf({ name, version }: ShopFile): string {
  return cdnUrl(SHOP_NUMBER, name, version)
}

const of =
  (view: View): Resolver =>
  (file, _args, call) =>
    view(file as ShopFile, call)

const COMMON = { fileErrors: of(errors), fileStatus: of(statusOf), preview: of(preview), mimeType: of(mimeType) }

export const VIEWS: { [type: string]: { [field: string]: Resolver } } = {
  MediaImage: {
    ...COMMON,
    image: of(image),
    mediaContentType: () => 'IMAGE',
    mediaErrors: of(errors),
    mediaWarnings: () => [],
    originalSource: of(original),
    status: of(statusOf),
  },
  GenericFile: { ...COMMON, originalFileSize: of((file) => sizeOf(file)), url: of(url) },
}
