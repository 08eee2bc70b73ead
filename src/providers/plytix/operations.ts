/** What a call asks for, by the end of its path; the first that fits. */
const NAMES: [path: RegExp, name: string][] = [
  [/\/products\/search$/, 'search products'],
  [/\/products\/[^/]+\/assets$/, 'attach image'],
  [/\/products\/[^/]+\/family$/, 'assign family'],
  [/\/products\/[^/]+\/relationships\/[^/]+\/unlink$/, 'unlink products'],
  [/\/products\/[^/]+\/relationships\/[^/]+$/, 'link products'],
  [/\/products\/[^/]+$/, 'product'],
  [/\/products$/, 'product'],
  [/\/assets\/search$/, 'search assets'],
  [/\/assets$/, 'asset'],
  [/\/attributes\/product\/search$/, 'search attributes'],
  [/\/attributes\/product/, 'attribute'],
  [/\/product_families\/search$/, 'search families'],
  [/\/product_families\/[^/]+\/attributes\/link$/, 'add attributes to family'],
  [/\/product_families\/[^/]+\/attributes$/, 'attributes of family'],
  [/\/product_families/, 'family'],
  [/\/relationships\/search$/, 'search relationships'],
  [/\/relationships/, 'relationship'],
  [/\/filters\/[^/]+$/, 'list of columns'],
]

const VERBS: { [method: string]: string } = { GET: 'read', POST: 'create', PATCH: 'update', DELETE: 'delete' }
const NOUN = /^(?:product|asset|attribute|attributes of family|family|relationship|list of columns)$/

/** A call for people, such as `create product`. */
export function operationOf(method: string, path: string): string {
  const name = NAMES.find(([pattern]) => pattern.test(path))?.[1] ?? path
  return NOUN.test(name) ? `${VERBS[method] ?? method} ${name}` : name
}
