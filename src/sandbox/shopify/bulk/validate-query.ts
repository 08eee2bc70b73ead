import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
  parse,
  validate,
} from 'graphql'
import { type ConnectionUse, connectionsOf } from './connections.ts'

/** One of `userErrors` of `bulkOperationRunQuery`. */
export interface BulkQueryProblem {
  field: string[] | null
  message: string
  code: 'INVALID'
}

/** Bytes of a query: contract, §13. */
const MOST_BYTES = 65_535
const MOST_CONNECTIONS = 5
/** Under a connection of the root two more may stand in one another. */
const MOST_NESTED = 2

/** What the service has against a bulk query before it runs it; nothing: it may run. Texts as recorded. */
export function bulkQueryProblems(text: string, schema: GraphQLSchema): BulkQueryProblem[] {
  if (Buffer.byteLength(text) > MOST_BYTES) return [problem(`Query is too long (maximum is ${MOST_BYTES} bytes)`)]
  const document = parsed(text)
  if (document instanceof GraphQLError) return [problem(`Invalid bulk query: ${document.message}`)]
  const operations = document.definitions.filter((one) => one.kind === 'OperationDefinition')
  const [operation] = operations
  if (operation === undefined || operations.length > 1)
    return [problem('Invalid bulk query: one operation is expected.')]
  if (operation.operation !== 'query') {
    return [problem('Invalid operation type. Only `query` operations are supported.')]
  }
  const form = formProblems(operation, connectionsOf(document, schema))
  if (form.length > 0) return form
  return validate(schema, document).map(({ message }) => problem(`Invalid bulk query: ${message}`))
}

function parsed(text: string): DocumentNode | GraphQLError {
  try {
    return parse(text)
  } catch (error) {
    if (error instanceof GraphQLError) return error
    throw error
  }
}

function formProblems(operation: OperationDefinitionNode, uses: ConnectionUse[]): BulkQueryProblem[] {
  const found: string[] = []
  for (const name of ['node', 'nodes']) {
    if (hasRootField(operation, name)) found.push(`Bulk queries cannot contain a top level \`${name}\` field.`)
  }
  if (uses.length === 0) found.push('Bulk queries must contain at least one connection.')
  if (uses.length > MOST_CONNECTIONS) {
    found.push(`Bulk queries cannot contain more than ${MOST_CONNECTIONS} connections.`)
  }
  if (uses.some(({ depth }) => depth > MOST_NESTED)) {
    found.push(`Bulk queries cannot contain connections with a nesting depth greater than ${MOST_NESTED}.`)
  }
  if (uses.some(({ inList }) => inList)) {
    found.push('Queries that contain a connection field within a list field are not currently supported.')
  }
  return [...found, ...selectionProblems(uses)].map(problem)
}

function selectionProblems(uses: ConnectionUse[]): string[] {
  const names = (some: ConnectionUse[]): string => `${some.map(({ name }) => name).join(', ')}.`
  const quoted = (some: ConnectionUse[]): string => `${some.map(({ name }) => `'${name}'`).join(', ')}.`
  const found: string[] = []
  const otherwise = uses.filter(({ selects }) => !selects.includes('edges') || selects.includes('nodes'))
  if (otherwise.length > 0) {
    found.push(
      `All connection fields in a bulk query must select their contents using 'edges' > 'node', e.g: '${otherwise[0]?.name} { edges { node {'. Selecting via 'nodes' is not supported. Invalid connection fields: ${quoted(otherwise)}`,
    )
  }
  const paged = uses.filter(({ selects }) => selects.includes('pageInfo'))
  if (paged.length > 0) found.push(`Bulk queries cannot select 'pageInfo'. Invalid connection fields: ${quoted(paged)}`)
  const nameless = uses.filter(({ hasNested, selectsId }) => hasNested && !selectsId)
  if (nameless.length > 0) {
    found.push(
      `The parent 'node' field for a nested connection must select the 'id' field without an alias and must be of 'ID' return type. Connection fields without 'id': ${names(nameless)}`,
    )
  }
  return found
}

function hasRootField({ selectionSet }: OperationDefinitionNode, name: string): boolean {
  return selectionSet.selections.some((one) => one.kind === 'Field' && one.name.value === name)
}

function problem(message: string): BulkQueryProblem {
  return { field: ['query'], message, code: 'INVALID' }
}
