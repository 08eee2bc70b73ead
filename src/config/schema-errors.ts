import type { ErrorObject } from 'ajv/dist/2020.js'
import type { Path, Problem } from './problem.ts'
import { kindOfValue, oneOf, pathName, quotedKey, suggestion } from './words.ts'

export interface SchemaProblem extends Problem {
  path: Path
  part: 'key' | 'value'
}

type Translated = Problem & { part?: 'key' }
type Translator = (error: ErrorObject, name: string) => Translated

const TYPES: { [type: string]: string } = {
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping',
}

const expected = (error: ErrorObject): string | undefined => error.parentSchema?.['x-expected']

const must = (what: string, name: string): Problem => ({ code: 'value', message: `${name} must be ${what}` })

const bound: Translator = (error, name) => {
  const fallback = `at ${error.keyword === 'minimum' ? 'least' : 'most'} ${error.params.limit}`
  return must(expected(error) ?? fallback, name)
}

const TRANSLATORS: { [keyword: string]: Translator } = {
  additionalProperties: (error, name) => {
    const key: string = error.params.additionalProperty
    const properties = Object.entries(error.parentSchema?.properties ?? {})
    const known = properties.filter(([, schema]) => schema !== false).map(([property]) => property)
    const place = name === '' ? '' : ` in ${name}`
    return {
      code: 'unknown-key',
      message: `unknown key ${quotedKey(key)}${place}${suggestion(key, known)}`,
      hint: `${error.parentSchema?.['x-unknown'] ?? `The keys here are ${oneOf(known, 'and')}`}.`,
      part: 'key',
    }
  },
  required: (error, name) => ({
    code: 'missing-key',
    message: `the key "${error.params.missingProperty}" is missing${name === '' ? '' : ` in ${name}`}`,
    part: 'key',
  }),
  type: (error, name) => {
    const types = [error.params.type as string | string[]].flat()
    const { code, message } = must(expected(error) ?? oneOf(types.map((type) => TYPES[type] ?? type)), name)
    return { code, message: typeof error.data === 'number' ? message : `${message}, not ${kindOfValue(error.data)}` }
  },
  enum: (error, name) => {
    const allowed = (error.params.allowedValues as unknown[]).map(String)
    const refused = new Map<string, string>(Object.entries(error.parentSchema?.['x-refused'] ?? {}))
    const why = refused.get(String(error.data))
    if (why !== undefined) return { code: 'value', message: `${name}: ${String(error.data)} ${why}` }
    const what = expected(error)
    const { code, message } = must(what ?? oneOf(allowed), name)
    const near = suggestion(String(error.data), allowed)
    return { code, message: message + near, ...(what && { hint: `Allowed are ${oneOf(allowed, 'and')}.` }) }
  },
  const: (error, name) => must(String(error.params.allowedValue), name),
  pattern: (error, name) => must(expected(error) ?? `of the form ${error.params.pattern}`, name),
  minimum: bound,
  maximum: bound,
  minProperties: (error, name) => {
    const known = Object.keys(error.parentSchema?.properties ?? {})
    return { code: 'missing-key', message: `${name} names nothing`, hint: `It takes ${oneOf(known)}.` }
  },
  maxProperties: (error, name) => ({
    code: 'value',
    message: `${name} must name ${error.params.limit === 1 ? 'one' : `at most ${error.params.limit}`}, not ${oneOf(Object.keys(error.data as object), 'and')}`,
  }),
  minLength: (_, name) => ({ code: 'value', message: `${name} must not be empty` }),
  minItems: (_, name) => ({ code: 'value', message: `${name} must not be an empty list` }),
  maxLength: (error, name) => ({
    code: 'value',
    message: `${name} must have at most ${error.params.limit} characters`,
  }),
  maxItems: (error, name) => ({
    code: 'value',
    message: `${name} must have at most ${error.params.limit} entries, not ${(error.data as unknown[]).length}`,
  }),
  uniqueItems: (_, name) => ({ code: 'value', message: `${name} holds the same entry twice` }),
}

/** A schema error in plain English, with the path of what it is about. */
export function schemaProblem(error: ErrorObject, data: unknown): SchemaProblem {
  const place = placeOf(error.instancePath, data)
  const translate = TRANSLATORS[error.keyword]
  if (!translate) throw new Error(`The schemas use a keyword without a message: ${error.keyword}`)
  const { part = 'value', ...problem } = translate(error, pathName(place))
  if (place.length === 0 && error.keyword === 'type') problem.message = `the file ${problem.message.trim()}`
  return { ...problem, path: pathOf(error, data), part }
}

/** Where the wrong thing stands: an unknown key, or a repeated entry, is one step below what the error is about. */
function pathOf(error: ErrorObject, data: unknown): Path {
  const place = placeOf(error.instancePath, data)
  if (error.keyword === 'additionalProperties') return [...place, error.params.additionalProperty]
  if (error.keyword === 'uniqueItems') return [...place, Math.max(error.params.i, error.params.j)]
  return place
}

/** The steps of a JSON pointer; list indexes as numbers. */
function placeOf(pointer: string, data: unknown): Path {
  let value = data
  return pointer
    .split('/')
    .slice(1)
    .map((encoded) => {
      const text = encoded.replaceAll('~1', '/').replaceAll('~0', '~')
      const step = Array.isArray(value) ? Number(text) : text
      value = (value as Record<string, unknown> | undefined)?.[step]
      return step
    })
}
