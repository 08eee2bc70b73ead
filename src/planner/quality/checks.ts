import { counted } from '../../model/counted.ts'
import { decimalOf } from '../../model/decimals.ts'
import { gtinForms, hasValidCheckDigit } from '../../model/gtin.ts'
import type { ItemFields } from '../../model/item.ts'
import { isEmpty, type Json } from '../../model/json.ts'
import { isCurrency, parseMoney } from '../../model/money.ts'
import type { Check, QualityRule } from '../../model/quality.ts'

/** What is wrong with a value, as the rest of a sentence that begins with it; `null`: nothing. */
export type Judge = (value: Json, fields: ItemFields) => string | null

/** Checks of one value by itself; `unique` looks at all of them, and an expression at the whole item. */
type OfOne = Exclude<Check, 'unique' | 'expression' | 'required'>

const MAKERS: { readonly [check in OfOne]: (rule: QualityRule) => Judge } = {
  pattern({ matches = '' }) {
    const form = new RegExp(matches, 'u')
    return (value) => (form.test(textOf(value).slice(0, LONGEST)) ? null : `does not match ${matches}`)
  },
  one_of({ values = [] }) {
    const allowed = new Set(values)
    return (value) => (allowed.has(textOf(value)) ? null : `is not one of ${few(values)}`)
  },
  length(rule) {
    const [least, most] = [Number(rule.min ?? 0), Number(rule.max ?? Number.POSITIVE_INFINITY)]
    return (value) => {
      const isList = Array.isArray(value)
      const length = isList ? value.length : [...textOf(value)].length
      const has = isList ? counted(length, 'entry', 'entries') : counted(length, 'character')
      if (length < least) return `has ${has}, of at least ${least}`
      return length > most ? `has ${has}, of at most ${most}` : null
    }
  },
  range({ min, max }) {
    const [least, most] = [decimalOf(min), decimalOf(max)]
    return (value) => {
      const decimal = decimalOf(value)
      if (decimal === null) return 'is not a decimal'
      if (least !== null && decimal.lt(least)) return `is below ${min}`
      return most !== null && decimal.gt(most) ? `is above ${max}` : null
    }
  },
  money({ currency }) {
    return (value, fields) => {
      const outcome = parseMoney(value, currency ?? currencyOf(fields))
      return outcome.ok ? null : outcome.problem.replace(/^\(.*\) /s, '')
    }
  },
  https_url() {
    return (value) => (isHttps(textOf(value)) ? null : 'is no https address')
  },
  gtin() {
    return (value) => {
      const forms = gtinForms(null, textOf(value))
      if (forms.length === 0) return 'is no GTIN, EAN or UPC'
      return forms.some(hasValidCheckDigit) ? null : 'has a wrong check digit'
    }
  },
}

/** Longer texts are not looked at to their end: a pattern can take its time. */
const LONGEST = 10_000

/** ISO 4217 for "no currency": an amount with two decimals. */
const NO_CURRENCY = 'XXX'

function currencyOf({ currency }: ItemFields): string {
  return typeof currency === 'string' && isCurrency(currency) ? currency : NO_CURRENCY
}

function isHttps(text: string): boolean {
  return /^https:\/\//i.test(text) && URL.canParse(text)
}

export function textOf(value: Json): string {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value)
}

function few(values: readonly string[]): string {
  const shown = values.slice(0, 10).join(', ')
  return values.length > 10 ? `${shown} and ${values.length - 10} more` : shown
}

/** A value that breaks a rule. */
export interface Broken {
  value: Json
  problem: string
}

/** What breaks a rule in a field's value: of a list the first entry that does. What is absent breaks `required` alone. */
export function valueCheck(rule: QualityRule): (value: Json, fields: ItemFields) => Broken | null {
  const { check } = rule
  if (check === 'required') return (value) => (isBlank(value) ? { value: null, problem: 'is missing' } : null)
  if (check === 'unique' || check === 'expression') return () => null
  const judge = MAKERS[check](rule)
  return (value, fields) => {
    const entries = check === 'length' || !Array.isArray(value) ? [value] : value
    for (const entry of entries) {
      if (check === 'money' ? entry === null : isEmpty(entry)) continue
      const problem = judge(entry, fields)
      if (problem !== null) return { value: entry, problem }
    }
    return null
  }
}

/** Nothing, or nothing but blanks. */
function isBlank(value: Json): boolean {
  return typeof value === 'string' ? value.trim() === '' : isEmpty(value)
}
