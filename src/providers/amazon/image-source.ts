import { imageNamePattern } from '../../model/image-names.ts'
import type { ImageSettings } from '../../model/source.ts'
import { decoded, type ImageAddress, readImageAddress } from './image-address.ts'

/** Where a picture is fetched from, and under which name it is kept. */
export interface ImageSource {
  image: string
  filename: string
  /** The original, without size modifiers. */
  url: string
}

const IMAGE_ID = '[A-Za-z0-9+_%-]+'

/** Preferred in this order, where one picture comes in several formats. */
const EXTENSIONS = ['jpg', 'jpeg', 'png', 'webp', 'gif', 'tif', 'tiff']

/** Reads a link, or says why it cannot be used. */
function imageSource(link: string, { hosts, hostsKey, name }: ImageSettings): ImageSource | string {
  const address = readImageAddress(link)
  if (typeof address === 'string') return address
  const { host, folder, id, extension } = address
  if (!hosts.includes(host)) return `its host ${host} is not one of ${hostsKey}`
  return { image: id, filename: fileName(name, address), url: `https://${host}${folder}${id}.${extension}` }
}

/** What each of many links says, or why it cannot be used. */
export function readSources(links: Iterable<string>, settings: ImageSettings): Map<string, ImageSource | string> {
  const sources = new Map<string, ImageSource | string>()
  for (const link of links) if (!sources.has(link)) sources.set(link, imageSource(link, settings))
  return sources
}

/** One source for each picture, whatever listings show it, in whatever order and spelling. */
export function chooseSources(
  sources: Iterable<ImageSource | string>,
  settings: ImageSettings,
): Map<string, ImageSource> {
  const chosen = new Map<string, ImageSource>()
  for (const source of sources) {
    if (typeof source === 'string') continue
    const known = chosen.get(source.image)
    if (known === undefined || isBetter(source, known, settings)) chosen.set(source.image, source)
  }
  return chosen
}

/** The usual format, the first of the configured hosts, the shortest way there; of equals the first by text. */
function isBetter(a: ImageSource, b: ImageSource, { hosts }: ImageSettings): boolean {
  const [one, other] = [rankOf(a, hosts), rankOf(b, hosts)]
  const place = one.findIndex((value, index) => value !== other[index])
  return place < 0 ? a.url < b.url : (one[place] as number) < (other[place] as number)
}

function rankOf({ url }: ImageSource, hosts: string[]): number[] {
  const extension = url.slice(url.lastIndexOf('.') + 1)
  const plain = extension.toLowerCase()
  const host = hosts.indexOf(url.split('/', 3)[2] ?? '')
  return [EXTENSIONS.indexOf(plain), extension === plain ? 0 : 1, host, url.length]
}

/** Plus and minus are spelled out, so that ids that differ only there never share a file name. */
function fileName(template: string, { id, extension }: ImageAddress): string {
  const name = id.replaceAll('-', '--').replaceAll('+', '-p')
  return template.replaceAll('{id}', name).replaceAll('{ext}', extension.toLowerCase())
}

/**
 * The image ids that a file name may stand for: names that this program gives (`name`) and names that older tools gave
 * (`recognise`, with `*` for anything). Ids that were kept percent-encoded are decoded.
 */
export function recogniser({
  name: template,
  recognise,
}: Pick<ImageSettings, 'name' | 'recognise'>): (file: string) => string[] {
  const own = imageNamePattern(template, IMAGE_ID)
  const older = recognise.map((older) => imageNamePattern(older, IMAGE_ID))
  return (file) => {
    const name = own.exec(file)?.groups?.id?.replace(/--|-p/g, (pair) => (pair === '--' ? '-' : '+'))
    const names = older.map((pattern) => pattern.exec(file)?.groups?.id)
    return [name, ...names].filter((id) => id !== undefined).map(decoded)
  }
}
