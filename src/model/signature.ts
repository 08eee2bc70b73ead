/** A part of what is signed, in its place; nothing stands between two parts. */
export interface SignedPart {
  /** As the service calls it, such as `timestamp`. */
  name: string
  /** What may be shown of it. */
  text: string
  /** So many characters follow the text that are secret. Absent: none. */
  hidden?: number
}

/** What a provider signs of one of its calls, for whoever looks for what is wrong with a signature. No secret is in it. */
export interface SignedCall {
  /** As the service's documents call it. */
  call: string
  method: string
  /** Without the host, and without what the query holds. */
  path: string
  parts: SignedPart[]
  /** What makes the signature of the parts, for people. */
  algorithm: string
  /** The variable of the key, how many characters it has, and what is odd about it. */
  key: { variable: string; length: number; remark: string | null }
  /** As it is sent; `null`: something that is signed is missing. */
  digest: string | null
  /** What is missing, and where it comes from; `null`: nothing. */
  missing: string | null
}

/** The parts as they follow each other, secrets masked. */
export function maskedBase(parts: readonly SignedPart[]): string {
  return parts
    .map(({ name, text, hidden }) => (hidden === undefined ? text : `${text}[${name}, ${hidden} characters]`))
    .join('')
}

/** What is seldom meant about a key; `null`: nothing. */
export function keyRemark(key: string): string | null {
  if (key !== key.trim()) return 'that has blanks around it'
  return /\s|["']/.test(key) ? 'that has blanks or quotes in it' : null
}
