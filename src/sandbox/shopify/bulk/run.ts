import { type ExecutionResult, executeSync, parse } from 'graphql'
import type { JsonObject } from '../../../model/json.ts'
import type { Call } from '../domain.ts'
import { stagedIn } from '../files/staged.ts'
import { schemaOf } from '../schema/index.ts'
import { bulkLines } from './lines.ts'
import { type BulkData, type BulkOperation, isRunning, variablesIn } from './operation.ts'
import { operationsIn } from './operations.ts'
import { bulkMutationProblems, NO_SUCH_FILE } from './validate-mutation.ts'
import { bulkQueryProblems } from './validate-query.ts'
import { view } from './view.ts'

export interface RunQuery {
  query: string
  groupObjects: boolean
}

export interface RunMutation {
  mutation: string
  stagedUploadPath: string
  clientIdentifier?: string | null
}

/** Of one kind, of one app in one shop: since 2026-01. */
const MOST_RUNNING = 5

export function runQuery(call: Call, { query, groupObjects }: RunQuery): object {
  const { world, version, settings } = call
  const schema = schemaOf(version, world.domains)
  const userErrors = bulkQueryProblems(query, schema)
  if (userErrors.length > 0) return { bulkOperation: null, userErrors }
  const busy = inProgress(call, 'QUERY')
  if (busy !== null) return { bulkOperation: null, userErrors: [busy] }
  const read = (): BulkData => {
    const { data } = executeSync({
      schema,
      document: parse(query),
      contextValue: { ...call, bulk: true },
    }) as ExecutionResult
    return bulkLines((data ?? {}) as JsonObject, groupObjects ? 'grouped' : settings.bulkOrder)
  }
  return started(call, { type: 'QUERY', query, clientIdentifier: null, read })
}

export function runMutation(call: Call, { mutation, stagedUploadPath, clientIdentifier = null }: RunMutation): object {
  const { world, version, store } = call
  const schema = schemaOf(version, world.domains)
  const userErrors = bulkMutationProblems(mutation, schema)
  if (userErrors.length > 0) return { bulkOperation: null, userErrors }
  const text = stagedIn(store).get(stagedUploadPath)?.content ?? null
  if (text === null) return { bulkOperation: null, userErrors: [NO_SUCH_FILE] }
  const busy = inProgress(call, 'MUTATION')
  if (busy !== null) return { bulkOperation: null, userErrors: [busy] }
  const document = parse(mutation)
  const read = (): BulkData => {
    const rows = variablesIn(text)
    const lines = rows.map((variableValues, place) => {
      if (variableValues === null) return { errors: [{ message: 'Invalid JSON' }], __lineNumber: place }
      const result = executeSync({ schema, document, variableValues, contextValue: call }) as ExecutionResult
      store.flush()
      return { ...result, __lineNumber: place }
    })
    return { lines, rootObjects: lines.length }
  }
  return started(call, { type: 'MUTATION', query: mutation, clientIdentifier, read })
}

export function cancel({ store, world, settings }: Call, id: string): object {
  const operation = operationsIn(store).get(id)
  if (!operation)
    return { bulkOperation: null, userErrors: [{ field: ['id'], message: 'Bulk operation does not exist' }] }
  const now = world.clock.now()
  if (!isRunning(operation, { bulkMs: settings.bulkMs, now })) {
    const { status } = view(operation, world)
    const message = `A bulk operation cannot be canceled when it is ${status.toLowerCase()}`
    return { bulkOperation: view(operation, world), userErrors: [{ field: null, message }] }
  }
  operation.canceledAt = now
  return { bulkOperation: view(operation, world), userErrors: [] }
}

interface Work {
  type: BulkOperation['type']
  query: string
  clientIdentifier: string | null
  read: () => BulkData
}

function started({ store, world, settings }: Call, { read, ...work }: Work): object {
  const [outcome = 'COMPLETED', ...rest] = settings.bulkOutcomes
  settings.bulkOutcomes = rest
  let data: BulkData | null = null
  const result = (): BulkData => {
    data ??= read()
    return data
  }
  const operation: BulkOperation = {
    id: store.newId('BulkOperation'),
    ...{ ...work, createdAt: world.clock.now(), outcome, result, canceledAt: null },
  }
  operationsIn(store).set(operation.id, operation)
  // What is read is what there was at the start or, as likely, what there is at the end.
  if (settings.bulkReads === 'start' && work.type === 'QUERY') result()
  else if (outcome !== 'STUCK') store.later(settings.bulkMs, () => operation.canceledAt === null && result())
  return { bulkOperation: { ...view(operation, world), status: 'CREATED', url: null }, userErrors: [] }
}

function inProgress({ store, world, settings }: Call, type: BulkOperation['type']): object | null {
  const pace = { bulkMs: settings.bulkMs, now: world.clock.now() }
  const running = [...operationsIn(store).values()].filter((one) => one.type === type && isRunning(one, pace))
  if (running.length < MOST_RUNNING) return null
  const ids = running.map(({ id }) => id).join(', ')
  const message = `A bulk ${type.toLowerCase()} operation for this app and shop is already in progress: ${ids}.`
  return { field: null, message, code: 'OPERATION_IN_PROGRESS' }
}
