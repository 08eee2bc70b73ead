/** What is wrong with a value, and where below it: `.targets[2] is no text`; `null` when nothing is. */
export type Shape = (value: unknown) => string | null

/** The same of what has a name, or is named by its keys alone: `after.targets[2] is no text`. */
export function problemOf(shape: Shape, value: unknown, name = ''): string | null {
  const problem = shape(value)
  return problem === null ? null : `${name}${problem}`.replace(/^\./, '')
}

const plain =
  (noun: string, holds: (value: unknown) => boolean): Shape =>
  (value) =>
    holds(value) ? null : value === undefined ? ' is missing' : ` is no ${noun}`

export const text = plain('text', (value) => typeof value === 'string')
export const number = plain('number', (value) => typeof value === 'number')
export const boolean = plain('boolean', (value) => typeof value === 'boolean')
export const object = plain('object', isRecord)

export function oneOf(...values: string[]): Shape {
  return plain(`one of ${values.join(', ')}`, (value) => values.includes(value as string))
}

export function nullable(shape: Shape): Shape {
  return (value) => (value === null ? null : shape(value))
}

export function optional(shape: Shape): Shape {
  return (value) => (value === undefined ? null : shape(value))
}

export function listOf(shape: Shape): Shape {
  return (value) => {
    if (!Array.isArray(value)) return value === undefined ? ' is missing' : ' is no list'
    for (let index = 0; index < value.length; index++) {
      const problem = shape(value[index])
      if (problem !== null) return `[${index}]${problem}`
    }
    return null
  }
}

export function recordOf(shape: Shape): Shape {
  return (value) => {
    const problem = object(value)
    if (problem !== null) return problem
    for (const name of Object.keys(value as object)) {
      const found = shape((value as { [key: string]: unknown })[name])
      if (found !== null) return `.${name}${found}`
    }
    return null
  }
}

/** Further keys are let through. */
export function shapeOf(keys: { [key: string]: Shape }): Shape {
  const shapes = Object.entries(keys)
  return (value) => {
    const problem = object(value)
    if (problem !== null) return problem
    for (const [name, shape] of shapes) {
      const found = shape((value as { [key: string]: unknown })[name])
      if (found !== null) return `.${name}${found}`
    }
    return null
  }
}

function isRecord(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
