import { asText } from '../../raw.ts'
import { keyOfName } from '../write/upload-names.ts'

/** `aa-1-1` of `gid://shopify/TaxonomyCategory/aa-1-1`. */
export function categoryOf(gid: unknown): string | null {
  return asText(gid)?.replace(/^gid:\/\/shopify\/TaxonomyCategory\//, '') ?? null
}

/** The key of a file by its address: its name, with the extension in lower case; `null` while there is none. */
export function fileName(url: unknown): string | null {
  const text = asText(url)
  if (text === null || !URL.canParse(text)) return null
  const name = decoded(new URL(text).pathname.split('/').at(-1) ?? '')
  return name === '' ? null : keyOfName(withPlainExtension(name))
}

/** As keys have it: names of pictures differ in the case of their extension alone at times. */
export function withPlainExtension(name: string): string {
  return name.replace(/\.[^.]*$/, (extension) => extension.toLowerCase())
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
