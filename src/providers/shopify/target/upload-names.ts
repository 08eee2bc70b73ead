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

/** A file by its key with the ending of its source: Shopify refuses any other, upper and lower case told apart. */
export function fileName(key: string, ending: string): string {
  return `${key.slice(0, key.length - extname(key).length)}${ending}`
}

/** How a file is called by its address in Shopify, with its ending in lower case, as keys have it. */
export function nameInAddress(address: string): string | null {
  const path = URL.canParse(address) ? new URL(address).pathname : ''
  const last = decoded(path.split('/').at(-1) ?? '')
  return last === '' ? null : lowerEnding(last)
}

export function lowerEnding(name: string): string {
  const ending = extname(name)
  return `${name.slice(0, name.length - ending.length)}${ending.toLowerCase()}`
}
