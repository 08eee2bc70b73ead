import {
  type GraphQLInputObjectType,
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql'
import { scalarProblem } from './scalars.ts'

export interface Problem {
  path: (string | number)[]
  explanation: string
}

/** What is wrong with a value that was given for an input of that type. */
export function problemsOf(type: GraphQLInputType, value: unknown, path: (string | number)[] = []): Problem[] {
  if (isNonNullType(type)) {
    if (value === null || value === undefined) return [{ path, explanation: 'Expected value to not be null' }]
    return problemsOf(type.ofType, value, path)
  }
  if (value === null || value === undefined) return []
  if (isListType(type)) {
    const rows: unknown[] = Array.isArray(value) ? value : [value]
    return rows.flatMap((row, place) => problemsOf(type.ofType, row, Array.isArray(value) ? [...path, place] : path))
  }
  if (isInputObjectType(type)) return objectProblems(type, value, path)
  const explanation = isEnumType(type) ? enumProblem(type.getValues(), value) : scalarProblem(type.name, value)
  return explanation === null ? [] : [{ path, explanation }]
}

function objectProblems(type: GraphQLInputObjectType, value: unknown, path: (string | number)[]): Problem[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return [{ path, explanation: `Expected ${JSON.stringify(value)} to be a key-value object.` }]
  }
  const fields = type.getFields()
  const given = value as { [name: string]: unknown }
  const unknown = Object.keys(given).filter((name) => !(name in fields))
  const problems = unknown.map((name) => ({
    path: [...path, name],
    explanation: `Field is not defined on ${type.name}`,
  }))
  for (const [name, field] of Object.entries(fields)) {
    if (field.default !== undefined && given[name] === undefined) continue
    problems.push(...(problemsOf(field.type, given[name], [...path, name]) as typeof problems))
  }
  const set = Object.values(given).filter((one) => one !== null && one !== undefined).length
  if (type.isOneOf && set !== 1) {
    problems.push({
      path: path as string[],
      explanation: `'${type.name}' requires exactly one argument, but ${set} were provided.`,
    })
  }
  return problems
}

function enumProblem(values: readonly { name: string }[], value: unknown): string | null {
  const names = values.map(({ name }) => name)
  return typeof value === 'string' && names.includes(value)
    ? null
    : `Expected ${JSON.stringify(value)} to be one of: ${names.join(', ')}`
}
