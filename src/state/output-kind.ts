/** What a command writes where a flag says so. */
export interface OutputKind {
  /** Of its errors. */
  code: string
  /** What is written, and what such a file is called. */
  name: string
  one: string
  /** How such a file begins: only one of the same kind is replaced. */
  begins: RegExp
}
