import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js'
import type { JsonSchema } from '../model/provider.ts'
import type { Loose } from './problem.ts'
import { type SchemaProblem, schemaProblem } from './schema-errors.ts'
import { validatorOf } from './validators.ts'

export interface Checked<T> {
  /** What is left without the mistakes; `null` when there is no use in it. */
  data: Loose<T> | null
  problems: SchemaProblem[]
  /** Mistakes beyond those. */
  more: number
}

/** A file with more mistakes than these is of no use, and nobody reads so many messages. */
const MOST = 1_000

/** The mistakes in a file, and what is left of it without them. */
export function schemaProblems<T>(schema: JsonSchema, data: unknown): Checked<T> {
  const { errors, count } = errorsIn(validatorOf(schema), data)
  const wrong = errors.map((error) => ({ error, ...schemaProblem(error, data) }))
  for (const { error, path } of wrong) remove(data, path, error)
  const problems = wrong.map(({ error: _, ...problem }) => problem)
  const usable = isMapping(data) && count === errors.length
  return { data: usable ? (data as Loose<T>) : null, problems, more: count - errors.length }
}

interface Found {
  /** The first of them. */
  errors: ErrorObject[]
  count: number
}

const GROUP = 500

/** Large mappings are checked in groups: the validator copies all errors that it has with every entry that adds some. */
function errorsIn(validate: ValidateFunction, data: unknown): Found {
  const large = Object.entries(isMapping(data) ? data : {}).find(
    (entry): entry is [string, Mapping] => isMapping(entry[1]) && Object.keys(entry[1]).length > GROUP,
  )
  const found: Found = { errors: [], count: 0 }
  if (large === undefined) return collect(found, check(validate, data))
  const [key, mapping] = large
  collect(found, check(validate, { ...(data as Mapping), [key]: {} }))
  const entries = Object.entries(mapping)
  for (let start = 0; start < entries.length; start += GROUP) {
    const group = { [key]: Object.fromEntries(entries.slice(start, start + GROUP)) }
    collect(
      found,
      check(validate, group).filter(({ instancePath }) => instancePath.startsWith(`/${key}/`)),
    )
  }
  return found
}

type Mapping = { [key: string]: unknown }

function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function check(validate: ValidateFunction, data: unknown): ErrorObject[] {
  return validate(data) ? [] : (validate.errors ?? []).filter((error) => error.keyword !== 'if')
}

function collect(found: Found, errors: ErrorObject[]): Found {
  found.errors.push(...errors.slice(0, Math.max(0, MOST - found.errors.length)))
  found.count += errors.length
  return found
}

/** Takes the wrong value out; a list with a wrong entry goes as a whole, so that the others keep their numbers. */
function remove(data: unknown, path: SchemaProblem['path'], error: ErrorObject): void {
  if (error.keyword === 'required') return
  const firstIndex = path.findIndex((step) => typeof step === 'number')
  const steps = firstIndex < 0 ? path : path.slice(0, firstIndex)
  const last = steps.at(-1)
  const parent = steps.slice(0, -1).reduce<unknown>((value, step) => (value as Record<string, unknown>)?.[step], data)
  if (last !== undefined && typeof parent === 'object' && parent !== null) Reflect.deleteProperty(parent, last)
}
