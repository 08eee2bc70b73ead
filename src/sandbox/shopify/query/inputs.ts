import {
  GraphQLError,
  type GraphQLInputType,
  getNamedType,
  getNullableType,
  isInputObjectType,
  isListType,
} from 'graphql'
import type { Domain } from '../domain.ts'
import { scalarProblem } from './scalars.ts'
import type { Selected } from './selected.ts'

const USUAL_LIMIT = 250

interface At {
  type: GraphQLInputType
  /** By which `listLimits` names it. */
  name: string
  path: string[]
}

/** The first argument that is refused before anything runs: a list that is too long, an id that is none. */
export function inputError(selected: readonly Selected[], domains: readonly Domain[]): GraphQLError | null {
  const limits = Object.assign({}, ...domains.map(({ listLimits = {} }) => listLimits)) as { [field: string]: number }
  for (const field of selected) {
    for (const { name, type } of field.definition.args) {
      const at = { type, name: `${field.name}.${name}`, path: [field.key, name] }
      const problem = problemOf(field.args[name], at, limits)
      if (problem)
        return new GraphQLError(problem.message, {
          nodes: field.node,
          path: problem.path,
          extensions: problem.extensions,
        })
    }
    const inner = inputError([...field.fields.values()], domains)
    if (inner) return inner
  }
  return null
}

interface Found {
  message: string
  path: string[]
  extensions: { code: string }
}

function problemOf(value: unknown, { type, name, path }: At, limits: { [field: string]: number }): Found | null {
  if (value === null || value === undefined) return null
  if (isListType(getNullableType(type))) {
    const rows: unknown[] = Array.isArray(value) ? value : [value]
    const limit = limits[name] ?? USUAL_LIMIT
    if (rows.length > limit) return tooLong(rows.length, limit, path)
    const row = { type: getNamedType(type), name, path }
    return first(rows, (one) => problemOf(one, row, limits))
  }
  const named = getNamedType(type)
  if (isInputObjectType(named)) {
    const given = value as { [name: string]: unknown }
    return first(Object.values(named.getFields()), (field) =>
      problemOf(
        given[field.name],
        { type: field.type, name: `${named.name}.${field.name}`, path: [...path, field.name] },
        limits,
      ),
    )
  }
  const message = named.name === 'ID' ? scalarProblem('ID', value) : null
  return message === null ? null : { message, path, extensions: { code: 'argumentLiteralsIncompatible' } }
}

function first<T>(rows: readonly T[], problem: (row: T) => Found | null): Found | null {
  for (const row of rows) {
    const found = problem(row)
    if (found) return found
  }
  return null
}

function tooLong(size: number, limit: number, path: string[]): Found {
  const message = `The input array size of ${size} is greater than the maximum allowed of ${limit}.`
  return { message, path, extensions: { code: 'MAX_INPUT_SIZE_EXCEEDED' } }
}
