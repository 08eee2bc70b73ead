import { type ImageAddress, readImageAddress } from '../../model/image-address.ts'
import type { Settings } from '../../model/settings.ts'

/** Where a picture is fetched from, and under which name it is kept. */
export interface ImageSource {
  image: string
  filename: string
  /** The original, without size modifiers. */
  url: string
}

/** Preferred in this order, where one picture comes in several formats. */
const EXTENSIONS = ['jpg', 'jpeg', 'png', 'webp', 'gif', 'tif', 'tiff']

/** Reads a link, or says why it cannot be used. */
export function imageSource(link: string, settings: Settings): ImageSource | string {
  const address = readImageAddress(link)
  if (typeof address === 'string') return address
  const { host, folder, id, extension } = address
  const { provider, image_hosts } = settings.source
  if (!image_hosts.includes(host)) return `its host ${host} is not one of source.${provider}.image_hosts`
  return { image: id, filename: fileName(settings, address), url: `https://${host}${folder}${id}.${extension}` }
}

/** One source for each picture, whatever listings show it, in whatever order and spelling. */
export function chooseSources(links: Iterable<string>, settings: Settings): Map<string, ImageSource> {
  const chosen = new Map<string, ImageSource>()
  for (const link of new Set(links)) {
    const source = imageSource(link, settings)
    if (typeof source === 'string') continue
    const known = chosen.get(source.image)
    if (known === undefined || isBetter(source, known, settings)) chosen.set(source.image, source)
  }
  return chosen
}

/** The usual format, the first of the configured hosts, the shortest way there; of equals the first by text. */
function isBetter(a: ImageSource, b: ImageSource, settings: Settings): boolean {
  const [one, other] = [rankOf(a, settings), rankOf(b, settings)]
  const place = one.findIndex((value, index) => value !== other[index])
  return place < 0 ? a.url < b.url : (one[place] as number) < (other[place] as number)
}

function rankOf({ url }: ImageSource, { source }: Settings): number[] {
  const extension = url.slice(url.lastIndexOf('.') + 1)
  const plain = extension.toLowerCase()
  const host = source.image_hosts.indexOf(url.split('/', 3)[2] ?? '')
  return [EXTENSIONS.indexOf(plain), extension === plain ? 0 : 1, host, url.length]
}

/** Plus and minus are spelled out, so that ids that differ only there never share a file name. */
function fileName({ images }: Settings, { id, extension }: ImageAddress): string {
  const name = id.replaceAll('-', '--').replaceAll('+', '-p')
  return images.name.replaceAll('{id}', name).replaceAll('{ext}', extension.toLowerCase())
}
