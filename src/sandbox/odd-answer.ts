import type { SimResponse } from './http.ts'

/** An answer that no service of the kind should give. */
export interface OddAnswer {
  status?: number
  headers?: { [name: string]: string }
  body?: unknown
}

export function oddAnswer({ status = 200, headers, body }: OddAnswer): SimResponse {
  return { status, ...(headers && { headers }), ...(body !== undefined && { body }) }
}
