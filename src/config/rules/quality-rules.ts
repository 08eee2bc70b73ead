import { decimalOf } from '../../model/decimals.ts'
import { currencies, isCurrency } from '../../model/money.ts'
import type { Check, QualityRule } from '../../model/quality.ts'
import { expressionProblem, sampleOf } from '../expressions.ts'
import type { Problem } from '../problem.ts'
import { oneOf, suggestion } from '../words.ts'
import type { Draft, Rule } from './rule.ts'

type Key = 'field' | 'matches' | 'values' | 'min' | 'max' | 'currency' | 'expression'

/** What a check needs, one of each, and what it may have besides. */
const KEYS: { readonly [check in Check]: { needs: readonly (readonly Key[])[]; may: readonly Key[] } } = {
  required: { needs: [['field']], may: [] },
  pattern: { needs: [['field'], ['matches']], may: [] },
  one_of: { needs: [['field'], ['values']], may: [] },
  length: { needs: [['field'], ['min', 'max']], may: [] },
  range: { needs: [['field'], ['min', 'max']], may: [] },
  unique: { needs: [['field']], may: [] },
  money: { needs: [['field']], may: ['currency'] },
  https_url: { needs: [['field']], may: [] },
  gtin: { needs: [['field']], may: [] },
  expression: { needs: [['expression']], may: ['field'] },
}

const ALL: readonly Key[] = ['field', 'matches', 'values', 'min', 'max', 'currency', 'expression']

type Say = (key: Key | 'id', problem: Problem, part?: 'key' | 'value') => void

/** Runs a check of every rule; what it says stands at the key. */
function eachRule(check: (rule: QualityRule, say: Say, draft: Draft) => void): Rule {
  return (draft, report) => {
    const { qualityFile, quality } = draft
    for (const { rule, index } of quality)
      check(
        rule,
        (key, problem, part = 'value') => report(qualityFile.position(['rules', index, key], part), problem),
        draft,
      )
  }
}

const keysOfChecks = eachRule((rule, say) => {
  const { needs, may } = KEYS[rule.check]
  for (const keys of needs) {
    if (keys.some((key) => rule[key] !== undefined && rule[key] !== null)) continue
    say('id', { code: 'missing-key', message: `${rule.id} needs ${oneOf(keys)}: its check is ${rule.check}` })
  }
  const known = [...needs.flat(), ...may]
  for (const key of ALL) {
    if (known.includes(key) || rule[key] === undefined || rule[key] === null) continue
    const message = `${rule.id}.${key} has no effect: its check is ${rule.check}`
    say(key, { code: 'no-effect', severity: 'warning', message }, 'key')
  }
})

const namesOnce: Rule = ({ quality, qualityFile }, report) => {
  const seen = new Set<string>()
  for (const { rule, index } of quality) {
    const { id } = rule
    if (seen.has(id))
      report(qualityFile.position(['rules', index, 'id'], 'value'), {
        code: 'duplicate',
        message: `${qualityFile.path} has two rules ${id}`,
      })
    seen.add(id)
  }
}

const validExpressions = eachRule((rule, say, { entries }) => {
  if (entries.sources.length === 0) return
  const sample = sampleOf(entries.sources)
  for (const key of ['field', 'expression'] as const) {
    const expression = rule[key]
    const problem = expression ? expressionProblem(expression, sample) : null
    if (problem !== null) say(key, { code: 'expression', message: `${rule.id}.${key} ${problem}` })
  }
})

const validPatterns = eachRule(({ id, matches }, say) => {
  if (matches === undefined) return
  try {
    new RegExp(matches, 'u')
  } catch (error) {
    const why = (error as Error).message.replace(/^.*\/u?: /, '')
    say('matches', { code: 'value', message: `${id}.matches is no regular expression: ${why}` })
  }
})

const bounds = eachRule(({ id, check, min, max }, say) => {
  const [least, most] = [decimalOf(min), decimalOf(max)]
  if (least && most && least.gt(most)) say('max', { code: 'value', message: `${id}.max is less than min` })
  if (check !== 'length') return
  for (const key of ['min', 'max'] as const) {
    const decimal = key === 'min' ? least : most
    const whole = decimal === null || (decimal.gte(0) && decimal.round(0).eq(decimal))
    if (!whole) say(key, { code: 'value', message: `${id}.${key} must be a whole number, not below 0` })
  }
})

const knownCurrencies = eachRule(({ id, currency }, say) => {
  if (currency === undefined || isCurrency(currency)) return
  const near = suggestion(currency, currencies())
  say('currency', {
    code: 'value',
    message: `${id}.currency is no currency${near}`,
    hint: 'Write its code, such as IDR.',
  })
})

export const QUALITY_RULES: readonly Rule[] = [
  keysOfChecks,
  namesOnce,
  validExpressions,
  validPatterns,
  bounds,
  knownCurrencies,
]
