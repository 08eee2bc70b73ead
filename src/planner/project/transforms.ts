import type { Big } from 'big.js'
import { decimalOf, decimalText } from '../../model/decimals.ts'
import { isEmpty, type Json } from '../../model/json.ts'
import { parseMoney } from '../../model/money.ts'
import { collapse } from '../../model/text.ts'
import { type Outcome, refusal, type Transform } from '../../model/transform.ts'
import { asMarkup, withoutMarkup } from './markup.ts'

/** Carries out the steps in their order. Nothing comes of nothing; the first step that fails tells why. */
export function transformed(value: Json, steps: readonly Transform[]): Outcome {
  let outcome: Outcome = { ok: true, value }
  for (const step of steps) {
    if (!outcome.ok || isNothing(outcome.value)) return outcome
    outcome = isOverLists(step) ? OVER_LISTS[step.name](outcome.value) : eachOf(outcome.value, step)
  }
  return outcome
}

/** An empty text is said: an amount cannot be made of it. */
function isNothing(value: Json): boolean {
  return value !== '' && isEmpty(value)
}

type OverLists = 'lowest' | 'sum'

function isOverLists(step: Transform): step is Transform & { name: OverLists } {
  return step.name === 'lowest' || step.name === 'sum'
}

const OVER_LISTS: { [name in OverLists]: (value: Json) => Outcome } = {
  lowest: folded((one, other) => (other.lt(one) ? other : one)),
  sum: folded((one, other) => one.plus(other)),
}

/** Of decimals one, exactly; what is not said counts for nothing. */
function folded(fold: (one: Big, other: Big) => Big): (value: Json) => Outcome {
  return (value) => {
    let all: Big | null = null
    for (const entry of [value].flat() as Json[]) {
      if (isEmpty(entry)) continue
      const decimal = decimalOf(entry)
      if (decimal === null) return refusal(entry, 'is not a decimal')
      all = all === null ? decimal : fold(all, decimal)
    }
    return { ok: true, value: all === null ? null : decimalText(all) }
  }
}

type OfOne = Exclude<Transform, { name: OverLists }>

/** Entries of a list one by one; those of which nothing is left go. */
function eachOf(value: Json, step: OfOne): Outcome {
  if (!Array.isArray(value)) return one(value, step)
  const made: Json[] = []
  for (const entry of value) {
    if (isNothing(entry)) continue
    const outcome = one(entry, step)
    if (!outcome.ok) return outcome
    if (!isEmpty(outcome.value)) made.push(outcome.value)
  }
  return { ok: true, value: made.flat() }
}

function one(value: Json, step: OfOne): Outcome {
  if (typeof value === 'object' && value !== null) return refusal(value, 'is a list or an object')
  switch (step.name) {
    case 'money':
      return parseMoney(value, step.currency)
    case 'decimal': {
      const decimal = decimalOf(value)
      return decimal === null ? refusal(value, 'is not a decimal') : { ok: true, value: decimalText(decimal) }
    }
    case 'map': {
      const { entries } = step
      const key = [String(value), '*'].find((name) => Object.hasOwn(entries, name))
      return { ok: true, value: key === undefined ? value : (entries[key] as Json) }
    }
    default:
      return { ok: true, value: typeof value === 'string' ? ofText(value, step) : value }
  }
}

function ofText(text: string, step: Exclude<OfOne, { name: 'money' | 'decimal' | 'map' }>): Json {
  switch (step.name) {
    case 'trim':
      return text.trim()
    case 'squeeze':
      return collapse(text)
    case 'strip_html':
      return withoutMarkup(text)
    case 'html':
      return asMarkup(text)
    case 'truncate':
      return truncated(text, step.most)
    case 'split': {
      const parts = text.split(step.by).map((part) => part.trim())
      return parts.filter((part) => part !== '')
    }
  }
}

/** No character is cut in two. */
function truncated(text: string, most: number): string {
  if (text.length <= most) return text
  const characters: string[] = []
  for (const { segment } of SEGMENTER.segment(text)) {
    if (characters.length === most) return characters.join('').trimEnd()
    characters.push(segment)
  }
  return text
}

const SEGMENTER = new Intl.Segmenter('en', { granularity: 'grapheme' })
