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

/** The schema of what is under a key or an index. */
export function schemaOf(schema: Schema, step: string | number): Schema {
  if (typeof schema === 'boolean') return true
  const { properties = {}, additionalProperties = true, items = true } = schema
  const found =
    typeof step === 'number' ? items : Object.hasOwn(properties, step) ? properties[step] : additionalProperties
  return resolved(found ?? true, schema.root ?? schema)
}

function types(schema: Schema): string[] {
  if (typeof schema === 'boolean') return []
  if (schema.type === undefined) return schema.enum?.every((value) => typeof value === 'string') ? ['string'] : []
  return [schema.type].flat()
}

/** True when only a value of this type will do. */
export function accepts(schema: Schema, type: string): boolean {
  const known = types(schema)
  return known.length === 1 && known[0] === type
}

/** True when a scalar here can only be text. */
export function takesText(schema: Schema): boolean {
  if (typeof schema !== 'boolean' && schema['x-text']) return true
  const known = types(schema)
  return known.includes('string') && !known.some((type) => type === 'number' || type === 'boolean')
}
