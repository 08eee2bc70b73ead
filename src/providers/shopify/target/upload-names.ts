import { extname } from 'node:path/posix'

/** The ending of the path of an address, as it is written there; empty without one. */
export function endingOf(url: string): string {
  const path = URL.canParse(url) ? new URL(url).pathname : ''
  const last = decoded(path.split('/').at(-1) ?? '')
  return extname(last)
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
