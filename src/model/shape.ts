/** What is wrong with a value, and where: `after.targets[2] is no text`; `null` when nothing is. */
export type Shape = (value: unknown, path: string) => string | null

const plain =
  (noun: string, holds: (value: unknown) => boolean): Shape =>
  (value, path) =>
    holds(value) ? null : `${path} is ${value === undefined ? 'missing' : `no ${noun}`}`

export const text = plain('text', (value) => typeof value === 'string')
export const number = plain('number', (value) => typeof value === 'number')
export const boolean = plain('boolean', (value) => typeof value === 'boolean')
export const object = plain('object', isRecord)

export function oneOf(...values: string[]): Shape {
  return plain(`one of ${values.join(', ')}`, (value) => values.includes(value as string))
}

export function nullable(shape: Shape): Shape {
  return (value, path) => (value === null ? null : shape(value, path))
}

export function optional(shape: Shape): Shape {
  return (value, path) => (value === undefined ? null : shape(value, path))
}

export function listOf(shape: Shape): Shape {
  return (value, path) => {
    if (!Array.isArray(value)) return `${path} is ${value === undefined ? 'missing' : 'no list'}`
    for (const [index, entry] of value.entries()) {
      const problem = shape(entry, `${path}[${index}]`)
      if (problem !== null) return problem
    }
    return null
  }
}

export function recordOf(shape: Shape): Shape {
  return (value, path) => {
    const problem = object(value, path)
    if (problem !== null) return problem
    for (const [key, entry] of Object.entries(value as object)) {
      const found = shape(entry, `${path}.${key}`)
      if (found !== null) return found
    }
    return null
  }
}

/** Further keys are let through. */
export function shapeOf(keys: { [key: string]: Shape }): Shape {
  const shapes = Object.entries(keys)
  return (value, path) => {
    const problem = object(value, path)
    if (problem !== null) return problem
    for (const [key, shape] of shapes) {
      const found = shape((value as { [key: string]: unknown })[key], path === '' ? key : `${path}.${key}`)
      if (found !== null) return found
    }
    return null
  }
}

function isRecord(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
