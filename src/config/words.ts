import { nearest } from './nearest.ts'

/** `a, b or c` */
export function oneOf(words: readonly string[], joint = 'or'): string {
  const last = words.at(-1) ?? ''
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} ${joint} ${last}`
}

/** What a value is. Messages name the place of a mistake and never quote what stands there: it may be a secret. */
export function kindOfValue(value: unknown): string {
  if (value === null || value === undefined) return 'nothing'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') return 'a mapping'
  if (typeof value === 'boolean') return 'true or false'
  return typeof value === 'number' ? 'a number' : 'text'
}

const LONGEST_KEY = 60

/** A key as messages name it; what follows a "=" is a value that got there by mistake. */
export function quotedKey(key: string): string {
  const name = key.split('=', 1)[0] ?? ''
  const whole = name.length === key.length && key.length <= LONGEST_KEY
  return JSON.stringify(whole ? key : `${name.slice(0, LONGEST_KEY)}…`)
}

export const CONTROL_HINT = 'Write the text anew; it was probably copied along.'

/** Names the character as Unicode does. */
export function controlMessage(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
  return `the text holds the control character U+${code}`
}

/** `; did you mean "x"?`, or nothing when no candidate is near. */
export function suggestion(word: string, candidates: readonly string[]): string {
  const near = nearest(word, candidates)
  return near === null ? '' : `; did you mean ${JSON.stringify(near)}?`
}

/** `images.recognise[2]`; the first key of specs files says nothing and is left out. */
export function pathName(path: readonly (string | number)[]): string {
  const [first] = path
  const told = path.length > 1 && (first === 'attributes' || first === 'overrides') ? path.slice(1) : path
  return told.reduce<string>((name, step) => {
    if (typeof step === 'number') return `${name}[${step}]`
    return name === '' ? step : `${name}.${step}`
  }, '')
}
