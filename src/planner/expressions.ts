import { compile, type JSONValue, TreeInterpreter } from '@jmespath-community/jmespath'
import type { Json } from '../model/json.ts'

/** Reads one value from a catalogue item; `error` says why an expression could not be evaluated on this one. */
export type Reader = (item: { [field: string]: unknown }) => { value: Json; error?: string }

const PLAIN_FIELD = /^[a-z_]+$/

/** Most expressions only name a field; those need no interpreter. */
export function isPlainField(expression: string): boolean {
  return PLAIN_FIELD.test(expression)
}

export function readerOf(expression: string): Reader {
  const ast = compile(expression)
  return (item) => {
    try {
      return { value: (TreeInterpreter.search(ast, item as JSONValue) ?? null) as Json }
    } catch (error) {
      return { value: null, error: error instanceof Error ? error.message : String(error) }
    }
  }
}

/** Fills the placeholders of a `value:` template; `{today}` stays, since only the apply knows the day. */
export function fillTemplate(template: string, fields: { [name: string]: string | null }): string {
  return template.replace(/\{([a-z_]+)\}/g, (whole, name: string) => (name === 'today' ? whole : (fields[name] ?? '')))
}
