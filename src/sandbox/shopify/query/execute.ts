import {
  type DocumentNode,
  type ExecutionResult,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
  execute as run,
  valueFromASTUntyped,
} from 'graphql'
import type { Call, World } from '../domain.ts'
import { apiError, internalError } from '../errors.ts'
import type { SimCall } from '../journal.ts'
import { schemaOf } from '../schema/index.ts'
import { Prices } from './cost.ts'
import { documentOf } from './documents.ts'
import { inputError } from './inputs.ts'
import { type Selected, selectedIn } from './selected.ts'
import { type Variables, variableErrors } from './variables.ts'

export interface Asked {
  query: string
  variables?: unknown
  operationName?: unknown
  /** That serves it. */
  version: string
  /** Where to write down what was asked and what it cost. */
  entry: SimCall
  /** The first root field ends in an error of the service; those after it are executed. */
  broken?: boolean
}

interface Prepared {
  schema: GraphQLSchema
  document: DocumentNode
  operation: OperationDefinitionNode
  variables: Variables
  selected: Selected[]
}

/** The body of the answer to one call, whose status is 200 whatever it says. */
export async function execute(world: World, asked: Asked): Promise<object> {
  const prepared = prepare(world, asked)
  const body = Array.isArray(prepared) ? { errors: prepared } : await charged(world, prepared, asked)
  const [error] = 'errors' in body ? (body.errors ?? []) : []
  asked.entry.code = error === undefined ? null : String(error.extensions.code ?? '')
  return body
}

/** Syntax, the schema, the variables: whatever is refused without a word about its cost. */
function prepare(
  { domains }: World,
  { query, variables, operationName, version, entry }: Asked,
): Prepared | GraphQLError[] {
  const schema = schemaOf(version, domains)
  const document = documentOf(schema, query)
  if (!('kind' in document)) return [...document]
  const operation = operationIn(document, operationName)
  if (operation instanceof GraphQLError) return [operation]
  const given = withDefaults(operation, variables)
  const wrong = variableErrors(schema, operation, given)
  if (wrong.length > 0) return wrong
  const fragments = new Map(fragmentsOf(document).map((fragment) => [fragment.name.value, fragment]))
  const selected = selectedIn({ schema, fragments, variables: given }, operation)
  entry.kind = operation.operation === 'mutation' ? 'mutation' : 'query'
  entry.fields = selected.map(({ name }) => name)
  return { schema, document, operation, variables: given, selected }
}

type Body = Pick<ExecutionResult, 'data' | 'errors'> & { extensions: object }

/** Takes the points that it may need, runs it, gives back those that it did not. */
async function charged(world: World, prepared: Prepared, { version, entry, broken }: Asked): Promise<Body> {
  const { settings, bucket, clock } = world
  const prices = new Prices(world.domains)
  const requested = prices.requested(prepared.selected)
  entry.requestedCost = requested
  const told = (actual: number | null) => ({
    requestedQueryCost: requested,
    actualQueryCost: actual,
    throttleStatus: bucket.status(clock.now()),
  })
  const refused = (error: GraphQLError): Body => ({ errors: [error], extensions: { cost: told(null) } })
  if (requested > settings.maxCost) return refused(tooDear(requested, settings.maxCost))
  if (!bucket.take(requested, clock.now())) return refused(throttled())
  const problem = inputError(prepared.selected, world.domains)
  if (problem) return refused(problem)
  const call = callOf(world, version)
  const result = await (broken ? brokenResultOf(prepared, call) : resultOf(prepared, call))
  const actual = Math.min(requested, prices.actual(prepared.selected, result.data))
  bucket.giveBack(requested - actual)
  entry.actualCost = actual
  const search = call.searches.length > 0 ? { search: call.searches } : {}
  return { ...result, extensions: { cost: told(actual), ...search } }
}

/** @throws for what is no refusal but a defect: each of those has a code */
async function resultOf({ schema, document, operation, variables }: Prepared, call: Call): Promise<ExecutionResult> {
  const operationName = operation.name?.value ?? null
  const result = await run({ schema, document, contextValue: call, variableValues: variables, operationName })
  const defect = result.errors?.find(({ extensions }) => extensions.code === undefined)
  if (defect) throw defect.originalError ?? defect
  return result
}

/** Root fields are executed one after another, and an error of one does not keep the others from it. */
async function brokenResultOf(prepared: Prepared, call: Call): Promise<ExecutionResult> {
  const { operation, document, selected } = prepared
  const [first] = selected
  const isFirst = (node: unknown): boolean => node === first?.node
  const selections = operation.selectionSet.selections.filter((node) => !isFirst(node))
  const rest = { ...operation, selectionSet: { ...operation.selectionSet, selections } }
  const definitions = document.definitions.map((one) => (one === operation ? rest : one))
  const whole = { ...prepared, operation: rest, document: { ...document, definitions } }
  const result = selections.length === 0 ? { data: {} } : await resultOf(whole, call)
  const key = first?.key ?? ''
  const { message, extensions } = internalError()
  const error = new GraphQLError(message, { path: [key], extensions })
  return { data: { [key]: null, ...result.data }, errors: [error, ...(result.errors ?? [])] }
}

function callOf(world: World, version: string): Call {
  const { store, settings } = world
  const { appId } = settings
  return { world, store, settings, version, appId, scopes: new Set(settings.scopes), directives: {}, searches: [] }
}

function operationIn({ definitions }: DocumentNode, name: unknown): OperationDefinitionNode | GraphQLError {
  const operations = definitions.filter((one): one is OperationDefinitionNode => one.kind === 'OperationDefinition')
  const [only] = operations
  const found = typeof name === 'string' ? operations.find((one) => one.name?.value === name) : only
  if (found && (typeof name === 'string' || operations.length === 1)) return found
  return apiError(
    'BAD_REQUEST',
    typeof name === 'string' ? `No operation named "${name}"` : 'An operation name is required',
  )
}

function fragmentsOf({ definitions }: DocumentNode): FragmentDefinitionNode[] {
  return definitions.filter((one): one is FragmentDefinitionNode => one.kind === 'FragmentDefinition')
}

function withDefaults({ variableDefinitions = [] }: OperationDefinitionNode, variables: unknown): Variables {
  const given: Variables = typeof variables === 'object' && variables !== null ? { ...variables } : {}
  for (const { variable, defaultValue } of variableDefinitions) {
    const name = variable.name.value
    if (given[name] === undefined && defaultValue) given[name] = valueFromASTUntyped(defaultValue)
  }
  return given
}

const LIMITS = 'https://shopify.dev/api/usage/rate-limits'

function throttled(): GraphQLError {
  return apiError('THROTTLED', 'Throttled', { documentation: LIMITS })
}

function tooDear(cost: number, maxCost: number): GraphQLError {
  const message = `Query cost is ${cost}, which exceeds the single query max cost limit (${maxCost}).`
  return apiError('MAX_COST_EXCEEDED', message, { cost, maxCost, documentation: LIMITS })
}
