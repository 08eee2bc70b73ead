import { nearest } from './nearest.ts'

/** `a, b or c` */
export function oneOf(words: readonly string[], joint = 'or'): string {
  const last = words.at(-1) ?? ''
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} ${joint} ${last}`
}

const LONGEST = 60

/** A value as a message names it. */
export function shown(value: unknown): string {
  if (value === null || value === undefined) return 'nothing'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') return 'a mapping'
  if (typeof value !== 'string') return String(value)
  return JSON.stringify(value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value)
}

/** `; did you mean "x"?`, or nothing when no candidate is near. */
export function suggestion(word: string, candidates: readonly string[]): string {
  const near = nearest(word, candidates)
  return near === null ? '' : `; did you mean ${JSON.stringify(near)}?`
}

/** `source.amazon.asins[2]`; the first key of specs files says nothing and is left out. */
export function pathName(path: readonly (string | number)[]): string {
  const [first] = path
  const told = path.length > 1 && (first === 'attributes' || first === 'overrides') ? path.slice(1) : path
  return told.reduce<string>((name, step) => {
    if (typeof step === 'number') return `${name}[${step}]`
    return name === '' ? step : `${name}.${step}`
  }, '')
}
