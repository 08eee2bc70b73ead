import {
  type InputSignature,
  type JSONValue,
  type TreeInterpreter,
  TYPE_ARRAY,
  TYPE_NULL,
  TYPE_STRING,
} from '@jmespath-community/jmespath'
import { isEmpty, type Json } from './json.ts'
import { collapse } from './text.ts'

/**
 * True when not all members of a list hold the same under a name; empty is a value of its own. JMESPath alone would look at
 * all members for each of them: here every list is looked at once.
 */
export const VARIES = 'varies'

/** Names of functions that expressions have beside those of JMESPath. */
export const OWN_FUNCTIONS: readonly string[] = [VARIES]

type Runtime = (typeof TreeInterpreter)['runtime']

const SIGNATURE: InputSignature[] = [{ types: [TYPE_ARRAY, TYPE_NULL] }, { types: [TYPE_STRING] }]

export function addFunctions(runtime: Runtime): void {
  runtime.registerFunction(VARIES, ([list, name]) => varies(list as JSONValue[] | null, String(name)), SIGNATURE)
}

const known = new WeakMap<readonly unknown[], Map<string, boolean>>()

function varies(list: readonly JSONValue[] | null, name: string): boolean {
  if (list === null) return false
  const names = known.get(list) ?? new Map<string, boolean>()
  known.set(list, names)
  const found = names.get(name) ?? new Set(list.map((member) => textOf(member, name))).size > 1
  names.set(name, found)
  return found
}

function textOf(member: JSONValue, name: string): string {
  const value = typeof member === 'object' && member !== null && Object.hasOwn(member, name) ? at(member, name) : null
  if (isEmpty(value)) return ''
  return typeof value === 'string' ? collapse(value) : JSON.stringify(value)
}

function at(member: object, name: string): Json {
  return (member as { [name: string]: Json })[name] ?? null
}
