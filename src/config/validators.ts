import { createRequire } from 'node:module'
import type { Ajv2020, ValidateFunction } from 'ajv/dist/2020.js'
import type { JsonSchema } from '../model/provider.ts'
import { READY } from './ready.ts'

const compiled = new WeakMap<JsonSchema, ValidateFunction>()

/** What checks values against a schema: compiled by the build, or at its first use, since there may be many files. */
export function validatorOf(schema: JsonSchema): ValidateFunction {
  const known = compiled.get(schema) ?? READY.get(textOfSchema(schema)) ?? createAjv().compile(schema)
  compiled.set(schema, known)
  return known
}

/** True when the build has compiled it, so that it costs nothing to have all of it. */
export function isReady(schema: JsonSchema): boolean {
  return READY.has(textOfSchema(schema))
}

/** By which equal schemas, and no others, are known again. */
export function textOfSchema(schema: JsonSchema): string {
  return JSON.stringify(schema)
}

/** Words for messages that belong to the schema: what is expected, and why a key or a value is not taken. */
const WORDS = ['x-expected', 'x-unknown', 'x-refused', 'x-text', 'x-entry']

/** The compiler of schemas, which most commands do without: it is loaded when it is asked for. */
export function createAjv(code: { source?: boolean; esm?: boolean } = {}): Ajv2020 {
  const { Ajv2020: Compiler } = createRequire(import.meta.url)('ajv/dist/2020.js') as { Ajv2020: typeof Ajv2020 }
  // The schemas are ours: checking them against the draft would take longer than all else before a command begins, and
  // so would making the code short.
  const ajv = new Compiler({
    allErrors: true,
    verbose: true,
    allowUnionTypes: true,
    validateSchema: false,
    inlineRefs: false,
    code: { optimize: false, ...code },
  })
  for (const keyword of WORDS) ajv.addKeyword(keyword)
  return ajv
}
