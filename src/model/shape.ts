/** What is wrong with a value, and where below it: `.targets[2] is no text`; `null` when nothing is. */
export type Shape = (value: unknown) => string | null

/** The same of what has a name, or is named by its keys alone: `after.targets[2] is no text`. */
export function problemOf(shape: Shape, value: unknown, name = ''): string | null {
  const problem = shape(value)
  return problem === null ? null : `${name}${problem}`.replace(/^\./, '')
}

const wrong = (value: unknown, noun: string): string => (value === undefined ? ' is missing' : ` is no ${noun}`)

// Millions of values are looked at, so each of these decides by itself.
export const text: Shape = (value) => (typeof value === 'string' ? null : wrong(value, 'text'))
export const number: Shape = (value) => (typeof value === 'number' ? null : wrong(value, 'number'))
export const boolean: Shape = (value) => (typeof value === 'boolean' ? null : wrong(value, 'boolean'))
export const object: Shape = (value) =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? null : wrong(value, 'object')

export function oneOf(...values: string[]): Shape {
  return (value) => (values.includes(value as string) ? null : wrong(value, `one of ${values.join(', ')}`))
}

export function nullable(shape: Shape): Shape {
  return (value) => (value === null ? null : shape(value))
}

export function optional(shape: Shape): Shape {
  return (value) => (value === undefined ? null : shape(value))
}

export function listOf(shape: Shape): Shape {
  return (value) => {
    if (!Array.isArray(value)) return wrong(value, 'list')
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
