import type { Json } from './json.ts'

/** One step that a value of a source goes through before it is written, by its name in `as:`. */
export type Transform =
  | { name: 'trim' }
  | { name: 'squeeze' }
  | { name: 'strip_html' }
  /** Paragraphs of a plain text; one with markup stays. */
  | { name: 'html' }
  | { name: 'decimal' }
  | { name: 'lowest' }
  | { name: 'sum' }
  /** At most so many characters. */
  | { name: 'truncate'; most: number }
  /** An amount of this currency (ISO 4217), as text in major units. */
  | { name: 'money'; currency: string }
  /** A text taken apart at every occurrence. */
  | { name: 'split'; by: string }
  /** What stands instead of a value; `*` for all that are not named. */
  | { name: 'map'; entries: { readonly [value: string]: Json } }

export const TRANSFORMS = [
  'trim',
  'squeeze',
  'truncate',
  'strip_html',
  'html',
  'money',
  'decimal',
  'map',
  'split',
  'lowest',
  'sum',
] as const satisfies readonly Transform['name'][]

export const ROUNDINGS = ['half-up', 'half-even', 'up', 'down'] as const
export type Rounding = (typeof ROUNDINGS)[number]

/** A value that is worked out of another, exactly; the numbers are decimals as text. */
export interface Computation {
  /** JMESPath over the item; what it gives goes through `as` first. */
  base: string
  factor: string
  add: string
  /** The result is never less; `null`: no bound. */
  minimum: string | null
  round: Rounding
  /** Decimals that are kept; below 0 whole tens, hundreds and so on. */
  to: number
}

/** A value, or why there is none, as the rest of a sentence. */
export type Outcome = { ok: true; value: Json } | { ok: false; problem: string }

const LONGEST_SHOWN = 40

/** Why nothing comes of a value, with as much of it as people need to find it again. */
export function refusal(value: Json, problem: string): Outcome {
  const shown = JSON.stringify(value)
  const cut = shown.length > LONGEST_SHOWN ? `${shown.slice(0, LONGEST_SHOWN)}…` : shown
  return { ok: false, problem: `(${cut}) ${problem}` }
}
