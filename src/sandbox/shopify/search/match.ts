import { apiError } from '../errors.ts'
import type { SearchDocument } from '../store/search-index.ts'
import type { Filter } from './filters.ts'
import type { Comparator, Query } from './parse.ts'

export type Term = Extract<Query, { kind: 'term' }>

/** True for a document that a term finds. Without field all texts are looked through. */
export function matchesTerm(document: SearchDocument, term: Term, filters: { [field: string]: Filter }): boolean {
  if (term.field === null) {
    return Object.entries(filters).some(
      ([field, filter]) => filter === 'text' && (document[field] ?? []).some((text) => matchesText(text, term)),
    )
  }
  const values = document[term.field] ?? []
  const filter = filters[term.field] ?? 'text'
  if (term.value === '*') return values.length > 0
  return values.some((value) => MATCHES[filter](value, term))
}

const MATCHES: { [filter in Filter]: (value: string, term: Term) => boolean } = {
  text: matchesText,
  word: (value, { value: wanted }) => value.toLowerCase() === wanted.toLowerCase() || startsWith(value, wanted),
  id: (value, { comparator, value: wanted }) => compares(Number(value) - idIn(wanted), comparator),
  time: (value, { comparator, value: wanted, field }) => matchesTime(value, { comparator, wanted, field: field ?? '' }),
}

function startsWith(value: string, wanted: string): boolean {
  return wanted.endsWith('*') && value.toLowerCase().startsWith(wanted.slice(0, -1).toLowerCase())
}

/** Words in any order, or of a phrase one after the other; `prefix*` the beginning of a word. Case does not count. */
function matchesText(text: string, { value, phrase }: Term): boolean {
  const words = wordsOf(text)
  const wanted = wordsOf(value)
  if (wanted.length === 0) return text === ''
  if (phrase || wanted.length > 1) {
    const prefix = value.endsWith('*')
    return words.some((_word, start) =>
      wanted.every((word, place) => {
        const here = words[start + place] ?? ''
        return prefix && place === wanted.length - 1 ? here.startsWith(word) : here === word
      }),
    )
  }
  const [word = ''] = wanted
  return value.endsWith('*') ? words.some((one) => one.startsWith(word)) : words.includes(word)
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
}

function idIn(wanted: string): number {
  return Number.parseInt(wanted.slice(wanted.lastIndexOf('/') + 1), 10)
}

interface Time {
  comparator: Comparator
  wanted: string
  field: string
}

/** A day without time is the whole day. */
function matchesTime(value: string, { comparator, wanted, field }: Time): boolean {
  const moment = timeIn(wanted, field)
  const whole = /^\d{4}-\d\d-\d\d$/.test(wanted) && comparator === '='
  if (whole) return value.slice(0, 10) === wanted
  return compares(Date.parse(value) - moment, comparator)
}

/** @throws for what is no time */
export function timeIn(wanted: string, field: string): number {
  const moment = wanted === 'now' ? Number.POSITIVE_INFINITY : Date.parse(wanted)
  if (Number.isNaN(moment)) throw apiError('BAD_REQUEST', `Invalid timestamp for query filter \`${field}\`.`)
  return moment
}

function compares(difference: number, comparator: Comparator): boolean {
  if (comparator === '>') return difference > 0
  if (comparator === '>=') return difference >= 0
  if (comparator === '<') return difference < 0
  return comparator === '<=' ? difference <= 0 : difference === 0
}
