import { createHmac } from 'node:crypto'

/** What is signed of a request: nothing of its headers, and its body byte for byte as it is sent. */
export interface Signed {
  path: string
  /** Decoded. */
  query: { readonly [name: string]: string }
  /** `''`: none, as a GET. */
  body: string
}

/** These two are sent and not signed. */
const UNSIGNED: ReadonlySet<string> = new Set(['sign', 'access_token'])

/** Path, sorted pairs and body, without the secret that is put around them (contract, 2). */
export function baseOf(signed: Signed): string {
  return partsOf(signed)
    .map(({ text }) => text)
    .join('')
}

/** The same part by part; names of pairs are those of the query. */
export function partsOf({ path, query, body }: Signed): { name: string; text: string }[] {
  const names = Object.keys(query).filter((name) => !UNSIGNED.has(name))
  return [
    { name: 'path', text: path },
    ...names.sort().map((name) => ({ name, text: name + query[name] })),
    ...(body === '' ? [] : [{ name: 'body', text: body }]),
  ]
}

/** Lower-case hex. */
export function signatureOf(signed: Signed, secret: string): string {
  return createHmac('sha256', secret)
    .update(secret + baseOf(signed) + secret)
    .digest('hex')
}
