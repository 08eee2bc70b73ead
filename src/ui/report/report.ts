import type { Json } from '../../model/json.ts'

/** How a piece of text is meant; what it looks like is the form's business. Words and signs say the same without it. */
export type Tone = 'add' | 'change' | 'remove' | 'alarm' | 'quiet' | 'strong'

/** Text as it is in the data: each form escapes it in its own way. */
export type Piece = string | { text: string; tone: Tone }
export type Phrase = Piece | Piece[]

/** Sentences, one below the other. */
export interface Lines {
  is: 'lines'
  lines: Phrase[]
}

export interface Table {
  is: 'table'
  columns: string[]
  rows: Phrase[][]
  /** So many further rows are not shown. */
  more: number
}

export const SIGNS = { add: '+', change: '~', remove: '-' } as const
export type Sign = keyof typeof SIGNS

/** One value that changes: from what to what. */
export interface ValueChange {
  name: string
  from: Json
  to: Json
  note?: string
}

/** Something that changes in another way than from one value to another, such as a gallery. */
export interface OtherChange {
  name: string
  phrase: Phrase
}

/** A product, a field or the like, with what changes in it. */
export interface Changes {
  is: 'changes'
  sign: Sign
  title: Phrase
  changes: (ValueChange | OtherChange)[]
  /** Nothing is written: what the two values are of. */
  apart?: [one: string, other: string]
  /** So many further changes are not shown. */
  more: number
}

export type Block = Lines | Table | Changes

export interface Section {
  /** Stable, kebab-case. */
  id: string
  title: string
  /** `alarm`: nothing of it is ever left out. `change`: what would be done. `note`: what is good to know. */
  weight: 'alarm' | 'change' | 'note'
  blocks: Block[]
}

/** Anything that people read at length, before it takes the form of text, Markdown or HTML. */
export interface Report {
  title: string
  /** Digests and the like that people copy, by their names. */
  ids?: { [name: string]: string }
  /** The first may begin with the title and a colon. */
  head: Phrase[]
  sections: Section[]
  /** The last of them is what a reader in a hurry needs. */
  closing: Phrase[]
}

export function lines(...phrases: Phrase[]): Lines {
  return { is: 'lines', lines: phrases }
}

export function isValueChange(change: ValueChange | OtherChange): change is ValueChange {
  return 'to' in change
}

export function pieces(phrase: Phrase): Piece[] {
  return Array.isArray(phrase) ? phrase : [phrase]
}

export function textOf(piece: Piece): string {
  return typeof piece === 'string' ? piece : piece.text
}

/** A phrase without its tones. */
export function plain(phrase: Phrase): string {
  return pieces(phrase).map(textOf).join('')
}

export function strong(text: string): Piece {
  return { text, tone: 'strong' }
}

export function quiet(text: string): Piece {
  return { text, tone: 'quiet' }
}
