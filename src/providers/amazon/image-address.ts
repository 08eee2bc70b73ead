/** The address of a picture, taken apart. */
export interface ImageAddress {
  host: string
  /** The path before the file, with slashes around it; of the original. */
  folder: string
  /** The id of the picture: its file name without modifiers and extension, decoded. */
  id: string
  /** As it is spelt. */
  extension: string
}

/** Why a link is none that can be used, as the rest of a sentence. */
export type Unusable = string

const LINK = /^https:\/\/([^/?#\s\p{Cc}]+)(\/(?:[^?#\s\p{Cc}]*\/)?)([^/?#]+)$/u
const FILE = /^([A-Za-z0-9+_%-]+)(?:\.[^/.]*)*\.(jpe?g|png|gif|webp|tiff?)$/i

/** A shop's page serves pictures through folders of its own, such as `/images/W/MEDIAX_1-T2/images/I/`. */
const SERVED = /^\/images\/W\/[^/]+(\/images\/)/

/** One picture is spelt in several ways: `%2B` for `+`, other hosts and folders, modifiers such as `._SR200,260_`. */
export function readImageAddress(link: string): ImageAddress | Unusable {
  const [, host, folder = '', file = ''] = LINK.exec(link.trim()) ?? []
  if (host === undefined) return 'its address is not a plain https address of a file'
  const [, id, extension] = FILE.exec(decoded(file)) ?? []
  if (id === undefined || extension === undefined) return 'its file name is not that of an image'
  return { host: host.toLowerCase(), folder: folder.replace(SERVED, '$1'), id, extension }
}

/** Percent signs decoded as often as there are any; a text that is badly encoded stays. */
export function decoded(text: string): string {
  if (!/%[\da-f]{2}/i.test(text)) return text
  try {
    return decoded(decodeURIComponent(text))
  } catch {
    return text
  }
}
