import { readFileSync } from 'node:fs'
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import { packagedSpec } from './packaged.ts'
import type { Loose } from './problem.ts'
import { type SchemaProblem, schemaProblem } from './schema-errors.ts'
import type { Schema } from './schema-walk.ts'

export type SchemaName = 'sync' | 'attributes' | 'overrides'

/** The schema as it is shipped: it says what a file may hold, and the types of the raw files are made from it. */
export function loadSchema(name: SchemaName): Exclude<Schema, boolean> {
  return JSON.parse(readFileSync(packagedSpec(`schemas/${name}.schema.json`), 'utf8'))
}

const compiled = new Map<SchemaName, ValidateFunction>()

/** Compiled at its first use: there may be many override files. */
function validator(name: SchemaName): ValidateFunction {
  const known = compiled.get(name) ?? compile(name)
  compiled.set(name, known)
  return known
}

function compile(name: SchemaName): ValidateFunction {
  const ajv = new Ajv2020({ allErrors: true, verbose: true, allowUnionTypes: true })
  // Words for messages that belong to the schema: what is expected, and why a key or a value is not taken.
  for (const keyword of ['x-expected', 'x-unknown', 'x-refused', 'x-text']) ajv.addKeyword(keyword)
  return ajv.compile(loadSchema(name))
}

/** Every mistake in a file, and what is left of it without them. */
export function schemaProblems<T>(
  name: SchemaName,
  data: unknown,
): { data: Loose<T> | null; problems: SchemaProblem[] } {
  const validate = validator(name)
  if (validate(data)) return { data: data as Loose<T>, problems: [] }
  const errors = (validate.errors ?? []).filter((error) => error.keyword !== 'if')
  const problems = errors.map((error) => ({ error, ...schemaProblem(error, data) }))
  for (const { error, path } of problems) remove(data, path, error)
  const whole = typeof data === 'object' && !Array.isArray(data)
  return { data: whole ? (data as Loose<T>) : null, problems: problems.map(({ error: _, ...problem }) => problem) }
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
