import { GraphQLError } from 'graphql'

/** An error of the top level: the field that throws it becomes null, or with `data: false` nothing is executed. */
export function apiError(code: string, message: string, more: { [name: string]: unknown } = {}): GraphQLError {
  return new GraphQLError(message, { extensions: { code, ...more } })
}

/** A well-formed id of something else than what the field is about. */
export function wrongId(id: string): GraphQLError {
  return apiError('RESOURCE_NOT_FOUND', `Invalid id: ${id}`)
}

/** `errors` of an answer 401: a text instead of a list. */
export const BAD_TOKEN = '[API] Invalid API key or access token (unrecognized login or wrong password)'

/** After it nobody knows whether anything was done: contract, §3. */
export function internalError(): GraphQLError {
  const message = 'Internal error. Looks like something went wrong on our end.'
  return apiError('INTERNAL_SERVER_ERROR', message, { requestId: 'sandbox-0' })
}
