import { extname } from 'node:path/posix'

/** The ending of the path of an address, as it is written there; empty without one. */
export function endingOf(url: string): string {
  return extname(lastPartOf(url))
}

/** The last part of the path of an address, decoded; empty where there is none. */
export function lastPartOf(url: string): string {
  const path = URL.canParse(url) ? new URL(url).pathname : ''
  return decoded(path.split('/').at(-1) ?? '')
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

/** The name of a file by its key, with the ending of its source: Shopify refuses any other, upper and lower case told apart. */
export function sentName(key: string, ending: string): string {
  return `${key.slice(0, key.length - extname(key).length)}${ending}`
}

/** Endings of what Shopify takes for a picture. */
export const PICTURES = ['jpg', 'png', 'gif', 'webp', 'heic'] as const

export type PictureEnding = (typeof PICTURES)[number]

/**
 * The name of a picture whose address said nothing of its type, so that its key only guesses it: `boot.jpg-is.png` where
 * the guess was wrong. Two endings alone would be read by Shopify's delivery as a wish to convert.
 */
export function trueName(key: string, ending: PictureEnding): string {
  const guessed = extname(key)
    .slice(1)
    .toLowerCase()
    .replace(/^jpeg$/, 'jpg')
  return guessed === ending ? key : markedName(key, ending)
}

function markedName(key: string, ending: PictureEnding): string {
  return `${key}-is.${ending}`
}

const MARKED = new RegExp(`^(.+\\.[a-z0-9]+)-is\\.(?:${PICTURES.join('|')})$`)

/** The key that a file has by its name. */
export function keyOfName(name: string): string {
  return MARKED.exec(name)?.[1] ?? name
}

/** All names that the file of a key may have. */
export function namesOf(key: string): string[] {
  return [key, ...PICTURES.map((ending) => markedName(key, ending))]
}
