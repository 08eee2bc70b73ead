import type { FileFailure } from './file-state.ts'

/** What is known of a picture by its address: nothing is ever fetched. */
export interface Picture {
  width: number
  height: number
}

export interface SourceRules {
  /** Pictures with more of them fail; the documents say 20 in one place and 25 in another. */
  maxMegapixels: number
  /** Addresses that fail, by a regular expression over the whole address. */
  badSources: readonly { match: string; code: string }[]
}

const MESSAGES: { readonly [code: string]: string } = {
  IMAGE_DOWNLOAD_FAILURE: 'The image could not be downloaded.',
  IMAGE_PROCESSING_FAILURE: 'The image could not be processed.',
  INVALID_IMAGE_FILE_SIZE: 'The image is too large.',
  INVALID_IMAGE_RESOLUTION: 'The image has too many pixels.',
  INVALID_IMAGE_ASPECT_RATIO: 'The image is too wide or too high.',
  GENERIC_FILE_DOWNLOAD_FAILURE: 'The file could not be downloaded.',
}

/** Whether `fileCreate` takes the address at all: §10. Whether anything is there comes out later. */
export function isFetchable(source: string): boolean {
  return URL.canParse(source) && /^https?:$/.test(new URL(source).protocol)
}

/** How the service will fail at it, once it comes to it; `null`: it will not. */
export function failureOf(source: string, rules: SourceRules): FileFailure | null {
  const told = rules.badSources.find(({ match }) => new RegExp(match).test(source))
  if (told !== undefined) return failure(told.code, source)
  if (isOutOfReach(source)) return failure('IMAGE_DOWNLOAD_FAILURE', source)
  const { width, height } = pictureIn(source)
  if (width * height > rules.maxMegapixels * 1e6) return failure('INVALID_IMAGE_RESOLUTION', source)
  if (Math.max(width, height) > 100 * Math.min(width, height)) return failure('INVALID_IMAGE_ASPECT_RATIO', source)
  return null
}

/** Of an address that says it, such as `…/600x400.png`; any other is of a square picture. */
export function pictureIn(source: string): Picture {
  const said = /(?:^|[^0-9])(\d{2,5})x(\d{2,5})(?=[^0-9]|$)/.exec(source)
  return said === null ? { width: 1000, height: 1000 } : { width: Number(said[1]), height: Number(said[2]) }
}

/** Not to be reached from outside, or made for it: a path that holds `/missing/`, as with the other simulators. */
function isOutOfReach(source: string): boolean {
  const { hostname, pathname } = new URL(source)
  if (pathname.includes('/missing/')) return true
  return hostname === 'localhost' || /\.(?:invalid|localhost|local)$/.test(hostname) || isPrivate(hostname)
}

function isPrivate(hostname: string): boolean {
  return /^(?:127\.|10\.|192\.168\.|169\.254\.|172\.(?:1[6-9]|2\d|3[01])\.|\[::1\]$)/.test(hostname)
}

function failure(code: string, source: string): FileFailure {
  return { code, message: MESSAGES[code] ?? 'The file could not be made.', details: source.slice(0, 200) }
}
