import { type DocumentNode, GraphQLError, type GraphQLSchema, parse } from 'graphql'
import { apiError } from '../errors.ts'
import { validationErrors } from './rules.ts'

type Checked = DocumentNode | readonly GraphQLError[]

const MOST = 200

const known = new WeakMap<GraphQLSchema, Map<string, Checked>>()

/** A document that the schema allows, or what is wrong with it. Clients send the same ones again and again. */
export function documentOf(schema: GraphQLSchema, query: string): Checked {
  const documents = known.get(schema) ?? new Map<string, Checked>()
  known.set(schema, documents)
  const before = documents.get(query)
  if (before) return before
  const checked = check(schema, query)
  if (documents.size >= MOST) documents.clear()
  documents.set(query, checked)
  return checked
}

function check(schema: GraphQLSchema, query: string): Checked {
  try {
    const document = parse(query)
    const errors = validationErrors(schema, document)
    return errors.length === 0 ? document : errors
  } catch (error) {
    if (error instanceof GraphQLError) return [error]
    return [apiError('BAD_REQUEST', String(error))]
  }
}
