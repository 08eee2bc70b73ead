import type { AttributeSpec } from '../../model/settings.ts'
import { encodeValue } from '../../model/values.ts'
import { CHOICES } from '../attributes.ts'
import { placeholders, VALUE_PLACEHOLDERS } from '../templates.ts'
import { oneOf, suggestion } from '../words.ts'
import type { Report, Rule } from './rule.ts'
import { kindOf, STATUSES } from './value-kinds.ts'

type Check = (spec: AttributeSpec, report: (message: string, hint?: string) => void) => void

/** Runs a check of each literal `value`, reporting at the value. */
function eachValue(check: Check): Rule {
  return ({ attributes, attributesFile }, report: Report) => {
    for (const spec of attributes) {
      if (spec.value === null) continue
      const position = attributesFile.position(['attributes', spec.label, 'value'], 'value')
      check(spec, (message, hint) => {
        report(position, { code: 'value', message: `${spec.label}.value ${message}`, ...(hint && { hint }) })
      })
    }
  }
}

const filledIn = ({ value }: AttributeSpec): boolean => placeholders(String(value)).length > 0

const knownPlaceholders = eachValue((spec, report) => {
  for (const name of placeholders(String(spec.value))) {
    if (VALUE_PLACEHOLDERS.some((known) => known === name)) continue
    const known = oneOf(
      VALUE_PLACEHOLDERS.map((placeholder) => `{${placeholder}}`),
      'and',
    )
    report(`names {${name}}, which is not filled in${suggestion(name, VALUE_PLACEHOLDERS)}`, `Known are ${known}.`)
  }
})

const valueFitsType = eachValue((spec, report) => {
  if (spec.type === null || (filledIn(spec) && spec.type !== 'DateAttribute')) return
  const encoded = encodeValue(kindOf(spec), spec.value)
  if (!encoded.ok) report(encoded.message)
  else if (spec.type === 'IntAttribute' && !Number.isInteger(encoded.value)) report('is not a whole number')
})

const valueIsAnOption = eachValue((spec, report) => {
  const open = !CHOICES.includes(spec.type ?? '') || spec.options.length === 0
  if (open || filledIn(spec) || spec.options.includes(String(spec.value))) return
  report(`is not among its options${suggestion(String(spec.value), spec.options)}`)
})

const statusValue = eachValue((spec, report) => {
  if (spec.label !== 'status' || STATUSES.includes(String(spec.value))) return
  report(`must be ${oneOf(STATUSES)}${suggestion(String(spec.value), STATUSES)}`)
})

export const VALUE_RULES: readonly Rule[] = [knownPlaceholders, valueFitsType, valueIsAnOption, statusValue]
