import type { AttributeSpec } from '../../model/settings.ts'
import { encodeValue } from '../../model/values.ts'
import { readStep, type WrittenStep } from '../transforms.ts'
import { oneOf, suggestion } from '../words.ts'
import { type Draft, type Rule, specsOf } from './rule.ts'
import { formOf, kindOf, optionsOf } from './value-kinds.ts'

/** Steps of `as:` by their names and what they take. */
const knownSteps: Rule = ({ attributesFile: file, attributes, variants }, report) => {
  for (const { spec, section } of specsOf({ attributes, variants })) {
    const written = (file.data?.[section]?.[spec.label]?.as ?? []) as WrittenStep[]
    for (const [index, one] of written.entries()) {
      const read = readStep(one)
      if (read.ok) continue
      const { problem, hint } = read
      const message = `${spec.label}.as[${index}]: ${problem}`
      const at = file.position([section, spec.label, 'as', index], 'value')
      report(at, { code: 'transform', message, ...(hint !== undefined && { hint }) })
    }
  }
}

/** What the workspace itself says is not read, so that nothing happens to it and it is never missing. */
const keysOfReading: Rule = (draft, report) => {
  for (const { spec, section } of specsOf(draft)) {
    if (spec.value === null) continue
    for (const key of ['as', 'default', 'prefer'] as const) {
      if (spec[key] === undefined) continue
      const message = `${spec.label}.${key} has no effect beside value`
      const at = draft.attributesFile.position([section, spec.label, key], 'key')
      report(at, { code: 'no-effect', severity: 'warning', message })
    }
  }
}

/** A price of 0, a code or a name that stands on many products: what such a default hides costs more than a gap. */
const noDefaults: Rule = (draft, report) => {
  for (const { spec, section } of specsOf(draft)) {
    if (spec.default === undefined) continue
    const why = neverDefaulted(spec, draft)
    const problem = why ?? defaultProblem(spec, draft)
    if (problem === null) continue
    const hint =
      why === null ? undefined : 'Leave default out, and let a rule of specs/quality.yaml say what must be there.'
    const at = draft.attributesFile.position([section, spec.label, 'default'], 'value')
    report(at, { code: 'default', message: `${spec.label}.default ${problem}`, ...(hint !== undefined && { hint }) })
  }
}

const MONEY = /(?:^|_)(?:price|cost|amount|money)$/
const CODE = /(?:^|_)(?:sku|gtin|ean|upc|isbn|barcode|mpn|handle|key|id)$/
const NAME = /^(?:name|title|label|item_name)$|_(?:title|item_name)$/

/** Why a field takes no default, as the rest of a sentence; `null`: it may have one. */
function neverDefaulted(spec: AttributeSpec, draft: Draft): string | null {
  const { label, from, others = [], as = [], compute } = spec
  const calculates = compute !== undefined || as.some(({ name }) => CALCULATING.has(name))
  const names = [label, ...[from ?? [], others].flat()].map(snakeCase)
  const is = (form: RegExp): boolean => names.some((name) => form.test(name))
  const ids = draft.entries.sources.map(({ words }) => words.id.placeholder)
  if (calculates || kindOf(spec, formOf(draft)) === 'decimal' || is(MONEY)) return 'is not for amounts'
  if (is(CODE) || names.some((name) => ids.includes(name))) return 'is not for identifiers'
  return is(NAME) ? 'is not for names' : null
}

const CALCULATING: ReadonlySet<string> = new Set(['money', 'decimal', 'lowest', 'sum'])

/** `compareAtPrice` and `metafields.custom.base_price` end in a price. */
function snakeCase(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .toLowerCase()
}

function defaultProblem(spec: AttributeSpec, draft: Draft): string | null {
  const form = formOf(draft)
  const value = spec.default as string | number | boolean
  const encoded = encodeValue(kindOf(spec, form), value)
  if (!encoded.ok) return encoded.message
  const options = optionsOf(spec, form)
  if (options.length === 0 || options.includes(String(value))) return null
  return `must be ${oneOf(options)}${suggestion(String(value), options)}`
}

/** Names of sources that the workspace has. */
const preferredSources: Rule = (draft, report) => {
  const known = [...new Set(draft.entries.sources.map(({ words }) => words.name))]
  for (const { spec, section } of specsOf(draft)) {
    for (const [index, name] of (spec.prefer ?? []).entries()) {
      if (known.length === 0 || known.includes(name)) continue
      const message = `${spec.label}.prefer names ${JSON.stringify(name)}, which is no source of this workspace${suggestion(name, known)}`
      const at = draft.attributesFile.position([section, spec.label, 'prefer', index], 'value')
      report(at, { code: 'source', message, hint: `It reads ${oneOf(known, 'and')}.` })
    }
  }
}

export const REFINEMENT_RULES: readonly Rule[] = [knownSteps, keysOfReading, noDefaults, preferredSources]
