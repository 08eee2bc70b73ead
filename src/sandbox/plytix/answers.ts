import type { Json, JsonObject } from '../../model/json.ts'
import type { SimResponse } from '../http.ts'

export interface Problem {
  field: string
  msg: Json
  value?: Json
}

/** Ends a call without any change; nothing is written before everything is validated. */
export class Refusal extends Error {
  readonly response: SimResponse

  constructor(response: SimResponse) {
    super(`refused with ${response.status}`)
    this.response = response
  }
}

export function errorResponse(status: number, msg: string, errors?: Problem[]): SimResponse {
  return { status, body: { error: errors ? { msg, errors } : { msg } } }
}

export function refuse(status: number, msg: string, errors?: Problem[]): never {
  throw new Refusal(errorResponse(status, msg, errors))
}

/** 422 in the general form. */
export function refuseSchema(...errors: Problem[]): never {
  refuse(422, 'Schema validation error', errors)
}

export function refuseProduct(status: 409 | 422, errors: Problem[]): never {
  refuse(status, 'product data validation failed', errors)
}

/** Success is a list, even for one record. */
export function answer(rows: unknown[], status = 200): SimResponse {
  return { status, body: { data: rows } }
}

export function empty(status: 200 | 202 | 204): SimResponse {
  return { status }
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export const INVALID_INPUT: Json = { _schema: ['Invalid input type.'] }
