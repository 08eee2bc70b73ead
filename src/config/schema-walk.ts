/** As much of a JSON Schema as reading a file needs; our own schemas use no more. */
export type Schema =
  | boolean
  | {
      $ref?: string
      $defs?: { [name: string]: Schema }
      type?: string | string[]
      enum?: unknown[]
      properties?: { [name: string]: Schema }
      additionalProperties?: Schema
      items?: Schema
      /** What holds where it is a mapping, beside a list of the same. */
      then?: Schema
      /** A mapping, or a list of mappings. */
      'x-entry'?: boolean
      /** Text, whatever else an editor accepts there. */
      'x-text'?: boolean
      /** Set when a reference is followed, so that further references still find the definitions. */
      root?: Schema
    }

function resolved(schema: Schema, root: Schema): Schema {
  if (typeof schema === 'boolean' || typeof root === 'boolean') return schema
  const name = schema.$ref?.replace('#/$defs/', '')
  const target = name === undefined ? schema : (root.$defs?.[name] ?? true)
  return typeof target === 'boolean' ? target : { ...target, root }
}

/** What is under the keys of a schema: worked out once, since a file may hold a hundred thousand entries. */
interface Below {
  properties: Map<string, Schema>
  others: Schema
  items: Schema
}

const below = new WeakMap<object, Below>()

/** The schema of what is under a key or an index. */
export function schemaOf(schema: Schema, step: string | number): Schema {
  if (typeof schema === 'boolean') return true
  const { properties, others, items } = below.get(schema) ?? lookBelow(schema)
  return typeof step === 'number' ? items : (properties.get(step) ?? others)
}

function lookBelow(schema: Exclude<Schema, boolean>): Below {
  const follow = (found: Schema = true): Schema => resolved(found, schema.root ?? schema)
  const single = schema['x-entry'] ? follow(schema.then) : schema
  const { properties, additionalProperties } = typeof single === 'boolean' ? {} : single
  const found = {
    properties: new Map(Object.entries(properties ?? {}).map(([key, value]) => [key, follow(value)])),
    others: follow(additionalProperties),
    items: follow(schema.items),
  }
  below.set(schema, found)
  return found
}

const known = new WeakMap<object, string[]>()

function types(schema: Schema): string[] {
  if (typeof schema === 'boolean') return []
  const before = known.get(schema)
  if (before !== undefined) return before
  const texts = schema.enum?.every((value) => typeof value === 'string') ? ['string'] : []
  const found = schema.type === undefined ? texts : [schema.type].flat()
  known.set(schema, found)
  return found
}

/** True when only a value of this type will do, or a list of such values. */
export function accepts(schema: Schema, type: string): boolean {
  if (typeof schema !== 'boolean' && schema['x-entry']) return type === 'object'
  const found = types(schema)
  return found.length === 1 && found[0] === type
}

/** True when a scalar here can only be text. */
export function takesText(schema: Schema): boolean {
  if (typeof schema !== 'boolean' && schema['x-text']) return true
  const found = types(schema)
  return found.includes('string') && !found.some((type) => type === 'number' || type === 'boolean')
}
