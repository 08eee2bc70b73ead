import type { AttributeSpec } from '../../model/settings.ts'
import { placeholders } from '../../model/template.ts'
import { encodeValue } from '../../model/values.ts'
import { valuePlaceholders } from '../templates.ts'
import { oneOf, suggestion } from '../words.ts'
import { type Draft, type Rule, specsOf } from './rule.ts'
import { formOf, kindOf, optionsOf } from './value-kinds.ts'

/** What is wrong with a value, as the rest of a sentence, and what to do. */
type Wrong = [message: string, hint?: string]
type Check = (spec: AttributeSpec, draft: Draft) => Wrong[]

/** Runs a check of each literal `value`, reporting at the value. */
function eachValue(check: Check): Rule {
  return (draft, report) => {
    for (const { spec, section } of specsOf(draft)) {
      if (spec.value === null) continue
      const position = draft.attributesFile.position([section, spec.label, 'value'], 'value')
      for (const [message, hint] of check(spec, draft)) {
        report(position, { code: 'value', message: `${spec.label}.value ${message}`, ...(hint && { hint }) })
      }
    }
  }
}

const filledIn = ({ value }: AttributeSpec): boolean => placeholders(String(value)).length > 0

const knownPlaceholders = eachValue((spec, { entries }) => {
  if (entries.sources.length === 0) return []
  const known = valuePlaceholders(entries.sources)
  const strangers = placeholders(String(spec.value)).filter((name) => !known.includes(name))
  return strangers.map((name): Wrong => {
    const list = oneOf(
      known.map((placeholder) => `{${placeholder}}`),
      'and',
    )
    return [`names {${name}}, which is not filled in${suggestion(name, known)}`, `Known are ${list}.`]
  })
})

const valueFitsType = eachValue((spec, draft) => {
  const form = formOf(draft)
  const kind = kindOf(spec, form)
  if (spec.type === null || (filledIn(spec) && kind !== 'date')) return []
  const encoded = encodeValue(kind, spec.value)
  if (!encoded.ok) return [[encoded.message]]
  return form.whole.includes(spec.type) && !Number.isInteger(encoded.value) ? [['is not a whole number']] : []
})

const valueIsAnOption = eachValue((spec, draft) => {
  const options = optionsOf(spec, formOf(draft))
  const value = String(spec.value)
  if (options.length === 0 || options.includes(value) || (filledIn(spec) && spec.type !== null)) return []
  const near = suggestion(value, options)
  return [[spec.type === null ? `must be ${oneOf(options)}${near}` : `is not among its options${near}`]]
})

export const VALUE_RULES: readonly Rule[] = [knownPlaceholders, valueFitsType, valueIsAnOption]
