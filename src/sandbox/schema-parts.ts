export const flag = { type: 'boolean' }
export const text = { type: 'string', minLength: 1 }
export const count = { type: 'integer', minimum: 1 }
export const milliseconds = { type: 'number', minimum: 0 }
export const positive = { type: 'number', exclusiveMinimum: 0 }

type Properties = { [key: string]: object }

/** An object with these properties and no others. */
export function object(properties: Properties, required: string[] = []) {
  return { type: 'object', additionalProperties: false, properties, required }
}

export function oneOf(...values: (string | number)[]) {
  return { enum: values }
}

export function listOf(items: object) {
  return { type: 'array', items }
}

/** Which calls a fault strikes, and what it does to them. */
export const striking = {
  nth: count,
  every: count,
  probability: { type: 'number', minimum: 0, maximum: 1 },
  seed: { type: 'integer' },
  ms: milliseconds,
  status: { type: 'integer', minimum: 200, maximum: 599 },
  headers: { type: 'object', additionalProperties: { type: 'string' } },
  body: {},
}
