import { asText } from '../../raw.ts'
import { keyOfName, lastPartOf } from '../write/upload-names.ts'

/** `aa-1-1` of `gid://shopify/TaxonomyCategory/aa-1-1`. */
export function categoryOf(gid: unknown): string | null {
  return asText(gid)?.replace(/^gid:\/\/shopify\/TaxonomyCategory\//, '') ?? null
}

/** The key of a file by its address: its name, with the extension in lower case; `null` while there is none. */
export function fileName(url: unknown): string | null {
  const text = asText(url)
  const name = text === null ? '' : lastPartOf(text)
  return name === '' ? null : keyOfName(withPlainExtension(name))
}

/** As keys have it: names of pictures differ in the case of their extension alone at times. */
export function withPlainExtension(name: string): string {
  return name.replace(/\.[^.]*$/, (extension) => extension.toLowerCase())
}
