import type { SimResponse } from '../http.ts'

/** Ends a call with an answer of the service that is no success. */
export class Refusal extends Error {
  readonly response: SimResponse

  constructor(response: SimResponse) {
    super(`refused with ${response.status}`)
    this.response = response
  }
}

interface ServiceError {
  code: string
  message: string
  details?: string
}

export function serviceError(status: number, error: ServiceError, type?: string): SimResponse {
  return { status, ...(type && { headers: { 'x-amzn-ErrorType': type } }), body: { errors: [error] } }
}

export function invalidInput(message: string): Refusal {
  return new Refusal(serviceError(400, { code: 'InvalidInput', message, details: '' }, 'InvalidInputException'))
}

export const UNPARSABLE = 'Request has missing or invalid parameters and cannot be parsed.'

/** `details` is empty for a missing role or a wrong marketplace; it says more when the token is at fault. */
export function denied(details = ''): Refusal {
  const error = { code: 'Unauthorized', message: DENIED, details }
  return new Refusal(serviceError(403, error, 'AccessDeniedException'))
}

const DENIED = 'Access to requested resource is denied.'

/** No token, or a path that the gateway does not know. */
export function missingToken(): Refusal {
  const error = { code: 'MissingAuthenticationToken', message: DENIED }
  return new Refusal(serviceError(403, error, 'MissingAuthenticationTokenException'))
}

/** Neither `Retry-After` nor a rate header tells how long to wait. */
export function quotaExceeded(): SimResponse {
  const message = 'You exceeded your quota for the requested resource.'
  return serviceError(429, { code: 'QuotaExceeded', message, details: '' }, 'TooManyRequestsException')
}

export function internalFailure(): SimResponse {
  const message = 'We encountered an internal error. Please try again.'
  return serviceError(500, { code: 'InternalFailure', message, details: '' }, 'InternalFailure')
}

/** What a gateway in front of the service answers. */
export function htmlPage(status: number, title: string): SimResponse {
  const body = `<html><head><title>${status} ${title}</title></head><body><h1>${status} ${title}</h1></body></html>`
  return { status, headers: { 'content-type': 'text/html' }, body }
}
